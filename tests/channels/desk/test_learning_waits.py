"""The page of what was not understood while its groups are worked out, in a real server."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from threading import Event

import pytest

from inbox.store import Inbox
from learning.grouping import Group, GroupingFailed
from learning.places import Places
from learning.unanswered import Unanswered, drop, keep
from tests.channels.desk.conftest import Browser
from tests.stores.conversations import save, sql_store

PAGE = "/desk/unanswered"
SORTED = "being sorted by meaning"


class Grouping:
    """Groups every message by itself, once it may."""

    def __init__(self) -> None:
        self.may_end = Event()
        self.failure: GroupingFailed | None = None

    def __call__(self, places: Places, messages: list[Unanswered]) -> list[Group]:
        assert self.may_end.wait(60)
        if self.failure:
            raise self.failure
        return [Group((m.id,), m.text, (m.text,), "2026-05-01", "2026-05-01", ()) for m in messages]


@pytest.fixture
def grouping(monkeypatch: pytest.MonkeyPatch) -> Iterator[Grouping]:
    made = Grouping()
    monkeypatch.setattr("channels.desk.learning.groups", made)
    yield made
    made.may_end.set()


@pytest.fixture
async def asked(
    inbox: Inbox, places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEADWISE_CONTENT", str(places.content))
    monkeypatch.setenv("KNEADWISE_LOGS", str(places.state))
    await save(sql_store(tmp_path / "conversations.db"), "a", 0)
    ask(inbox, "do you sell flumphs")


def ask(inbox: Inbox, text: str) -> None:
    assert keep(inbox.engine, "a", text, 30, datetime.now(timezone.utc).date())


async def is_running(browser: Browser) -> bool:
    return bool(json.loads(await browser.read(f"{PAGE}/progress"))["running"])


@pytest.mark.usefixtures("asked")
async def test_a_page_comes_within_seconds_and_the_groups_when_they_are_there(
    browser: Browser, grouping: Grouping
) -> None:
    await browser.log_in()
    begun = time.monotonic()
    page = await browser.read(PAGE)
    assert time.monotonic() - begun < 10
    assert browser.status == 200
    assert SORTED in page
    assert "There is nothing to answer" not in page
    assert f'<a href="{PAGE}">Look again</a>' in page
    assert f'data-progress="{PAGE}/progress"' in page
    assert await is_running(browser)
    grouping.may_end.set()
    page = await browser.read(PAGE)
    assert "do you sell flumphs</h2>" in page
    assert SORTED not in page
    assert not await is_running(browser)


@pytest.mark.usefixtures("asked")
async def test_why_it_failed_is_said_and_looking_again_tries_again(
    browser: Browser, grouping: Grouping
) -> None:
    grouping.failure = GroupingFailed("Working out the groups takes too long.")
    grouping.may_end.set()
    await browser.log_in()
    page = await browser.read(PAGE)
    assert browser.status == 200
    assert "Working out the groups takes too long." in page
    assert "There is nothing to answer" not in page
    assert f'<a href="{PAGE}">Look again</a>' in page
    grouping.failure = None
    assert "do you sell flumphs</h2>" in await browser.read(PAGE)


@pytest.mark.usefixtures("asked")
async def test_a_refused_form_waits_for_its_group_and_keeps_what_was_typed(
    browser: Browser, inbox: Inbox, grouping: Grouping, monkeypatch: pytest.MonkeyPatch
) -> None:
    grouping.may_end.set()
    await browser.log_in()
    await browser.read(PAGE)
    # A message that came meanwhile makes the groups out of date, and a second one of this group.
    ask(inbox, "flumphs?")
    both = Group((1, 2), "flumphs?", ("flumphs?",), "2026-05-01", "2026-05-01", ())

    def slow(places: Places, messages: list[Unanswered]) -> list[Group]:
        # Longer than a page that is only looked at waits.
        time.sleep(3)
        return [both]

    monkeypatch.setattr("channels.desk.learning.groups", slow)
    typed = {"ids": "1", "question": "Flumphs?", "answer": "Not yet, <b>sorry</b>."}
    monkeypatch.setattr("channels.desk.learning_routes.WAIT_SECONDS", 0.0)
    page = await browser.send(PAGE, f"{PAGE}/question", **typed)
    assert browser.status == 422
    assert "Not yet, &lt;b&gt;sorry&lt;/b&gt;." in page
    assert 'value="Flumphs?"' in page
    assert SORTED not in page


@pytest.mark.usefixtures("asked")
async def test_a_message_that_was_erased_is_not_shown(
    browser: Browser, inbox: Inbox, grouping: Grouping
) -> None:
    await browser.log_in()
    await browser.read(PAGE)
    drop(inbox.engine, [1])
    ask(inbox, "is there wifi")
    grouping.may_end.set()
    page = await browser.read(PAGE)
    assert "is there wifi</h2>" in page
    assert "flumphs" not in page
