"""The running assistant delivers what is in its inbox, and erasing a chat stops it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from channels.website.sessions import Sessions
from inbox.store import Delivery, Inbox, open_inbox
from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_assistant
from tests.inbox.courier_process import environment as courier_environment
from tests.inbox.messages import CANARY, message
from tests.inbox.receivers import MailReceiver, WebReceiver

PATIENCE_SECONDS = 60.0


@pytest.fixture(scope="module")
def mail() -> Iterator[MailReceiver]:
    receiver = MailReceiver()
    yield receiver
    receiver.stop()


@pytest.fixture(scope="module")
def web() -> Iterator[WebReceiver]:
    receiver = WebReceiver()
    yield receiver
    receiver.stop()


@pytest.fixture(scope="module")
def delivering(
    tmp_path_factory: pytest.TempPathFactory, mail: MailReceiver, web: WebReceiver
) -> Iterator[Servers]:
    """An assistant whose mail server and webhook are away at first."""
    directory = tmp_path_factory.mktemp("delivering")
    database = f"sqlite:///{directory / 'conversations.db'}"
    with temporary_assistant(
        directory, **courier_environment(database, mail.port, web.url)
    ) as servers:
        yield servers


@pytest.fixture
def inbox(delivering: Servers, mail: MailReceiver, web: WebReceiver) -> Iterator[Inbox]:
    database = delivering.setting("KNEADWISE_TRACKER_URL")
    inbox = open_inbox(courier_environment(database, mail.port, web.url))
    yield inbox
    inbox.engine.dispose()


def test_it_waits_until_it_can_be_delivered_unless_it_is_erased(
    delivering: Servers, inbox: Inbox, mail: MailReceiver, web: WebReceiver
) -> None:
    visitor = WebsiteClient(delivering.address)
    visitor.say("what is shiatsu")
    sessions = Sessions((delivering.state_directory / "secret").read_bytes().strip(), 24)
    conversation = sessions.conversation_id(visitor.token or "")
    inbox.add(message(0, conversation_id=conversation))
    inbox.add(message(1))
    _wait(lambda: all(d.attempts > 1 for d in _deliveries(inbox, 1)))
    assert CANARY in visitor.call("GET", "/session").body["passed_on"][0]["about"]
    # Visitors are answered meanwhile.
    assert visitor.say("what is reflexology").cards == ["technique/reflexology"]
    assert visitor.call("DELETE", "/session").status == 204
    assert inbox.get(message(0).id) is None
    mail.start()
    web.start()
    _wait(lambda: {d.state for d in _deliveries(inbox, 1)} == {"delivered"})
    for receiver in (mail, web):
        assert [receipt.id for receipt in receiver.receipts] == [message(1).id]
    logs = [path.read_text() for path in Path(delivering.state_directory).glob("*.log")]
    assert CANARY not in "".join(logs)


def _deliveries(inbox: Inbox, number: int) -> tuple[Delivery, ...]:
    entry = inbox.get(message(number).id)
    assert entry is not None
    return entry.deliveries


def _wait(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
