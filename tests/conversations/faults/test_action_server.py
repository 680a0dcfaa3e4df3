"""An action server that is slow, broken, silent or gone: the visitor gets the phone number."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_environment

APOLOGY = ["error/unavailable"]
PHONE = "(555) 010-0142"
ANSWERS = [
    pytest.param(500, b'{"error": "boom"}', id="error 500"),
    pytest.param(500, b"", id="error without body"),
    pytest.param(200, b"<html>", id="not JSON"),
    pytest.param(200, b"[]", id="JSON of another shape"),
    pytest.param(200, b'{"events": [], "responses": []}', id="says nothing"),
    pytest.param(200, b'{"events": [], "responses": [{"text": "hm"}]}', id="text without card"),
    pytest.param(200, b'{"events": "no", "responses": [5]}', id="wrong types"),
]


@contextmanager
def answering(port: int, status: int, body: bytes) -> Iterator[None]:
    """A broken action server: answers every call the same."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, assistant: Servers) -> dict[str, str]:
    """An assistant of these tests' own; the shared one has trained the model by now."""
    directory: Path = tmp_path_factory.mktemp("faults")
    return temporary_environment(directory, KNEADWISE_ACTION_SECONDS="1.5")


@pytest.fixture(scope="module")
def servers(environment: dict[str, str]) -> Iterator[Servers]:
    servers = Servers(environment)
    try:
        servers.start()
        servers.wait_until_ready()
        actions = servers.process("actions")
        assert actions is not None
        yield servers
    finally:
        servers.stop()


def test_a_hanging_action_is_given_up(servers: Servers) -> None:
    visitor = WebsiteClient(servers.address)
    actions = servers.process("actions")
    assert actions is not None
    actions.send_signal(signal.SIGSTOP)
    try:
        hanging = visitor.say("where can i park")
        not_ready = visitor.call("GET", "/ready")
    finally:
        actions.send_signal(signal.SIGCONT)
    assert (hanging.status, hanging.cards) == (200, APOLOGY)
    assert PHONE in hanging.messages[0]["text"]
    assert not_ready.status == 503
    assert "action server" in not_ready.body["detail"]
    assert visitor.say("where can i park").cards == ["faq/parking"]


def test_another_message_meanwhile_is_refused_and_the_same_one_waits(servers: Servers) -> None:
    visitor = WebsiteClient(servers.address)
    visitor.start()
    actions = servers.process("actions")
    assert actions is not None
    actions.send_signal(signal.SIGSTOP)
    id_ = str(uuid4())
    try:
        with ThreadPoolExecutor() as pool:
            first = pool.submit(visitor.say, "where can i park", id_)
            time.sleep(0.5)
            same = pool.submit(visitor.say, "where can i park", id_)
            other = visitor.say("how much is a massage")
            forgetting = visitor.forget()
    finally:
        actions.send_signal(signal.SIGCONT)
    assert other.status == forgetting.status == 409
    assert first.result().body == same.result().body
    assert first.result().cards == APOLOGY
    assert len(visitor.transcript().messages) == 2
    assert visitor.say("how much is a massage").cards == ["faq/price"]


def test_an_unreachable_action_server_is_said_and_recovered_from(
    servers: Servers, environment: dict[str, str]
) -> None:
    visitor = WebsiteClient(servers.address)
    actions = servers.process("actions")
    assert actions is not None
    actions.kill()
    actions.wait()
    id_ = str(uuid4())
    down = visitor.say("where can i park", id_)
    assert (down.status, down.cards) == (200, APOLOGY)
    assert PHONE in down.messages[0]["text"]
    # The same message again is the same answer; the transcript has it once.
    assert visitor.say("where can i park", id_).body == down.body
    assert len(visitor.transcript().messages) == 2


@pytest.mark.parametrize(("status", "body"), ANSWERS)
def test_a_broken_answer_is_an_apology(
    servers: Servers, environment: dict[str, str], status: int, body: bytes
) -> None:
    actions = servers.process("actions")
    assert actions is not None
    if actions.poll() is None:
        actions.kill()
        actions.wait()
    visitor = WebsiteClient(servers.address)
    with answering(int(environment["KNEADWISE_ACTION_PORT"]), status, body):
        answer = visitor.say("where can i park")
    assert answer.status == 200
    assert answer.cards == APOLOGY
    assert visitor.transcript().cards == APOLOGY
