"""Every page of the navigation, and the therapist's sheet, with a login and without."""

from __future__ import annotations

import pytest

from advice.handoff.learnt import known_as_json
from advice.recommendation.known import Answer, Known
from channels.desk.menu import MENU
from inbox.store import Inbox
from tests.channels.desk.conftest import Browser, a_message

SHEET = f"/desk/messages/{a_message().id}/sheet"


@pytest.mark.parametrize("address", [address for address, _ in MENU])
async def test_every_page_of_the_navigation_is_there(browser: Browser, address: str) -> None:
    await browser.read(address)
    assert (browser.status, browser.headers["Location"]) == (303, "/desk/login")
    await browser.log_in()
    text = await browser.read(address)
    assert browser.status == 200
    assert text.count("<h1>") == 1
    assert f'href="{address}" aria-current="page"' in text


@pytest.mark.parametrize("address", [SHEET, f"{SHEET}.pdf"])
async def test_a_sheet_is_there_where_the_visitor_agreed(
    browser: Browser, inbox: Inbox, address: str
) -> None:
    known = Known({"concern": Answer(("chronic_ache",), "my neck has been stiff for years")})
    inbox.add(a_message(known=known_as_json(known)))
    await browser.read(address)
    assert browser.status == 303
    await browser.log_in()
    if address == SHEET:
        text = await browser.read(address)
        assert "my neck has been stiff for years" in text
        assert SHEET in await browser.read(SHEET.removesuffix("/sheet"))
        return
    async with browser.session.get(browser.server + address) as response:
        assert (response.status, response.content_type) == (200, "application/pdf")
        assert (await response.read()).startswith(b"%PDF")


async def test_there_is_no_sheet_without_consent(browser: Browser, inbox: Inbox) -> None:
    inbox.add(a_message())
    await browser.log_in()
    await browser.read(SHEET)
    assert browser.status == 404
    assert SHEET not in await browser.read(SHEET.removesuffix("/sheet"))
