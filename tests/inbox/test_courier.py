"""Deliveries are shared without being doubled, outlive a killed process, and end some day."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from inbox.claims import claim_next, note_delivered, note_failed, note_waiting
from inbox.delivery.courier import Courier
from inbox.delivery.couriers import deliveries
from inbox.delivery.outcome import GaveUp, NotDelivered
from inbox.delivery.settings import DeliverySettings
from inbox.erasing import erase_messages
from inbox.message import PracticeMessage
from inbox.schema import DELIVERIES
from inbox.store import Delivery, Inbox, open_inbox
from tests.inbox import courier_process
from tests.inbox.messages import message
from tests.inbox.receivers import MailReceiver, WebReceiver

# Later than anything is due.
NOW = 4_000_000_000.0
SOON = DeliverySettings.of(courier_process.SOON)
OVER = DeliverySettings.of({**courier_process.SOON, "KNEADWISE_DELIVERY_GIVE_UP_HOURS": "1e-9"})
PATIENCE_SECONDS = 60.0


def delivery(inbox: Inbox, number: int = 0) -> Delivery:
    """How far the e-mail of a message is."""
    entry = inbox.get(message(number).id)
    assert entry is not None
    (found,) = (d for d in entry.deliveries if d.way == "email")
    return found


def test_two_never_have_the_same_delivery(inbox: Inbox) -> None:
    for number in range(12):
        inbox.add(message(number))
    with ThreadPoolExecutor(6) as pool:
        claims = list(pool.map(lambda _: claim_next(inbox, "email", NOW, 60), range(20)))
    taken = [claim.message.id for claim in claims if claim is not None]
    assert len(taken) == len(set(taken))
    rest = iter(lambda: claim_next(inbox, "email", NOW, 60), None)
    assert {*taken, *(claim.message.id for claim in rest)} == {message(n).id for n in range(12)}


def test_a_claim_runs_out(inbox: Inbox) -> None:
    inbox.add(message())
    first = claim_next(inbox, "email", NOW, 60)
    assert first is not None
    assert claim_next(inbox, "email", NOW + 59, 60) is None
    # The other way has a claim of its own.
    assert claim_next(inbox, "webhook", NOW, 60) is not None
    second = claim_next(inbox, "email", NOW + 60, 60)
    assert second is not None
    assert (first.attempt, second.attempt) == (1, 2)
    assert second.first_tried_at == first.first_tried_at == NOW
    # Who has lost the claim can't put off or give up any more; but what arrived, arrived.
    note_waiting(inbox, first, NOW + 10**6)
    note_failed(inbox, first, NOW)
    assert delivery(inbox).state == "waiting"
    assert claim_next(inbox, "email", NOW + 61, 60) is None
    note_delivered(inbox, first, NOW)
    note_failed(inbox, second, NOW)
    assert delivery(inbox).state == "delivered"


def test_what_is_put_off_waits(inbox: Inbox) -> None:
    inbox.add(message())
    claim = claim_next(inbox, "email", NOW, 60)
    assert claim is not None
    note_waiting(inbox, claim, NOW + 100)
    assert claim_next(inbox, "email", NOW + 99, 60) is None
    assert claim_next(inbox, "email", NOW + 100, 60) is not None


def test_a_message_that_was_erased_is_not_delivered(inbox: Inbox) -> None:
    inbox.add(message(0))
    inbox.add(message(1))
    with inbox.writing() as connection:
        assert erase_messages(connection, message(0).conversation_id) == 1
    delivered: list[PracticeMessage] = []
    courier = Courier(inbox, "email", delivered.append, SOON)
    assert courier.deliver_next()
    assert not courier.deliver_next()
    assert delivered == [message(1)]


@pytest.mark.parametrize(
    ("settings", "raised", "state"),
    [
        (SOON, NotDelivered("x"), "waiting"),
        (SOON, ValueError("a fault of ours"), "waiting"),
        (SOON, GaveUp("410"), "failed"),
        (OVER, NotDelivered("x"), "failed"),
    ],
)
def test_what_becomes_of_a_failed_attempt(
    inbox: Inbox, settings: DeliverySettings, raised: Exception, state: str
) -> None:
    def fail(_: PracticeMessage) -> None:
        raise raised

    inbox.add(message())
    assert Courier(inbox, "email", fail, settings).deliver_next()
    found = delivery(inbox)
    assert (found.state, found.attempts) == (state, 1)
    assert (found.finished_at is not None) == (state == "failed")
    assert inbox.failed() == (1 if state == "failed" else 0)


def test_one_message_that_cannot_be_sent_does_not_hold_up_the_others(inbox: Inbox) -> None:
    delivered: list[str] = []

    def deliver(whole: PracticeMessage) -> None:
        if whole == message(0):
            raise ValueError("a fault of ours")
        delivered.append(whole.id)

    for number in range(3):
        inbox.add(message(number))
    courier = Courier(inbox, "email", deliver, SOON)
    courier.start()
    _wait(lambda: len(delivered) == 2 and delivery(inbox, 0).attempts >= 2)
    courier.stop(PATIENCE_SECONDS)
    assert sorted(delivered) == sorted(message(n).id for n in (1, 2))


def test_a_courier_outlives_a_database_that_is_away(tmp_path: Path) -> None:
    database = tmp_path / "later" / "conversations.db"
    inbox = open_inbox({"KNEADWISE_TRACKER_URL": f"sqlite:///{database}"})
    delivered: list[str] = []
    courier = Courier(inbox, "email", lambda whole: delivered.append(whole.id), SOON)
    courier.start()
    time.sleep(0.2)
    database.parent.mkdir()
    Inbox(inbox.engine, ("email",)).add(message())
    _wait(lambda: delivered == [message().id])
    courier.stop(PATIENCE_SECONDS)


def test_a_killed_process_in_the_middle_of_a_delivery_loses_nothing(tmp_path: Path) -> None:
    mail, web = MailReceiver(), WebReceiver()
    database = f"sqlite:///{tmp_path / 'conversations.db'}"
    variables = courier_process.environment(database, mail.port, web.url)
    variables["KNEADWISE_DELIVERY_ATTEMPT_SECONDS"] = "2"
    variables["KNEADWISE_DELIVERY_CLAIM_SECONDS"] = "4.5"
    holding, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        holding.set()
        let_go.wait(PATIENCE_SECONDS)

    mail.before_taking = hold
    mail.start()
    inbox = open_inbox(variables)
    inbox.ways = ("email",)
    inbox.add(message())
    process = courier_process.start(variables)
    try:
        assert holding.wait(PATIENCE_SECONDS)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert delivery(inbox).state == "waiting"
        # Nobody else may try before the claim has run out.
        with inbox.reading() as connection:
            until = connection.execute(select([DELIVERIES.c.claimed_until])).scalar()
        assert claim_next(inbox, "email", float(until or 0.0) - 0.01, 60) is None
        mail.before_taking = lambda: None
        let_go.set()
        settings = DeliverySettings.of(variables)
        by_email = deliveries(settings, "Spa", None)["email"]
        courier = Courier(inbox, "email", by_email, settings)
        courier.start()
        _wait(lambda: delivery(inbox).state == "delivered")
        courier.stop(PATIENCE_SECONDS)
    finally:
        let_go.set()
        process.kill()
        mail.stop()
        inbox.engine.dispose()
    assert delivery(inbox).attempts >= 2
    # The mail of the killed process, if the server took it at all, is the same by its id.
    assert {receipt.id for receipt in mail.receipts} == {message().id}
    assert mail.receipts[-1].answered


def _wait(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
