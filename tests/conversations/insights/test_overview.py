"""Two chats with the running assistant, and their exact numbers on the practice's page."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
    urlopen,
)

import pytest

from advice.content import Content
from channels.desk.figures import LEVELS
from channels.desk.passwords import hash_password
from channels.website.sessions import Sessions
from kneadwise.client import Answer, WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_assistant
from tests.channels.desk.test_overview import Tables
from tests.channels.guide.forms import PAIN, Fields, Visitor, at

PASSWORD = "lavender and juniper"
PATIENCE_SECONDS = 60.0
TOKEN = re.compile(r'name="csrf" value="([^"]*)"')
BOOKING = {"seen": "booking"}
LINES = "name: Jo Miller\nphone: 555 0134\nmessage: I left my scarf in room two"


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """An assistant with a desk, whose only visitors are those of the test."""
    hash_ = hash_password(PASSWORD)
    directory = tmp_path_factory.mktemp("counting")
    with temporary_assistant(directory, KNEADWISE_DESK_PASSWORD_HASH=hash_) as servers:
        yield servers


@pytest.fixture
def desk(counting: Servers) -> OpenerDirector:
    """Somebody of the practice, logged in."""
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    login = f"{counting.address}/desk/login"
    token = TOKEN.search(opener.open(login).read().decode())
    assert token is not None
    form = {"csrf": token[1], "password": PASSWORD}
    assert opener.open(login, urlencode(form).encode()).url == f"{counting.address}/desk"
    return opener


def numbers(desk: OpenerDirector, assistant: Servers) -> dict[str, dict[str, str]]:
    """Of each of the overview's tables, the first number of every row."""
    rows = Tables(desk.open(f"{assistant.address}/desk").read().decode()).rows
    return {caption: {row[0]: row[1] for row in found[1:]} for caption, found in rows.items()}


def tap(visitor: WebsiteClient, answer: Answer, title: str) -> Answer:
    buttons = [b for m in answer.messages for b in m.get("buttons", [])]
    return visitor.tap(next(b["payload"] for b in buttons if b["title"] == title))


def test_two_chats_are_counted_exactly(counting: Servers, desk: OpenerDirector) -> None:
    unmoved, worried = (WebsiteClient(counting.address) for _ in range(2))
    for visitor in (unmoved, worried, WebsiteClient(counting.address)):
        # What the widget does when it is opened; the third visitor asks nothing.
        assert visitor.call("GET", "/config").status == 200
    # Asking twice, and sending a message again, is one chat that asked about it.
    for id_ in ("00000000-0000-4000-8000-000000000001", None):
        assert unmoved.say("how much is an hour", id_).cards == ["faq/price"]
    assert unmoved.say("how much is an hour", "00000000-0000-4000-8000-000000000001").status == 200
    for text in ("help me choose", "just relax", "no injury, nothing"):
        unmoved.say(text)
    assert unmoved.say("none of these").cards == ["recommendation/relaxation"]
    assert [unmoved.call("POST", "/counts", BOOKING).status for _ in range(3)] == [204] * 3
    goodbye = unmoved.say("bye")
    assert "feedback/ask" in goodbye.cards
    assert tap(unmoved, goodbye, "No, never").cards == ["feedback/thanks"]
    assert worried.say("how much is an hour").cards == ["faq/price"]
    worried.say("leave a message")
    assert tap(worried, worried.say(LINES), "Send").cards == ["handoff/sent"]
    signs = worried.say("my left calf is swollen and hot since the flight").cards
    assert signs[0] == "safety/urgent"
    deadline = time.monotonic() + PATIENCE_SECONDS
    found: dict[str, dict[str, str]] = {}
    # The last thing that happens is the last that is written.
    while found.get("Safety notices", {}).get(LEVELS["urgent"]) != "1":
        assert time.monotonic() < deadline
        time.sleep(0.2)
        found = numbers(desk, counting)
    assert found["From opening to booking"] == {
        "Chat window opened": "3",
        "Asked something": "2",
        "Got a recommendation": "1",
        "Followed the booking link": "1",
        "Sent you a message": "1",
    }
    assert found["Chats that asked about it"]["What does a massage cost?"] == "2"
    assert list(found["What was recommended"].values()) == ["0", "1", "0", "0"]
    assert found["Feedback"] == {"Yes": "0", "No": "1", "In their own words": "0"}
    assert_nothing_leads_to(counting, [unmoved, worried])


def assert_nothing_leads_to(assistant: Servers, visitors: list[WebsiteClient]) -> None:
    """The counts hold no conversation's id, and after deleting nothing is left but them."""
    sessions = Sessions((assistant.state_directory / "secret").read_bytes().strip(), 24)
    ids = [sessions.conversation_id(visitor.token or "") for visitor in visitors]
    database = sqlite3.connect(Path(assistant.state_directory) / "conversations.db")
    counts = database.execute("SELECT * FROM kneadwise_counts").fetchall()
    marks = database.execute("SELECT * FROM kneadwise_counted").fetchall()
    assert counts
    assert len({chat for chat, _, _ in marks}) == 2
    written = repr((counts, marks))
    for told in (*ids, *(visitor.token or "-" for visitor in visitors)):
        assert told not in written
    for visitor in visitors:
        assert visitor.forget().status == 204
    assert database.execute("SELECT count(*) FROM kneadwise_counted").fetchone() == (0,)
    assert database.execute("SELECT * FROM kneadwise_counts").fetchall() == counts


