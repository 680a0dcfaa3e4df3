"""Whatever is sent, neither server's log holds it, nor a token, nor a conversation's id."""

from __future__ import annotations

import json
import socket
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_assistant

CANARY = "CANARYdiabetes"
SECRET = "a-secret-of-this-test-only-0123456789"
LOGS = ("rasa.log", "actions.log")


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory: Path = tmp_path_factory.mktemp("logs")
    return directory


@pytest.fixture(scope="module")
def talkative(state: Path, assistant: Servers) -> Iterator[Servers]:
    """An assistant at the most talkative level allowed, with Rasa's own channel opened too."""
    credentials = state / "credentials.yml"
    own = (ROOT / "credentials.yml").read_text(encoding="utf-8")
    credentials.write_text(own + "rest:\n", encoding="utf-8")
    with temporary_assistant(
        state,
        KNEADWISE_CREDENTIALS=str(credentials),
        KNEADWISE_ACTION_SECRET=SECRET,
        LOG_LEVEL="INFO",
        LOG_LEVEL_LIBRARIES="INFO",
    ) as servers:
        yield servers


def post(address: str, body: bytes, **headers: str) -> int:
    sent = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(address, body, sent)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def raw(address: str, data: bytes) -> None:
    host = urlsplit(address)
    with socket.create_connection((host.hostname or "", host.port or 0), timeout=30) as sent:
        sent.sendall(data)
        sent.recv(65536)


def talk(visitor: WebsiteClient) -> None:
    """Texts and odd requests through the website channel."""
    for text in (
        f"my shoulder hurts {CANARY}",
        f"/nosuchintent {CANARY}",
        f'/inform{{"name":"{CANARY}"}}',
        f"{CANARY} " * 60,
        f"help me choose, i have {CANARY} and chest pain",
    ):
        assert visitor.say(text).status == 200
    assert visitor.say(CANARY * 100).status == 413
    id_ = str(uuid4())
    for body in (
        f'{{"id": "{CANARY}'.encode(),
        {"id": CANARY, "text": CANARY},
        {"id": id_, "text": {"a": CANARY}},
        {"id": id_, "payload": CANARY},
        [CANARY],
    ):
        assert visitor.call("POST", "/messages", body).status == 400
    assert visitor.call("GET", f"/messages/{CANARY}?text={CANARY}").status == 404
    assert visitor.call("PATCH", "/messages", CANARY).status == 405


def talk_past_the_channel(servers: Servers) -> None:
    """What Rasa's own code quotes when it fails: its channel, its parser, bad HTTP."""
    rest = f"{servers.address}/webhooks/rest/webhook"
    for message in (f"/nosuchintent {CANARY}", f'/greet{{"{CANARY}": 1', f"/{CANARY}", 5):
        post(rest, json.dumps({"sender": CANARY, "message": message}).encode())
    post(rest, json.dumps({"sender": CANARY, "message": {"a": CANARY}}).encode())
    post(rest, f'["{CANARY}"]'.encode())
    raw(servers.address, f"GET / HTTP/1.1\r\nContent-Length: {CANARY}\r\n\r\n".encode())
    raw(servers.address, f"{CANARY}\r\n\r\n".encode())


def make_actions_fail(address: str) -> list[int]:
    """Calls with the secret that no action survives; the answers' statuses."""
    bodies = [
        {"next_action": "action_answer_faq", "tracker": {"sender_id": CANARY, "slots": CANARY}},
        {"next_action": "action_answer_faq", "tracker": {"latest_message": {"text": [CANARY]}}},
        {"next_action": CANARY, "tracker": {}, "version": CANARY},
        [CANARY],
    ]
    sent = [json.dumps(body).encode() for body in bodies] + [f"{{{CANARY}".encode()]
    secret = {"X-Kneadwise-Action-Secret": SECRET}
    return [post(address, body, **secret) for body in sent] + [
        post(address, sent[0]),
        post(f"{address}/{CANARY}", sent[0], **secret),
        post(address, b"x", **secret, **{"Content-Encoding": CANARY}),
    ]


def test_nothing_of_a_visitor_is_in_any_log(talkative: Servers, state: Path) -> None:
    visitor = WebsiteClient(talkative.address)
    visitor.start()
    talk(visitor)
    talk_past_the_channel(talkative)
    port = talkative.setting("KNEADWISE_ACTION_PORT")
    statuses = make_actions_fail(f"http://127.0.0.1:{port}/webhook")
    assert 500 in statuses
    assert statuses[-3:] == [401, 404, 415]

    # With the action server gone and the database unreadable, every path logs an error.
    actions = talkative.process("actions")
    assert actions is not None
    actions.kill()
    actions.wait()
    assert visitor.say(f"where can i park {CANARY}").status == 200
    with sqlite3.connect(state / "conversations.db") as database:
        ids = {row[0] for row in database.execute("SELECT DISTINCT sender_id FROM events")}
        assert CANARY in {*ids}
        database.execute("ALTER TABLE events RENAME TO gone")
    visitor.say(f"what is shiatsu {CANARY}")
    visitor.transcript()

    logs = {name: (state / name).read_text(encoding="utf-8", errors="replace") for name in LOGS}
    # The errors are there, told by their place.
    assert "(text withheld) at" in logs["rasa.log"]
    assert "The action server failed: " in logs["rasa.log"]
    assert "An action failed: " in logs["actions.log"]
    assert visitor.token is not None
    for secret in {CANARY, visitor.token, SECRET, *ids}:
        for name, text in logs.items():
            assert secret not in text, f"{name} holds {secret}"
