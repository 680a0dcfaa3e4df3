"""After every attack both processes live on and an ordinary visitor is answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers

FAULTS = ("Traceback", "Task exception was never retrieved", "Unhandled", "uncaught")


@pytest.fixture(autouse=True)
def _unharmed(assistant: Servers) -> Iterator[None]:
    before = assistant_processes(assistant)
    logs = [assistant.state_directory / f"{name}.log" for name in ("rasa", "actions")]
    sizes = [log.stat().st_size for log in logs]
    yield
    assert assistant_processes(assistant) == before
    check_serves(assistant)
    for log, size in zip(logs, sizes, strict=True):
        written = log.read_bytes()[size:].decode(errors="replace")
        assert not [fault for fault in FAULTS if fault in written], written[-3000:]


def assistant_processes(servers: Servers) -> list[int]:
    """The ids of both processes, which run."""
    servers.check_running()
    processes = [servers.process(name) for name in ("actions", "rasa")]
    return [process.pid for process in processes if process is not None]


def check_serves(servers: Servers) -> None:
    """Fails unless the assistant is ready and answers an ordinary visitor."""
    visitor = WebsiteClient(servers.address)
    assert visitor.call("GET", "/ready").status == 200
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]


@pytest.fixture
def token(visitor: WebsiteClient) -> str:
    """The token of a new session."""
    visitor.start()
    assert visitor.token is not None
    return visitor.token
