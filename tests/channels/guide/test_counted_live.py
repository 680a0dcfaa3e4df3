"""Visits of the guide over HTTP, counted exactly in a database that holds nothing else of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from rasa.shared.core.domain import Domain

from advice.content import Content
from channels.guide.routes import register_guide
from channels.website.counting import Counting
from channels.website.settings import WebsiteSettings
from stores.tracker_store import ConversationStore
from tests.channels.guide.forms import Fields, Page, Visitor, at
from tests.channels.guide.test_parity import choices_of
from tests.channels.serving import serving
from tests.insights.chats import counted, marks

SECRET = "a secret of the tests that is long enough"
# A day begins there when it is still yesterday in most places.
ZONE = "Pacific/Kiritimati"
PAIN = choices_of("chronic_ache", "none", "less_pain")


class Visits:
    """Visitors of one server, who keep the forms that they have sent."""

    def __init__(self, address: str) -> None:
        self.sent: list[tuple[str, Fields]] = []
        self._fetch = at(address)

    def fetch(self, path: str, fields: Fields | None) -> tuple[int, str]:
        if fields is not None:
            self.sent.append((path, fields))
        return self._fetch(path, fields)

    def resend(self) -> None:
        """What "reload" and going back in the browser do."""
        for path, fields in self.sent:
            assert self._fetch(path, fields)[0] == 200

    def two_go_through(self) -> Page:
        """One to a warning, one to a result, whose page it gives; a third only looks."""
        warned = Visitor(self.fetch).answer_all({**PAIN, "health": ["blood_clot"]})
        assert warned.outcome == "urgent"
        page = Visitor(self.fetch).answer_all(PAIN)
        assert page.outcome == "medical"
        Visitor(self.fetch)
        return page


@asynccontextmanager
async def guide(
    content: Content, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    settings = WebsiteSettings(secret=SECRET, messages_per_minute_per_address=1000)
    register = partial(register_guide, content=content, settings=settings, counting=counting)
    async with serving(f"guide-{id(settings)}", monkeypatch, register) as address:
        yield address


async def test_visits_are_counted_exactly(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = content.practice.copy(update={"time_zone": ZONE})
    content = content.copy(update={"practice": practice})
    path = tmp_path / "conversations.db"
    store = ConversationStore(Domain.empty(), f"sqlite:///{path}")
    counting = Counting(ZoneInfo(ZONE))
    counting.start(store)
    async with guide(content, counting, monkeypatch) as address:
        visits = Visits(address)
        page = await asyncio.to_thread(visits.two_go_through)
        await asyncio.to_thread(visits.resend)
        (link,) = {link for link in page.links if link.startswith("/guide/booking")}
        async with aiohttp.ClientSession() as session:
            for href in (link, link, f"{link}x", "/guide/booking"):
                async with session.get(address + href, allow_redirects=False) as answer:
                    assert answer.status == 302
                    assert answer.headers["Location"] == practice.booking_url
                    assert answer.headers["Referrer-Policy"] == "no-referrer"
            # A robot that asks for the heads, and pages that are only read.
            for method, read in (("HEAD", "/guide/questions"), ("GET", "/guide")):
                async with session.request(method, address + read) as answer:
                    assert answer.status == 200
    await counting.stop()
    today = datetime.now(ZoneInfo(ZONE)).date()
    numbers = {
        ("stage", "opened"): 3,
        ("stage", "asked"): 2,
        ("stage", "recommended"): 1,
        ("stage", "booking"): 1,
        ("recommendation", "medical"): 1,
        ("safety", "urgent"): 1,
    }
    assert counted(store.engine) == {(today, *what): n for what, n in numbers.items()}
    # No mark, no id: nothing of a visit is on the disk but these numbers.
    assert marks(store.engine) == []
    for _, fields in visits.sent:
        assert fields["state"][0][:60].encode() not in path.read_bytes()


async def test_another_server_counts_nothing_again(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a visit was counted for travels in its form: also to a server that never saw it."""
    store = ConversationStore(Domain.empty(), f"sqlite:///{tmp_path / 'conversations.db'}")
    for turn in range(2):
        counting = Counting(content.practice.zone)
        counting.start(store)
        async with guide(content, counting, monkeypatch) as address:
            if turn == 0:
                visitor = await asyncio.to_thread(Visitor, at(address))
                page = await asyncio.to_thread(visitor.answer_all, PAIN)
            else:
                back = {**page.form.bare, "action": ["back"]}
                _, html = await asyncio.to_thread(at(address), "/guide/questions", back)
                last = Page(200, html)
                again = last.form.filled(PAIN[last.question])
                status, html = await asyncio.to_thread(at(address), "/guide/questions", again)
                assert (status, Page(status, html).outcome) == (200, "medical")
        await counting.stop()
    found = {what: n for (_, kind, what), n in counted(store.engine).items() if kind == "stage"}
    assert found == {"opened": 1, "asked": 1, "recommended": 1}
