"""The overview: what was counted, in the practice's days, with its pictures and tables."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from html.parser import HTMLParser
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from channels.desk.figures import LEVELS, OUTCOMES, SCORES, topic_title
from channels.desk.plots import bars, columns
from channels.desk.shell import local
from inbox.store import Inbox
from insights.migrating import migrate
from insights.schema import COUNTS
from tests.channels.desk.conftest import Browser, a_message

NUMBERS = st.lists(st.integers(0, 10_000), max_size=40)


class Tables(HTMLParser):
    """The rows of a page's tables by their captions."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[str, list[list[str]]] = {}
        self._tag, self._caption = "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        if tag == "tr":
            self.rows[self._caption].append([])
        elif tag in ("td", "th"):
            self.rows[self._caption][-1].append("")

    def handle_data(self, data: str) -> None:
        if self._tag == "caption" and data.strip():
            self._caption = data.strip()
            self.rows[self._caption] = []
        elif self._tag in ("td", "th"):
            self.rows[self._caption][-1][-1] += data.strip()


def today(content: Content) -> date:
    return datetime.now(content.practice.zone).date()


def add(inbox: Inbox, day: date, **found: int) -> None:
    """Counts as "kind__what", with a slash for each further "__"."""
    migrate(inbox.engine)
    rows = []
    for name, number in found.items():
        kind, _, what = name.partition("__")
        rows.append({"day": day, "kind": kind, "what": what.replace("__", "/"), "number": number})
    with inbox.engine.begin() as connection:
        connection.execute(COUNTS.insert(), rows)


async def test_without_counts_it_says_so_and_how_safe_it_is(browser: Browser) -> None:
    await browser.log_in()
    text = await browser.read("/desk")
    assert browser.status == 200
    assert "No chat was opened in these 30 days" in text
    assert "<strong>0</strong> new messages" in text
    rows = Tables(text).rows
    assert list(rows) == ["How safe the assistant is"]
    assert [row[0] for row in rows["How safe the assistant is"][1:]] == list(SCORES.values())


async def test_the_numbers_are_those_that_were_counted(
    browser: Browser, inbox: Inbox, content: Content
) -> None:
    inbox.add(a_message())
    now = today(content)
    stages = {"stage__opened": 6, "stage__asked": 4, "stage__recommended": 2, "stage__booking": 1}
    add(inbox, now, **stages, topic__faq__price=3, recommendation__medical=2, safety__urgent=1)
    week_ago = now - timedelta(days=7)
    add(inbox, week_ago, stage__asked=10, topic__faq__price=5, topic__row__focus=9, feedback__yes=1)
    await browser.log_in()
    text = await browser.read("/desk?days=7")
    assert "<strong>1</strong> new message<" in text
    rows = Tables(text).rows
    assert [row[:2] for row in rows["From opening to booking"][1:]] == [
        ["Chat window opened", "6"],
        ["Asked something", "4"],
        ["Got a recommendation", "2"],
        ["Followed the booking link", "1"],
        ["Sent you a message", "0"],
    ]
    assert rows["Chats that asked about it"][1:] == [
        ["What does a massage cost?", "3", "0", "0", "0", "0", "0", "0", "3"]
    ]
    assert [OUTCOMES["medical"], "2", "100 %"] in rows["What was recommended"]
    assert [LEVELS["urgent"], "1", "25 %"] in rows["Safety notices"]
    # More chats than openings were seen: they were opened all the same.
    rows = Tables(await browser.read("/desk?days=30")).rows
    assert rows["From opening to booking"][1][1] == "14"
    assert [row[:2] for row in rows["Chats that asked about it"][1:]] == [
        [topic_title(content, "row/focus"), "9"],
        ["What does a massage cost?", "8"],
    ]
    assert ["Yes", "1", "100 %"] in rows["Feedback"]


@pytest.mark.parametrize("days", ["7", "30", "90", "0", "-1", "1e9", "<b>"])
async def test_only_the_periods_there_are_are_shown(browser: Browser, days: str) -> None:
    await browser.log_in()
    text = await browser.read(f"/desk?days={days}")
    assert browser.status == 200
    shown = days if days in ("7", "30", "90") else "30"
    assert f'<a href="/desk?days={shown}" aria-current="true">' in text
    assert text.count("aria-current") == 2


async def test_nothing_in_it_needs_what_the_policy_forbids(
    browser: Browser, inbox: Inbox, content: Content
) -> None:
    add(inbox, today(content), stage__asked=1, topic__faq__gone_from_the_content=1)
    await browser.log_in()
    text = await browser.read("/desk")
    assert "gone_from_the_content" in text
    assert re.search(r"<(script|style|img)|style=|\son\w+=", text) is None
    assert text.count("<svg") == text.count('aria-hidden="true" focusable="false"')


async def test_times_are_the_practices(browser: Browser, inbox: Inbox) -> None:
    inbox.add(a_message())
    await browser.log_in()
    for address in ("/desk/messages", f"/desk/messages/{a_message().id}"):
        text = await browser.read(address)
        assert "1 May 2026, 02:30 PDT" in text
        assert "UTC" not in text


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Europe/Berlin", "1 Jan 2026, 00:30 CET"),
        ("America/New_York", "31 Dec 2025, 18:30 EST"),
        ("UTC", "31 Dec 2025, 23:30 UTC"),
    ],
)
def test_a_moment_by_the_practices_clock(zone: str, shown: str) -> None:
    assert local(datetime(2025, 12, 31, 23, 30, tzinfo=timezone.utc), ZoneInfo(zone)) == shown


@given(NUMBERS)
def test_bars_and_columns_stay_in_their_place_and_in_order(values: list[int]) -> None:
    laid = bars([("", value, "") for value in values])
    stood = columns([""] * len(values), values)
    for drawn in ([bar.width for bar in laid], [column.height for column in stood]):
        assert all(0 <= size <= 100 for size in drawn)
        for (one, size), (other, wider) in pairwise(zip(values, drawn, strict=True)):
            assert one > other or size <= wider
    assert all(bar.width > 0 for bar in laid if bar.value)
    ends = [(column.x, column.x + column.width) for column in stood]
    assert all(0 <= start < end <= 100.01 for start, end in ends)
    assert all(end <= start for (_, end), (start, _) in pairwise(ends))
    if any(values):
        assert any(column.is_numbered for column in stood)
