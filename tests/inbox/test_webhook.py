"""What is posted, that it is signed as the scheme says, and what is made of the answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inbox.delivery.outcome import GaveUp, NotDelivered
from inbox.delivery.settings import webhook_key
from inbox.delivery.webhook import post, signature, webhook_body, webhook_headers
from inbox.message import PracticeMessage
from tests.inbox.courier_process import KEY
from tests.inbox.messages import AT, MESSAGES, message
from tests.inbox.receivers import WebReceiver

SECONDS = 20.0


@pytest.fixture
def receiver() -> Iterator[WebReceiver]:
    receiver = WebReceiver()
    receiver.start()
    yield receiver
    receiver.stop()


def is_signed(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Verifies as a receiver would, by the scheme's text alone."""
    key = base64.b64decode(secret.split("_", 1)[1])
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    given_signatures = headers["webhook-signature"].split(" ")
    return any(
        hmac.compare_digest(expected, value.removeprefix("v1,"))
        for value in given_signatures
        if value.startswith("v1,")
    )


def test_the_example_of_the_scheme_is_signed_as_there() -> None:
    body = b'{"test": 2432232314}'
    signed = signature(webhook_key(KEY), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(MESSAGES)
@example(message(id="x\r\nEvil: 1", about="\x00\ud800"))
def test_every_message_arrives_whole_and_signed(whole: PracticeMessage) -> None:
    body = webhook_body(whole)
    event = json.loads(body)
    assert (event["type"], datetime.fromisoformat(event["timestamp"])) == (
        "practice.message",
        whole.created_at,
    )
    assert PracticeMessage.from_json(event["data"]) == whole
    headers = webhook_headers(webhook_key(KEY), whole.header_id, AT, body)
    assert is_signed(KEY, headers, body)
    assert not any("\r" in value or "\n" in value for value in headers.values())


@given(MESSAGES, st.integers(0, 10**6))
def test_what_was_changed_on_the_way_is_noticed(whole: PracticeMessage, at: int) -> None:
    body = webhook_body(whole)
    headers = webhook_headers(webhook_key(KEY), whole.header_id, AT, body)
    changed = bytearray(body)
    changed[at % len(body)] ^= 1
    assert not is_signed(KEY, headers, bytes(changed))
    assert not is_signed(KEY, {**headers, "webhook-timestamp": "1"}, body)
    assert not is_signed(KEY, {**headers, "webhook-id": "other"}, body)
    assert not is_signed("whsec_" + "A" * 32, headers, body)


async def test_it_is_posted_to_a_server(receiver: WebReceiver) -> None:
    before = int(time.time())
    await post(receiver.url, webhook_key(KEY), message(about="Zoë \ud800"), SECONDS)
    (receipt,) = receiver.receipts
    assert receipt.id == message().id
    assert before <= int(receipt.headers["webhook-timestamp"]) <= time.time()
    assert is_signed(KEY, {k.lower(): v for k, v in receipt.headers.items()}, receipt.content)
    assert receipt.headers["content-type"] == "application/json"
    data = json.loads(receipt.content)["data"]
    assert PracticeMessage.from_json(data) == message(about="Zoë \ud800")


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
async def test_what_counts_as_delivered(receiver: WebReceiver, status: int) -> None:
    receiver.status = status
    await post(receiver.url, webhook_key(KEY), message(), SECONDS)


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 429, 500, 503])
async def test_what_is_tried_again(receiver: WebReceiver, status: int) -> None:
    receiver.status = status
    receiver.headers = {"location": receiver.url}
    with pytest.raises(NotDelivered):
        await post(receiver.url, webhook_key(KEY), message(), SECONDS)
    # A redirect is not followed: the message goes where it was told to, or nowhere.
    assert len(receiver.receipts) == 1


async def test_gone_is_given_up(receiver: WebReceiver) -> None:
    receiver.status = 410
    with pytest.raises(GaveUp):
        await post(receiver.url, webhook_key(KEY), message(), SECONDS)


async def test_no_server_and_no_answer_are_tried_again(receiver: WebReceiver) -> None:
    receiver.fate = lambda: "lose"
    with pytest.raises(NotDelivered):
        await post(receiver.url, webhook_key(KEY), message(), SECONDS)
    receiver.stop()
    with pytest.raises(NotDelivered):
        await post(receiver.url, webhook_key(KEY), message(), SECONDS)


async def test_a_server_that_is_silent_is_left_in_time(receiver: WebReceiver) -> None:
    receiver.fate = lambda: time.sleep(3) or "take"
    with pytest.raises(NotDelivered):
        await post(receiver.url, webhook_key(KEY), message(), 0.3)


def test_the_time_is_the_attempts_own() -> None:
    later = datetime(2026, 3, 15, tzinfo=timezone.utc)
    assert webhook_headers(b"k", "id", later, b"")["webhook-timestamp"] == "1773532800"
