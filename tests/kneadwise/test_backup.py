"""Backups: which are too old, what is refused, that a SQLite one is whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneadwise.backup import DAY_SECONDS, LONGEST_DAYS, BackupFailed, Backups, too_old
from kneadwise.environment import process_environment

NOW = 1_800_000_000.0


def backups(directory: Path, **more: str) -> Backups:
    settings = {
        "KNEADWISE_TRACKER_URL": f"sqlite:///{directory / 'conversations.db'}",
        "KNEADWISE_BACKUPS": str(directory / "backups"),
        **more,
    }
    return Backups(process_environment(**settings))


def fill(file: Path, *texts: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS events (data TEXT)")
        connection.executemany("INSERT INTO events VALUES (?)", [(text,) for text in texts])
        connection.commit()


def read(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT data FROM events ORDER BY rowid")]


def test_a_database_comes_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    fill(file, "one", "two")
    saved = backups(tmp_path).save(NOW)
    fill(file, "three")
    backups(tmp_path).restore(saved)
    assert read(file) == ["one", "two"]
    assert file.stat().st_mode & 0o077 == saved.stat().st_mode & 0o077 == 0


def test_a_backup_while_somebody_writes_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    fill(file, "stored")
    with closing(sqlite3.connect(file)) as writing:
        writing.execute("PRAGMA journal_mode=WAL")
        writing.execute("INSERT INTO events VALUES ('acknowledged')")
        writing.commit()
        writing.execute("INSERT INTO events VALUES ('not yet')")
        saved = backups(tmp_path).save(NOW)
    assert read(saved) == ["stored", "acknowledged"]


def test_old_backups_go_and_nothing_else_does(tmp_path: Path) -> None:
    fill(tmp_path / "conversations.db", "one")
    kept = backups(tmp_path, KNEADWISE_BACKUP_DAYS="7")
    old = kept.save(NOW - 8 * DAY_SECONDS)
    recent = kept.save(NOW - 6 * DAY_SECONDS)
    other = kept.directory / "notes.txt"
    other.write_text("mine")
    newest = kept.save(NOW)
    assert {*kept.directory.iterdir()} == {recent, newest, other}
    assert not old.exists()


@given(ages=st.lists(st.integers(0, 100 * DAY_SECONDS), unique=True), days=st.integers(1, 35))
def test_a_backup_is_old_after_its_days(ages: list[int], days: int) -> None:
    def name(age: int) -> str:
        at = datetime.fromtimestamp(NOW - age, timezone.utc)
        return f"conversations-{at:%Y%m%dT%H%M%SZ}.db"

    expected = sorted(name(age) for age in ages if age >= days * DAY_SECONDS)
    assert too_old([name(age) for age in ages] + ["conversations-x.db", "x"], NOW, days) == expected


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"KNEADWISE_BACKUP_DAYS": str(LONGEST_DAYS + 1)}, "KNEADWISE_BACKUP_DAYS"),
        ({"KNEADWISE_BACKUP_DAYS": "0"}, "KNEADWISE_BACKUP_DAYS"),
        ({"KNEADWISE_BACKUP_DAYS": "many"}, "KNEADWISE_BACKUP_DAYS"),
        ({"KNEADWISE_TRACKER_URL": "mysql://host/db"}, "KNEADWISE_TRACKER_URL"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, settings: dict[str, str], named: str) -> None:
    with pytest.raises(BackupFailed, match=named):
        backups(tmp_path, **settings)


def test_what_can_not_be_saved_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="no database"):
        backups(tmp_path).save(NOW)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_damaged_backup_replaces_nothing(tmp_path: Path) -> None:
    file = tmp_path / "conversations.db"
    fill(file, "one")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"not a database, whatever its name says" * 100)
    for backup in (damaged, tmp_path / "missing.db"):
        with pytest.raises(BackupFailed):
            backups(tmp_path).restore(backup)
    assert read(file) == ["one"]


def test_a_password_is_in_no_command_line(tmp_path: Path) -> None:
    made = backups(tmp_path, KNEADWISE_TRACKER_URL="postgresql://u:secret-word@127.0.0.1:1/db")
    with pytest.raises(BackupFailed) as error:
        made.save(NOW)
    assert "secret-word" not in str(error.value)
