"""P12: what a visitor writes is in no log, and after the purge in no store and no backup."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from channels.website.sessions import Sessions
from insights.schema import COUNTED, COUNTS
from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT
from kneadwise.servers import Servers
from stores.audit import digest
from stores.retention import Rules, apply
from tests.channels.guide.forms import answer_all, at
from tests.stores.conversations import DAY, bytes_of

CANARY = "CANARY-diabetes"
RULES = Rules(session_hours=24, redact_hours=24, retention_days=30)
CARD, SSN = "4111 1111 1111 1111", "078-05-1120"


@pytest.fixture
def database(asking: Servers) -> Path:
    return asking.state_directory / "conversations.db"


def logs(servers: Servers) -> str:
    return "".join(p.read_text(errors="replace") for p in servers.state_directory.glob("*.log"))


def audit(database: Path) -> list[tuple[str, str, str]]:
    with sqlite3.connect(database) as connection:
        return connection.execute('SELECT what, "by", conversation FROM kneadwise_audit').fetchall()


def told(servers: Servers, *more: str) -> WebsiteClient:
    """A visitor who has told about their health in every way that is kept."""
    visitor = WebsiteClient(servers.address)
    for text in (
        f"/my shoulder hurts since i have {CANARY}",
        "yes",
        f"{CANARY} in my left foot",
        f"what about {CANARY} and numb between my legs",
        *more,
    ):
        assert visitor.say(text).status == 200
    return visitor


def kept_of_visitors(database: Path) -> list[str]:
    """All rows of all tables but those that only count."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = [line for line in connection.iterdump() if line.startswith("INSERT")]
    counts = tuple(f'INSERT INTO "{table.name}"' for table in (COUNTS, COUNTED))
    return [row for row in rows if not row.startswith(counts)]


def conversation_of(visitor: WebsiteClient, servers: Servers) -> str:
    secret = (servers.state_directory / "secret").read_bytes().strip()
    assert visitor.token
    return Sessions(secret, 24).conversation_id(visitor.token)


def operator(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kneadwise", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("way", ["by chat", "by button", "by the API"])
def test_a_visitor_deletes_everything(way: str, asking: Servers, database: Path) -> None:
    visitor = told(asking, f"my mail is {way.replace(' ', '')}@{CANARY}.example")
    id_ = conversation_of(visitor, asking)
    mail = f"{way.replace(' ', '')}@{CANARY}.example".encode()
    assert mail in bytes_of(database)
    if way == "by the API":
        assert visitor.forget().status == 204
    elif way == "by chat":
        assert visitor.say("delete my data").cards == ["notice/deleted"]
    else:
        answer = visitor.say("what happens to my data")
        buttons = [b for message in answer.messages for b in message.get("buttons", [])]
        payload = next(b["payload"] for b in buttons if b["title"] == "Delete my data")
        assert visitor.tap(payload).cards == ["notice/deleted"]
    assert mail not in bytes_of(database)
    assert ("erased", "visitor", digest(id_)) in audit(database)


def test_the_operator_exports_and_forgets_while_the_server_runs(
    asking: Servers, environment: dict[str, str], database: Path
) -> None:
    visitor = told(asking, "call me on (555) 010-0177 please")
    id_ = conversation_of(visitor, asking)
    assert visitor.token
    for selector in ((id_,), ("--token", visitor.token), ("--contact", "555 010 0177")):
        exported = operator(environment, "export", *selector)
        assert exported.returncode == 0, exported.stderr
        (copy,) = json.loads(exported.stdout)
        assert copy == {"conversation": id_, **visitor.call("GET", "/session").body}
    assert any("(555) 010-0177" in message["text"] for message in copy["messages"])
    forgotten = operator(environment, "forget", "--contact", "(555) 010-0177", "--yes")
    assert forgotten.returncode == 0, forgotten.stderr
    assert visitor.say("hello").status == 401
    assert b"010-0177" not in bytes_of(database)
    done = [(what, by) for what, by, conversation in audit(database) if conversation == digest(id_)]
    assert done == [*[("exported", "operator")] * 3, ("erased", "operator")]
    nothing = operator(environment, "forget", "--contact", "(555) 010-0177", "--yes")
    assert (nothing.returncode, nothing.stdout) == (1, "")


def test_card_and_social_security_numbers_are_never_stored(asking: Servers, database: Path) -> None:
    visitor = WebsiteClient(asking.address)
    visitor.say(f"/my card is {CARD} and my ssn {SSN}, phone 555 010 0188")
    kept = bytes_of(database)
    assert b"555 010 0188" in kept
    assert CARD.encode() not in kept
    assert SSN.encode() not in kept
    assert "•" in visitor.transcript().messages[0]["text"]


def test_after_the_purge_a_canary_is_nowhere(
    asking: Servers, environment: dict[str, str], database: Path, tmp_path: Path
) -> None:
    visitor = told(asking)
    tapped = visitor.say("what is shiatsu").messages[-1]["buttons"][0]["payload"]
    _send_what_fails(asking, visitor, tapped)
    answers = {"goals": ["less_pain"], "area": ["neck"], "health": ["cancer"]}
    rest = {"concern": ["chronic_ache"], "since": ["months"], "severity": ["5"]}
    more = {"signs": ["none"], "physician": ["none"], "plan": ["skip"], "pressure": ["no_idea"]}
    before = kept_of_visitors(database)
    assert before
    assert answer_all({**answers, **rest, **more}, at(asking.address))
    # The guide keeps nothing of the visitor; that it was opened is counted, at any time later.
    assert kept_of_visitors(database) == before
    assert CANARY.encode() in bytes_of(database)
    assert CANARY not in logs(asking)
    dry = operator(environment, "retention", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "Would be redacted: 0 conversations" in dry.stdout

    engine = create_engine(f"sqlite:///{database}")
    done = apply(engine, RULES, time.time() + 2 * DAY)
    assert done.redacted
    assert not done.erased
    backup = tmp_path / "backup.db"
    with sqlite3.connect(database) as source, sqlite3.connect(backup) as copy:
        source.backup(copy)
        dump = "\n".join(source.iterdump())
    for kept in (bytes_of(database), backup.read_bytes(), dump.encode(), logs(asking).encode()):
        assert CANARY.encode() not in kept
    assert apply(engine, RULES, time.time() + 31 * DAY).erased
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)


def _send_what_fails(servers: Servers, visitor: WebsiteClient, tapped: str) -> None:
    """Requests that are refused, each with a canary where it might be logged."""
    for body in (
        f'{{"id": "{CANARY}", "text": "hi"}}'.encode(),
        f'{{"id": {CANARY}'.encode(),
        {"id": "7f6d1a52-6f0c-4f4e-9d0b-0d8f5f6f8a11", "payload": f"{tapped}{CANARY}"},
        {"id": "7f6d1a52-6f0c-4f4e-9d0b-0d8f5f6f8a11", "text": f"{CANARY} " * 100},
        {"id": "7f6d1a52-6f0c-4f4e-9d0b-0d8f5f6f8a11", "text": [CANARY]},
    ):
        assert visitor.call("POST", "/messages", body).status in (400, 413)
    refused = WebsiteClient(servers.address)
    refused.token = CANARY
    assert refused.say(CANARY).status == 401
    fetch = at(servers.address)
    for fields in ({"state": [CANARY], "action": ["next"], "answer": [CANARY]}, {CANARY: [CANARY]}):
        status, _ = fetch("/guide/questions", fields)
        assert status < 500
