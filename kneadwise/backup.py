"""Backups of the conversations and their way back: SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from kneadwise.environment import ROOT, process_environment
from kneadwise.services import program

NAME = "conversations-"
TIME_FORMAT = "%Y%m%dT%H%M%SZ"
DAY_SECONDS = 24 * 3600
# What was erased stays in backups; no longer than this (reliability P5).
LONGEST_DAYS = 35
LOCK_SECONDS = 20


class BackupFailed(Exception):
    """Nothing was saved or restored; the message says why."""


class Backups:
    """A folder of backups of one database."""

    def __init__(self, environment: Mapping[str, str], root: Path = ROOT) -> None:
        """Reads the settings.

        Args:
            environment: as `process_environment` gives it.
            root: the project; relative paths are looked for there, as the servers do.

        Raises:
            BackupFailed: naming the setting to mend.
        """
        self.directory = root / environment["KNEADWISE_BACKUPS"]
        days = environment["KNEADWISE_BACKUP_DAYS"]
        if not days.isdecimal() or not 1 <= int(days) <= LONGEST_DAYS:
            raise BackupFailed(
                f"KNEADWISE_BACKUP_DAYS is {days!r}; it must be 1 to {LONGEST_DAYS}."
            )
        self._days = int(days)
        self._url = make_url(environment["KNEADWISE_TRACKER_URL"])
        self._kind = self._url.get_backend_name()
        if self._kind not in ("sqlite", "postgresql"):
            raise BackupFailed(
                f"KNEADWISE_TRACKER_URL is of {self._kind}, which has no backup here."
            )
        self._file = root / (self._url.database or "")

    def save(self, now: float | None = None) -> Path:
        """Writes a backup while the servers go on, then removes those that are too old.

        Args:
            now: seconds since 1970; the clock's where not given.

        Returns:
            The backup's file, readable for its owner only.

        Raises:
            BackupFailed: then no older one was removed.
        """
        now = time.time() if now is None else now
        stamp = datetime.fromtimestamp(now, timezone.utc).strftime(TIME_FORMAT)
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        suffix = "db" if self._kind == "sqlite" else "dump"
        path = self.directory / f"{NAME}{stamp}.{suffix}"
        draft = path.with_suffix(".part")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        try:
            if self._kind == "sqlite":
                self._copy_sqlite(self._file, draft)
            else:
                self._postgres("pg_dump", "--format=custom", f"--file={draft}")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        for old in too_old((p.name for p in self.directory.iterdir()), now, self._days):
            (self.directory / old).unlink()
        return path

    def restore(self, path: Path) -> None:
        """Puts a backup in the database's place. The Rasa servers must be stopped.

        Raises:
            BackupFailed: if there is no such backup, or it can't be put back.
        """
        if not path.is_file():
            raise BackupFailed(f"There is no backup {path}.")
        if self._kind == "sqlite":
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft = self._file.with_name(f"{self._file.name}.restoring")
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600)
            try:
                self._copy_sqlite(path, draft)
                for beside in ("-wal", "-shm", "-journal"):
                    self._file.with_name(self._file.name + beside).unlink(missing_ok=True)
                draft.replace(self._file)
            finally:
                draft.unlink(missing_ok=True)
        else:
            arguments = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
            self._postgres("pg_restore", *arguments, "--exit-on-error", str(path), into=True)

    def _copy_sqlite(self, source: Path, target: Path) -> None:
        if not source.is_file():
            raise BackupFailed(f"There is no database {source}.")
        try:
            with (
                closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as there,
                closing(sqlite3.connect(target)) as here,
            ):
                there.backup(here)
                check = here.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.Error as error:
            raise BackupFailed(f"{source} could not be copied: {error}") from error
        if check != "ok":
            raise BackupFailed(f"{source} is damaged: {check}")

    def _postgres(self, name: str, *arguments: str, into: bool = False) -> None:
        # The password in the environment: a command line is shown to every user.
        secret = {"PGPASSWORD": self._url.password} if self._url.password else {}
        # A server that still runs may hold a table: said, not waited for.
        secret["PGOPTIONS"] = f"-c lock_timeout={LOCK_SECONDS}s"
        database = _without_password(self._url)
        command = [program(name, "postgresql-client"), *arguments]
        command += [f"--dbname={database}"] if into else [database]
        done = subprocess.run(
            command, capture_output=True, text=True, env=process_environment(**secret)
        )
        if done.returncode != 0:
            raise BackupFailed(f"{name} failed: {done.stderr.strip()}")


def too_old(names: Iterable[str], now: float, days: int) -> list[str]:
    """The backups to be removed, by their names.

    Args:
        names: of the files in the folder; other files are left alone.
        now: seconds since 1970.
        days: how long a backup is kept.
    """
    old = []
    for name in names:
        stamp = name.removeprefix(NAME).partition(".")[0]
        try:
            at = datetime.strptime(stamp, TIME_FORMAT).replace(tzinfo=timezone.utc)
        except ValueError:
            continue
        if name.startswith(NAME) and now - at.timestamp() >= days * DAY_SECONDS:
            old.append(name)
    return sorted(old)


def _without_password(url: URL) -> str:
    bare: URL = url.set(drivername="postgresql", password=None)
    return str(bare.render_as_string(hide_password=False))
