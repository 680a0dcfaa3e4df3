"""The demo spa's pages: sound, accessible in their structure, and within the security policy."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from advice.content import Content
from channels.website.demo_site import DemoSite
from tests.channels.pages import PAGES, page


@pytest.fixture(scope="module")
def site(content: Content) -> DemoSite:
    return DemoSite(content)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound(site: DemoSite, address: str) -> None:
    found = page(site, address)
    names = [tag for tag, _ in found.tags]
    assert found.unbalanced == []
    assert [names.count(tag) for tag in ("h1", "main", "title", "noscript")] == [1, 1, 1, 1]
    assert "en" in found.values("lang", "html")
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    levels = [int(name[1]) for name in names if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_obeys_the_security_policy(site: DemoSite, address: str) -> None:
    found = page(site, address)
    assert "style" not in [tag for tag, _ in found.tags]
    attributes = {name for _, attrs in found.tags for name in attrs}
    assert not {name for name in attributes if name == "style" or name.startswith("on")}
    loaded = found.values("src") + found.values("href", "link")
    assert all(re.match(r"/(demo/|widget\.js$)", source) for source in loaded)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_somewhere(site: DemoSite, content: Content, address: str) -> None:
    known = {*site.files, "/guide", *(f"/guide/techniques/{name}" for name in content.techniques)}
    practice = content.practice
    outside = {practice.booking_url, f"mailto:{practice.email}", "tel:5550100142"}
    for link in page(site, address).values("href"):
        target, _, part = link.partition("#")
        assert link in outside or (target or address) in known
        if part:
            assert part in page(site, target or address).values("id")


@pytest.mark.parametrize("address", PAGES)
def test_the_chat_is_on_every_page(site: DemoSite, address: str) -> None:
    found = page(site, address)
    scripts = [attrs for tag, attrs in found.tags if tag == "script"]
    assert [(script["src"], script["data-practice"]) for script in scripts] == [
        ("/widget.js", "juniper")
    ]
    assert "async" in scripts[0]
    assert scripts[0].get("data-mode") == ("page" if address == "/chat" else None)
    assert scripts[0].get("data-nudge-seconds") == (None if address == "/chat" else "20")
    assert found.values("id").count("kneadwise") == (address == "/chat")
    noscript = site.files[address].body.decode().partition("<noscript>")[2]
    assert 'href="/guide"' in noscript.partition("</noscript>")[0]


@pytest.mark.parametrize("address", PAGES[:-1])
def test_the_menu_marks_the_page(site: DemoSite, address: str) -> None:
    current = [attrs for _, attrs in page(site, address).tags if "aria-current" in attrs]
    assert [attrs["href"] for attrs in current] == [address]


def test_tables_have_captions_and_scoped_headers(site: DemoSite) -> None:
    for address, count in (("/prices", 2), ("/contact", 1)):
        found = page(site, address)
        names = [tag for tag, _ in found.tags]
        assert names.count("table") == names.count("caption") == count
        assert all(attrs.get("scope") for tag, attrs in found.tags if tag == "th")


def test_no_style_sheet_loads_anything(site: DemoSite) -> None:
    sheets = [served.body for name, served in site.files.items() if name.endswith(".css")]
    assert len(sheets) == 4
    assert not any(b"url(" in sheet or b"@import" in sheet for sheet in sheets)
    assert all(sheet.count(b"{") == sheet.count(b"}") for sheet in sheets)


def test_every_colour_that_is_used_is_made(site: DemoSite) -> None:
    css = b"".join(served.body for name, served in site.files.items() if name.endswith(".css"))
    made = set(re.findall(rb"--([\w-]+):", css))
    assert set(re.findall(rb"var\(--([\w-]+)\)", css)) <= made