FUNNEL = "From opening to booking"


def _number(found: dict[str, dict[str, str]], table: str, row: str) -> int:
    return int(found.get(table, {}).get(row, "0"))


class Unfollowed(HTTPRedirectHandler):
    """Shows where a link leads to, and stays here."""

    def redirect_request(self, *_: Any) -> None:
        """Follows nothing."""


def booked(assistant: Servers, href: str) -> str:
    """Where a link to book leads to."""
    with pytest.raises(HTTPError) as answer:
        build_opener(Unfollowed).open(assistant.address + href)
    assert answer.value.code == 302
    assert answer.value.headers["referrer-policy"] == "no-referrer"
    return str(answer.value.headers["location"])


def test_visits_of_the_guide_are_counted_exactly(
    counting: Servers, desk: OpenerDirector, content: Content
) -> None:
    before = numbers(desk, counting)
    sent: list[tuple[str, Fields]] = []

    def fetch(address: str, fields: Fields | None) -> tuple[int, str]:
        if fields is not None:
            sent.append((address, fields))
        return at(counting.address)(address, fields)

    # One gets a result, another a warning; the third only looks at the first question.
    page = Visitor(fetch).answer_all(PAIN)
    assert page.outcome == "medical"
    assert Visitor(fetch).answer_all({**PAIN, "health": ["blood_clot"]}).outcome == "urgent"
    Visitor(fetch)
    # "Reload" sends the last form again, and going back the one before: nothing new.
    for address, fields in sent[:]:
        assert at(counting.address)(address, fields)[0] == 200
    (link,) = {link for link in page.links if link.startswith("/guide/booking")}
    for href in (link, link, f"{link}x", "/guide/booking"):
        assert booked(counting, href) == content.practice.booking_url
    # A page that is read, and a robot that asks for the heads only.
    assert at(counting.address)("/guide", None)[0] == 200
    urlopen(Request(f"{counting.address}/guide/questions", method="HEAD"))
    deadline = time.monotonic() + PATIENCE_SECONDS
    found: dict[str, dict[str, str]] = {}
    booking = "Followed the booking link"
    while found.get(FUNNEL, {}).get(booking) != str(_number(before, FUNNEL, booking) + 1):
        assert time.monotonic() < deadline
        time.sleep(0.2)
        found = numbers(desk, counting)
    new = {
        table: {
            row: int(number) - _number(before, table, row) for row, number in found[table].items()
        }
        for table in (FUNNEL, "What was recommended", "Safety notices")
    }
    assert new[FUNNEL] == {
        "Chat window opened": 3,
        "Asked something": 2,
        "Got a recommendation": 1,
        "Followed the booking link": 1,
        "Sent you a message": 0,
    }
    assert list(new["What was recommended"].values()) == [1, 0, 0, 0]
    assert new["Safety notices"][LEVELS["urgent"]] == 1
    assert sum(new["Safety notices"].values()) == 1
    # Nothing of a visit is on the server but these numbers: no mark, no id.
    database = sqlite3.connect(Path(counting.state_directory) / "conversations.db")
    assert database.execute("SELECT count(*) FROM kneadwise_counted").fetchone() == (0,)


def test_only_a_visitor_of_a_chat_is_counted(counting: Servers) -> None:
    visitor = WebsiteClient(counting.address)
    assert visitor.call("POST", "/counts", BOOKING).status == 401
    visitor.start()
    for body in ({}, {"seen": "opened"}, {"seen": ["booking"]}, [], b"{"):
        assert visitor.call("POST", "/counts", body).status == 400
    assert visitor.call("POST", "/counts", BOOKING).status == 204
    other = {"Origin": "https://evil.example"}
    assert visitor.call("POST", "/counts", BOOKING, other).status == 403


def test_a_visitor_is_answered_where_nothing_can_be_counted(counting: Servers) -> None:
    database = sqlite3.connect(Path(counting.state_directory) / "conversations.db")
    database.execute("ALTER TABLE kneadwise_counts RENAME TO away")
    visitor = WebsiteClient(counting.address)
    try:
        for text in ("how much is an hour", "where can i park"):
            assert visitor.say(text).status == 200
        assert visitor.call("POST", "/counts", BOOKING).status == 204
    finally:
        database.execute("ALTER TABLE away RENAME TO kneadwise_counts")
    id_, deadline = "%faq/parking%", time.monotonic() + PATIENCE_SECONDS
    wanted = "SELECT sum(number) FROM kneadwise_counts WHERE what LIKE ?"
    while database.execute(wanted, [id_]).fetchone()[0] is None and time.monotonic() < deadline:
        time.sleep(0.2)
    assert database.execute(wanted, [id_]).fetchone() == (1,)
