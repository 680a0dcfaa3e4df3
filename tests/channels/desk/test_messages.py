"""The inbox's pages, over HTTP with a real database."""

from __future__ import annotations

import json

import pytest

from channels.desk.messages import contact_link
from inbox.schema import DELIVERIES
from inbox.store import Inbox
from kneadwise.environment import ROOT
from tests.channels.desk.conftest import Browser, a_message

SCRIPT = "<script>alert(1)</script>"
NAUGHTY = json.loads((ROOT / "tests" / "fixtures" / "blns.json").read_text(encoding="utf-8"))


def page_of(number: int = 1) -> str:
    return f"/desk/messages/{a_message(number).id}"


async def test_a_message_is_shown_whole_and_its_warning_first(
    browser: Browser, inbox: Inbox
) -> None:
    inbox.add(a_message())
    await browser.log_in()
    assert page_of() in await browser.read("/desk/messages")
    text = await browser.read(page_of())
    shown = ("Physician first", 'href="tel:+15550100199"', "An hour on Friday", "my neck hurts")
    places = [text.index(part) for part in shown]
    assert places == sorted(places)
    assert "E-mail" in text
    assert "waiting to be sent" in text


async def test_what_is_marked_is_found_by_its_mark(browser: Browser, inbox: Inbox) -> None:
    for number in (1, 2):
        inbox.add(a_message(number))
    await browser.log_in()
    for state in ("read", "done", "new", "done"):
        await browser.send(page_of(), page_of(), act=state)
        assert (browser.status, browser.headers["Location"]) == (303, page_of())
        entry = inbox.get(a_message().id)
        assert entry is not None
        assert entry.state == state
    listed = await browser.read("/desk/messages?show=done")
    assert page_of(1) in listed
    assert page_of(2) not in listed
    assert page_of(1) not in await browser.read("/desk/messages?show=new")
    await browser.send(page_of(), page_of(), act="burn")
    assert browser.status == 400


async def test_a_failed_delivery_is_listed_and_tried_again(browser: Browser, inbox: Inbox) -> None:
    inbox.add(a_message())
    await browser.log_in()
    assert page_of() not in await browser.read("/desk/messages?show=failed")
    with inbox.writing() as connection:
        connection.execute(DELIVERIES.update().values(state="failed", finished_at=1.0))
    assert page_of() in await browser.read("/desk/messages?show=failed")
    await browser.send(page_of(), page_of(), act="deliver")
    entry = inbox.get(a_message().id)
    assert entry is not None
    assert [delivery.state for delivery in entry.deliveries] == ["waiting"]


async def test_a_forged_mark_is_refused(browser: Browser, inbox: Inbox) -> None:
    inbox.add(a_message())
    await browser.log_in()
    await browser.call("POST", page_of(), {"act": "done", "csrf": "0" * 64})
    assert browser.status == 403
    entry = inbox.get(a_message().id)
    assert entry is not None
    assert entry.state == "new"


async def test_what_was_typed_is_text(browser: Browser, inbox: Inbox) -> None:
    inbox.add(
        a_message(
            name=SCRIPT,
            contact=SCRIPT,
            contact_kind="email",
            about=SCRIPT,
            summary=((SCRIPT, SCRIPT),),
            transcript=(("visitor", SCRIPT), ("bot", SCRIPT)),
        )
    )
    await browser.log_in()
    for address in ("/desk/messages", page_of()):
        assert "<script" not in await browser.read(address)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in browser.text


async def test_naughty_texts_break_no_page(browser: Browser, inbox: Inbox) -> None:
    said = tuple(("visitor", text) for text in NAUGHTY)
    inbox.add(a_message(name=" ".join(NAUGHTY[:40]), transcript=said))
    await browser.log_in()
    for address in ("/desk/messages", page_of()):
        text = await browser.read(address)
        assert browser.status == 200
        assert "<script" not in text
        assert "<img" not in text
        assert "<svg" not in text


async def test_an_erased_message_is_said_to_be_gone(browser: Browser) -> None:
    await browser.log_in()
    assert "no such message" in await browser.read(page_of())
    assert browser.status == 404


@pytest.mark.parametrize(
    ("kind", "typed", "link"),
    [
        ("phone", "(555) 010-0199", "tel:5550100199"),
        ("phone", "javascript:alert(1)", "tel:1"),
        ("email", "robin@example.org", "mailto:robin@example.org"),
        ("email", "a@b.c?bcc=evil@example.org", "mailto:a@b.c%3Fbcc%3Devil@example.org"),
    ],
)
def test_contacts_are_links_of_their_kind(kind: str, typed: str, link: str) -> None:
    assert contact_link(a_message(contact=typed, contact_kind=kind)) == link
