"""The demo spa's site: its addresses, and every fact the practice's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from advice.content import Content
from advice.content.opening_models import WEEKDAYS, OpeningHours
from advice.content.practice_models import Colors, Price
from advice.practice import practice_fact
from channels.website.demo_site import (
    DEMO_DIRECTORY,
    DemoSite,
    DemoSiteError,
    open_days,
    said_time,
    short_name,
)
from tests.channels.pages import PAGES, changed, page


@pytest.fixture(scope="module")
def site(content: Content) -> DemoSite:
    return DemoSite(content)


def test_every_page_and_file_has_its_address(site: DemoSite) -> None:
    assert set(PAGES) <= set(site.files)
    assert all(address in PAGES or address.startswith("/demo/") for address in site.files)


def test_the_chat_page_stands_without_the_demos_own_pages(site: DemoSite) -> None:
    assert set(site.chat_page) == {a for a in site.files if a == "/chat" or a.startswith("/demo/")}


def test_every_price_stands_on_the_price_page(site: DemoSite, content: Content) -> None:
    text = page(site, "/prices").text
    assert content.practice.prices
    for price in content.practice.prices:
        assert price.service in text
        assert f"{price.minutes} min {price.price}" in text


@pytest.mark.parametrize("address", ["/prices", "/contact"])
def test_every_day_stands_with_its_hours(site: DemoSite, content: Content, address: str) -> None:
    found = page(site, address)
    for day in WEEKDAYS:
        hours = getattr(content.practice.opening_hours, day)
        if hours == "closed":
            assert f"{day.capitalize()} Closed" in found.text
        else:
            opens, closes = hours.split("-")
            said = f"{said_time(opens)} – {said_time(closes)}"
            assert f"{day.capitalize()} {said}" in found.text
            assert {opens, closes} <= set(found.values("datetime"))


@pytest.mark.parametrize("address", PAGES[:-1])
def test_phone_address_and_email_stand_on_the_page(
    site: DemoSite, content: Content, address: str
) -> None:
    found = page(site, address)
    practice = content.practice
    assert practice.phone in found.text
    assert practice.facts["address"] in found.text
    assert {"tel:5550100142", f"mailto:{practice.email}"} <= set(found.values("href"))
    assert practice.booking_url in found.values("href")


@pytest.mark.parametrize(
    ("address", "facts"),
    [
        ("/", "therapists couples gift_cards"),
        ("/prices", "cancellation_policy late_policy tipping_policy insurance_policy gift_cards"),
        ("/contact", "booking address parking accessibility minors_policy credentials"),
    ],
)
def test_the_practices_rules_stand_in_its_own_words(
    site: DemoSite, content: Content, address: str, facts: str
) -> None:
    text = page(site, address).text
    for name in facts.split():
        assert practice_fact(content, name) in text


def test_every_technique_is_described_once_with_its_guide_page(
    site: DemoSite, content: Content
) -> None:
    found = page(site, "/treatments")
    links = found.values("href")
    for name, technique in content.techniques.items():
        assert found.text.count(technique.what) == 1
        assert links.count(f"/guide/techniques/{name}") == 1


def test_another_practice_is_another_site(content: Content) -> None:
    facts = {**content.practice.facts, "parking": "Park at the harbor."}
    hours = OpeningHours(**{**content.practice.opening_hours.dict(), "sunday": "08:30-12:00"})
    other = DemoSite(
        changed(
            content,
            name="Harbor Hands",
            phone="+1 555 010 9999",
            booking_url=None,
            colors=Colors(primary="#7a2f4f"),
            prices=(Price(service="Sea massage", minutes=35, price="€41"),),
            opening_hours=hours,
            facts=facts,
        )
    )
    for address in PAGES:
        assert "Juniper Street Massage" not in page(other, address).text
        assert "Harbor Hands" in page(other, address).text
    assert "Sea massage 35 min €41" in page(other, "/prices").text
    assert "$95" not in page(other, "/prices").text
    assert "Sunday 8:30 am – 12 pm" in page(other, "/contact").text
    assert "Park at the harbor." in page(other, "/contact").text
    # Where nothing can be booked online, the button calls.
    assert "tel:+15550109999" in page(other, "/").values("href")
    assert "Call +1 555 010 9999" in page(other, "/").text
    for file in ("/demo/colors.css", "/demo/leaf.svg"):
        assert b"#7a2f4f" in other.files[file].body


def test_a_practice_that_left_everything_out_still_has_a_site(content: Content) -> None:
    bare = DemoSite(
        changed(
            content,
            tagline=None,
            email=None,
            booking_url=None,
            opening_hours=None,
            prices=(),
            facts={},
        )
    )
    for address in PAGES:
        found = page(bare, address)
        assert found.unbalanced == []
        assert "None" not in found.text
    assert f"our prices on {content.practice.phone}" in page(bare, "/prices").text
    assert f"our opening hours on {content.practice.phone}" in page(bare, "/contact").text


def test_what_a_practice_writes_is_text_and_no_markup(content: Content) -> None:
    name = '<script>alert(1)</script> & "Sons" \'n'
    found = DemoSite(changed(content, name=name))
    for address in PAGES:
        assert name in page(found, address).text
        assert b"<script>" not in found.files[address].body


@pytest.mark.parametrize("prices", [True, False])
def test_a_real_practice_has_a_plain_page_and_nothing_of_the_demo(
    content: Content, prices: bool
) -> None:
    hours = {**dict.fromkeys(WEEKDAYS, "closed"), "monday": "09:00-12:00, 14:00-18:30"}
    facts: dict[str, Any] = {"prices": (), "opening_hours": None, "facts": {}}
    if prices:
        told = {**content.practice.facts, "address": "4 Quay Lane"}
        facts = {"opening_hours": OpeningHours(**hours), "facts": told}
    own = DemoSite(changed(content, name="Lou's Hands", tagline=None, invented=False, **facts))
    assert set(own.files) == {"/", "/chat", *(a for a in own.files if a.startswith("/demo/"))}
    found = page(own, "/")
    assert found.unbalanced == []
    assert "Lou's Hands" in found.text
    assert ("Monday 9 am – 12 pm , 2 pm – 6:30 pm" in found.text) == prices
    assert ("Relaxation massage 60 min $95" in found.text) == prices
    assert ("There are six free" in found.text) == prices
    for address in ("/", "/chat"):
        text = page(own, address).text
        assert not any(word in text for word in ("Juniper", "invented", "None", "Quiet rooms"))
        assert page(own, address).values("data-practice") == ["lous-hands"]
    known = {*own.files, "/guide"}
    targets = [link.partition("#")[0] or "/" for link in found.values("href")]
    assert {link for link in targets if link.startswith("/")} <= known


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Juniper Street Massage", "juniper-street-massage"),
        ("Praxis Müller & Søn", "praxis-muller-sn"),
        ("手", "practice"),
    ],
)
def test_a_practices_short_name_can_stand_in_a_tag(name: str, short: str) -> None:
    assert short_name(name) == short


def test_no_fact_is_typed_into_the_demo(content: Content) -> None:
    practice = content.practice
    facts = [practice.name, practice.phone, practice.email, practice.booking_url]
    facts += [price.price for price in practice.prices]
    facts += [fact for fact in practice.facts.values() if fact]
    for path in DEMO_DIRECTORY.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert [fact for fact in facts if fact and fact in text] == [], path


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("00:00", "12 am"),
        ("09:30", "9:30 am"),
        ("12:00", "12 pm"),
        ("19:00", "7 pm"),
        ("24:00", "12 am"),
    ],
)
def test_times_are_said_as_people_say_them(time: str, said: str) -> None:
    assert said_time(time) == said


def test_open_neighbours_are_joined_and_closed_days_left_out() -> None:
    hours = ["closed", "10:00-19:00", "10:00-19:00", "closed", "10:00-19:00", "closed", "closed"]
    spans = open_days(OpeningHours(**dict(zip(WEEKDAYS, hours, strict=True))))
    assert [span.name for span in spans] == ["Tue – Wed", "Fri"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("site.yml", "skip: Skip", "skip: [Skip"),
        ("site.yml", "Call {phone}", "Call {fone}"),
        ("site.yml", "  heading: Quiet", "  haeding: Quiet"),
        ("site.yml", "first_visit,", "frist_visit,"),
        ("site.yml", "    parking: Parking", "    praking: Parking"),
        ("templates/prices.html", "{% endblock %}", ""),
    ],
)
def test_a_mistake_in_the_demo_is_told(
    content: Content, tmp_path: Path, file: str, old: str, new: str
) -> None:
    copy = tmp_path / "demo"
    shutil.copytree(DEMO_DIRECTORY, copy)
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DemoSiteError):
        DemoSite(content, copy)
