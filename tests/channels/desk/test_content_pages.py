"""The forms on content in a real server: who may, what comes back, what is kept."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from learning.changes import AddSource, AddTopic, Edit
from learning.places import Places
from learning.staged import Staged
from tests.channels.desk.conftest import Browser

PRACTICE = "/desk/content/practice"
PRICES = {
    "prices": "2",
    "prices/0/0": "Hot stones",
    "prices/0/1": "60",
    "prices/0/2": "$100",
    "prices/1/0": "Shiatsu <b>",
    "prices/1/1": "half an hour",
    "prices/1/2": "$60",
}


@pytest.fixture(autouse=True)
def own_content(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEADWISE_CONTENT", str(places.content))
    monkeypatch.setenv("KNEADWISE_LOGS", str(places.state))


def value(page: str, name: str) -> str:
    found = re.search(rf'id="{re.escape(name)}" name="{re.escape(name)}" value="([^"]*)"', page)
    assert found is not None, name
    return unescape(found[1])


async def test_lines_move_and_nothing_is_kept_before_it_is_right(
    browser: Browser, places: Places
) -> None:
    await browser.log_in()
    page = await browser.send(PRACTICE, PRACTICE, **PRICES, do="up:prices:1")
    assert browser.status == 200
    assert value(page, "prices/0/0") == "Shiatsu <b>"
    assert "<b>" not in page
    page = await browser.send(PRACTICE, PRACTICE, **PRICES, do="save")
    assert browser.status == 422
    assert value(page, "prices/1/1") == "half an hour"
    assert "Line 2, Minutes: Write a whole number, like 60." in page
    assert Staged(places).changes() == []
    right = {**PRICES, "prices/1/0": "Shiatsu", "prices/1/1": "30"}
    page = await browser.send(PRACTICE, PRACTICE, **right, do="preview")
    assert browser.status == 200
    assert "Our prices: Hot stones, 60 minutes: $100; Shiatsu, 30 minutes: $60." in page
    assert Staged(places).changes() == []
    await browser.send(PRACTICE, PRACTICE, **right, do="save")
    assert (browser.status, browser.headers["Location"]) == (303, "/desk/changes")
    (change,) = Staged(places).changes()
    assert isinstance(change, Edit)
    assert change.path == ("prices",)
    assert "Shiatsu, 30 minutes" in await browser.read("/desk/changes")
    # The truth is the file, and it is as it was until the change is live.
    assert "Shiatsu" not in (places.content / "practice.yml").read_text(encoding="utf-8")


async def test_a_new_question_is_shown_and_kept(browser: Browser, places: Places) -> None:
    await browser.log_in()
    typed = {
        "topics//question": "Is there wifi?",
        "topics//answer": "Yes. The password is at the desk.",
        "topics//asked_as": "wifi?\r\ndo you have wifi\r\nfree wlan\r\nnet?\r\nonline?",
        "topics//terms": "",
        "topics//sources": "1",
        "topics//sources/0/0": "",
    }
    page = await browser.send("/desk/new/questions", "/desk/new/questions", **typed, do="save")
    assert browser.status == 422
    assert "Give at least one." in page
    assert "The password is at the desk." in page
    typed["topics//sources/0/0"] = "PRACTICE"
    await browser.send("/desk/new/questions", "/desk/new/questions", **typed, do="save")
    assert browser.status == 303
    (change,) = Staged(places).changes()
    assert isinstance(change, AddTopic)
    assert "Is there wifi?" in await browser.read("/desk/content/questions")
    page = await browser.read(f"/desk/content/questions/{change.id}")
    assert "free wlan" in page


async def test_a_new_source_is_kept_and_offered_to_questions(
    browser: Browser, places: Places
) -> None:
    await browser.log_in()
    assert "Add a source" in await browser.read("/desk/content/sources")
    address = "/desk/new/sources"
    typed = {
        "sources//title": "Trial: foot massage, 2025",
        "sources//where": "my shelf",
        "sources//tier": "A",
    }
    page = await browser.send(address, address, **typed, do="save")
    assert browser.status == 422
    # Beside its field, and read out with it; what was typed is still there.
    wrong = '<p class="error" id="sources//where-wrong">Write an address like example.org/study'
    assert wrong in page
    assert 'aria-describedby="sources//where-hint sources//where-wrong" aria-invalid="true"' in page
    assert 'value="my shelf"' in page
    assert '<option value="A" selected>' in page
    typed["sources//where"] = "https://example.org/feet"
    page = await browser.send(address, address, **typed, do="preview")
    assert (browser.status, Staged(places).changes()) == (200, [])
    await browser.send(address, address, **typed, do="save")
    assert browser.status == 303
    assert Staged(places).changes() == [
        AddSource("trial_foot_massage_2025", "Trial: foot massage, 2025", "example.org/feet", "A")
    ]
    assert "Trial: foot massage, 2025, example.org/feet" in await browser.read("/desk/changes")
    assert "Trial: foot massage, 2025" in await browser.read("/desk/content/sources")
    assert "Trial: foot massage, 2025" in await browser.read(
        "/desk/content/sources/trial_foot_massage_2025"
    )
    page = await browser.send(
        "/desk/new/questions",
        "/desk/new/questions",
        do="add:topics//sources:0",
        **{"topics//sources": "0"},
    )
    assert '<option value="trial_foot_massage_2025">' in page


async def test_forms_of_others_and_what_is_not_there(browser: Browser, places: Places) -> None:
    for address in (PRACTICE, "/desk/new/techniques", "/desk/content/questions/price"):
        await browser.read(address)
        assert browser.headers["Location"] == "/desk/login"
    await browser.log_in()
    await browser.call("POST", PRACTICE, {**PRICES, "do": "save", "csrf": "x"})
    assert browser.status == 403
    assert Staged(places).changes() == []
    for address, leads_to in (
        ("/desk/content/nothing", PRACTICE),
        ("/desk/new/practice", PRACTICE),
        ("/desk/content/techniques/nothing", "/desk/content/techniques"),
    ):
        await browser.read(address)
        assert (browser.status, browser.headers["Location"]) == (303, leads_to)
    await browser.send(PRACTICE, PRACTICE, do="up:prices:x")
    assert browser.status == 200
    for odd in ("-1", "9" * 50, "x"):
        await browser.send(PRACTICE, PRACTICE, do="add:prices:0", prices=odd)
        assert browser.status == 200


async def test_a_change_that_no_longer_fits_stops_no_page(browser: Browser, places: Places) -> None:
    Staged(places).add(Edit("practice.yml", ("facts", "couples"), "No."))
    file = Path(places.content / "practice.yml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("facts:\n", "facts:\n  x: y\n"), encoding="utf-8")
    await browser.log_in()
    assert "Prices" in await browser.read(PRACTICE)
