"""Talk, back up, lose everything, restore: the transcript is back, and the talk goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg2

from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT, process_environment
from kneadwise.several import Several
from kneadwise.temporary import temporary_environment
from tests.several_machines.support import READY, said, until

TALK = ["my canary asks what is shiatsu", "where can i park"]


def command(environment: dict[str, str], *arguments: str) -> str:
    """The output of `python -m kneadwise …`, which must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "kneadwise", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def served(environment: dict[str, str], *which: str) -> Iterator[None]:
    """`kneadwise serve …` as a service manager runs it."""
    with ExitStack() as stack:
        for server in which:
            process = subprocess.Popen(
                [sys.executable, "-m", "kneadwise", "serve", server],
                env=environment,
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait, 30)
            stack.callback(process.terminate)
        yield


def ready(visitor: WebsiteClient) -> bool:
    try:
        return visitor.call("GET", READY).status == 200
    except OSError:
        return False


def test_postgresql(several: Several, visitor: WebsiteClient, tmp_path: Path) -> None:
    environment = process_environment(
        KNEADWISE_TRACKER_URL=several.database.url, KNEADWISE_BACKUPS=str(tmp_path / "backups")
    )
    for text in TALK:
        assert visitor.say(text).status == 200
    before = visitor.transcript().messages
    command(environment, "backup")
    (backup,) = (tmp_path / "backups").iterdir()
    for server in several.rasa:
        server.stop()
    with psycopg2.connect(several.database.url) as connection:
        connection.cursor().execute("DROP TABLE events CASCADE")
    command(environment, "restore", "--yes", str(backup))
    for server in several.rasa:
        server.start_rasa()
        server.wait_until_ready()
    assert visitor.transcript().messages == before
    assert visitor.say("how much is a massage").cards == ["faq/price"]
    assert said(visitor) == [*TALK, "how much is a massage"]


def test_sqlite_and_what_was_erased_since(tmp_path: Path) -> None:
    database = tmp_path / "conversations.db"
    environment = temporary_environment(
        tmp_path,
        KNEADWISE_BACKUPS=str(tmp_path / "backups"),
        KNEADWISE_ACTION_SECRET="an-action-secret-of-this-test-alone",
    )
    environment["KNEADWISE_TRACKER_URL"] = f"sqlite:///{database}"
    visitor = WebsiteClient(f"http://127.0.0.1:{environment['KNEADWISE_PORT']}")
    with served(environment, "actions", "rasa"):
        until(lambda: ready(visitor))
        for text in TALK:
            assert visitor.say(text).status == 200
        before = visitor.transcript().messages
        command(environment, "backup")
        (backup,) = (tmp_path / "backups").iterdir()
        assert backup.stat().st_mode & 0o077 == 0
        other = WebsiteClient(f"http://127.0.0.1:{environment['KNEADWISE_PORT']}")
        other.token = visitor.token
        assert other.forget().status == 204
    # Erased from the database; the backup has it until it is removed (docs/deployment.md).
    assert b"canary" in backup.read_bytes()
    database.unlink()
    command(environment, "restore", "--yes", str(backup))
    with served(environment, "actions", "rasa"):
        until(lambda: ready(visitor))
        assert visitor.transcript().messages == before
        assert visitor.forget().status == 204
        assert visitor.transcript().status == 401
