"""Nobody opens another's conversation: forged, altered, old and hostile tokens over HTTP."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest

from channels.website.sessions import ALGORITHM, Sessions
from kneadwise.client import BASE_PATH, WebsiteClient
from kneadwise.servers import Servers
from tests.conversations.attacks.raw import assert_problem, message, request, send

BASE64URL = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
FORGERIES = ("another key", "none", "HS512", "expired", "of a button")
CALLS = (("GET", "/messages"), ("POST", "/messages"), ("DELETE", "/session"))
HEADERS = {
    "not ASCII": b"Bearer \xe4\xb6\xff.b.c",
    "not ASCII at all": b"\xff\xfe\xfd",
    "long": b"Bearer " + b"x" * 6000,
    "very long": b"Bearer " + b"x" * 200_000,
    "dots": b"Bearer " + b"." * 1000,
    "several": b"Bearer a.b.c\r\nAuthorization: Bearer d.e.f",
    "two tokens": b"Bearer a.b.c, Bearer d.e.f",
    "Bearer twice": b"Bearer Bearer {token}",
    "no Bearer": b"{token}",
    "another scheme": b"Basic {token}",
    "NUL": b"Bearer {token}\x00",
    "quoted": b'Bearer "{token}"',
    "with more": b"Bearer {token}.e30",
    "without signature": b"Bearer {unsigned}",
    "nothing": b"Bearer ",
}


@pytest.fixture(scope="module")
def owner(assistant: Servers) -> WebsiteClient:
    """The visitor whose conversation is attacked."""
    owner = WebsiteClient(assistant.address)
    assert owner.say("where can i park").status == 200
    return owner


@pytest.fixture(autouse=True)
def _unharmed(owner: WebsiteClient) -> Iterator[None]:
    before = owner.transcript()
    yield
    after = owner.transcript()
    assert (after.status, after.body) == (200, before.body)
    assert len(after.messages) == 2


def test_a_forged_token_opens_nothing(assistant: Servers, owner: WebsiteClient) -> None:
    assert owner.token
    sessions = Sessions((assistant.state_directory / "secret").read_bytes().strip(), 24)
    claims = jwt.decode(owner.token, options={"verify_signature": False})
    right = sessions._session_key
    # The key is the server's: signed with it, the same claims are let in.
    assert _holder(assistant, jwt.encode(claims, right, ALGORITHM)).transcript().status == 200
    old = {**claims, "exp": datetime.now(timezone.utc) - timedelta(seconds=1)}
    conversation = sessions.conversation_id(owner.token)
    forged = (
        jwt.encode(claims, b"k" * 32, ALGORITHM),
        jwt.encode(claims, None, "none"),
        jwt.encode(claims, right, "HS512"),
        jwt.encode(old, right, ALGORITHM),
        jwt.encode({**claims, "c": conversation}, sessions._button_key, ALGORITHM),
    )
    for name, token in zip(FORGERIES, forged, strict=True):
        assert _statuses(assistant, token) == [401, 401, 401], name


@pytest.mark.parametrize("segment", [0, 1, 2], ids=["header", "claims", "signature"])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_an_altered_token_opens_nothing(
    assistant: Servers, owner: WebsiteClient, segment: int, place: str
) -> None:
    assert owner.token
    parts = owner.token.split(".")
    at = {"first": 0, "middle": len(parts[segment]) // 2, "last": len(parts[segment]) - 1}[place]
    parts[segment] = _altered(parts[segment], at)
    assert _statuses(assistant, ".".join(parts)) == [401, 401, 401]


@pytest.mark.parametrize("segment", [1, 2], ids=["claims", "signature"])
def test_a_part_of_another_token_opens_nothing(
    assistant: Servers, owner: WebsiteClient, visitor: WebsiteClient, segment: int
) -> None:
    visitor.start()
    assert owner.token
    assert visitor.token
    parts, other = owner.token.split("."), visitor.token.split(".")
    parts[segment] = other[segment]
    assert _statuses(assistant, ".".join(parts)) == [401, 401, 401]


def test_a_token_opens_its_own_conversation_only(visitor: WebsiteClient) -> None:
    visitor.say("what is shiatsu")
    assert visitor.transcript().messages[0]["text"] == "what is shiatsu"
    assert visitor.forget().status == 204
    for method, path in CALLS:
        assert_problem(visitor.call(method, path, _body(method)), 401)


def test_a_button_of_another_conversation_is_refused(
    assistant: Servers, visitor: WebsiteClient
) -> None:
    other = WebsiteClient(assistant.address)
    offered = _payload(other.say("which massage do i need").messages)
    visitor.start()
    assert_problem(visitor.tap(offered), 400)
    for segment in range(3):
        parts = offered.split(".")
        parts[segment] = _altered(parts[segment], len(parts[segment]) // 2)
        assert_problem(other.tap(".".join(parts)), 400)
    assert visitor.transcript().messages == []
    assert len([m for m in other.transcript().messages if m["from"] == "visitor"]) == 1
    assert other.tap(offered).status == 200


def test_a_message_id_is_of_one_conversation(owner: WebsiteClient, visitor: WebsiteClient) -> None:
    id_ = owner.transcript().messages[0]["id"]
    answer = visitor.say("what is shiatsu", id_)
    assert (answer.status, answer.cards) == (200, ["technique/shiatsu"])
    said = visitor.transcript().messages
    assert [m["text"] for m in said if m["from"] == "visitor"] == ["what is shiatsu"]


@pytest.mark.parametrize("value", HEADERS.values(), ids=HEADERS.keys())
def test_a_hostile_header_opens_nothing(
    assistant: Servers, owner: WebsiteClient, value: bytes
) -> None:
    assert owner.token
    unsigned = owner.token.rpartition(".")[0] + "."
    header = value.replace(b"{token}", owner.token.encode())
    header = header.replace(b"{unsigned}", unsigned.encode())
    for method, path in CALLS:
        sent = request(method, BASE_PATH + path, _body(method), {"Authorization": header})
        answer = send(assistant, sent, method)
        assert answer is not None
        assert answer.status in (400, 401, 413, 431), answer
        assert_problem(answer, answer.status)


def _altered(text: str, at: int) -> str:
    # The highest bit: the last character's low bits may be padding, which says nothing.
    changed = BASE64URL[BASE64URL.index(text[at]) ^ 32]
    return text[:at] + changed + text[at + 1 :]


def _body(method: str) -> bytes | None:
    return message(text="hello") if method == "POST" else None


def _statuses(assistant: Servers, token: str) -> list[int]:
    visitor = _holder(assistant, token)
    return [visitor.call(method, path, _body(method)).status for method, path in CALLS]


def _holder(assistant: Servers, token: str) -> WebsiteClient:
    visitor = WebsiteClient(assistant.address)
    visitor.token = token
    return visitor


def _payload(messages: list[dict[str, Any]]) -> str:
    cards = [said["card"] for said in messages if "card" in said]
    payload: str = next(c["options"][0]["payload"] for c in cards if c.get("options"))
    return payload
