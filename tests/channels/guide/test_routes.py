"""The guide over HTTP: a real server, asked as browsers and others ask."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import urlencode

import aiohttp
import pytest
import pytest_asyncio

from advice.content import Content
from channels.guide.routes import register_guide
from channels.website.settings import WebsiteSettings
from tests.channels.guide.forms import Page, answer_all, at
from tests.channels.serving import serving

SECRET = "a secret of the tests that is long enough"
QUESTIONS = "/guide/questions"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
RELAX = {"goals": ["relax"], "concern": ["none"], "health": ["none"]}


@pytest.fixture
def limit() -> int:
    return 1000


@pytest_asyncio.fixture
async def server(
    content: Content, limit: int, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """The address of a server with the guide."""
    settings = WebsiteSettings(secret=SECRET, messages_per_minute_per_address=limit)
    register = partial(register_guide, content=content, settings=settings)
    async with serving(f"guide-{id(settings)}", monkeypatch, register) as address:
        yield address


@pytest_asyncio.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def first_form(client: aiohttp.ClientSession, server: str) -> dict[str, list[str]]:
    async with client.get(server + QUESTIONS) as response:
        return Page(response.status, await response.text()).form.filled(["relax"])


async def test_a_live_address_gives_the_outcome(server: str) -> None:
    assert await asyncio.to_thread(answer_all, RELAX, at(server)) == "relaxation"


async def test_every_answer_has_the_headers(client: aiohttp.ClientSession, server: str) -> None:
    fields = urlencode(await first_form(client, server), doseq=True)
    for method, address, body in (
        ("GET", "/guide", None),
        ("GET", "/guide/", None),
        ("GET", "/guide/compare", None),
        ("GET", "/guide/techniques/shiatsu", None),
        ("GET", QUESTIONS, None),
        ("HEAD", QUESTIONS, None),
        ("POST", QUESTIONS, fields),
        ("POST", QUESTIONS, "state=x"),
    ):
        headers = FORM if body else {}
        async with client.request(method, server + address, data=body, headers=headers) as answer:
            assert answer.status == (400 if body == "state=x" else 200), address
            assert answer.content_type == "text/html"
            assert answer.headers["Cache-Control"] == "no-store"
            policy = answer.headers["Content-Security-Policy"]
            assert policy == (
                "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
                "frame-ancestors 'none'"
            )
            # With "no-referrer" a browser would send our own forms with "Origin: null".
            assert answer.headers["Referrer-Policy"] == "same-origin"


async def test_what_the_guide_does_not_have_is_said_on_a_page_of_its_own(
    client: aiohttp.ClientSession, server: str, content: Content
) -> None:
    for address in ("/guide/nowhere", "/guide/techniques/a/b", "/guide/techniques/%22%3E%3Cb%3E"):
        async with client.get(server + address) as answer:
            assert answer.status == 404
            assert content.guide.errors.not_found in await answer.text()


@pytest.mark.parametrize("name", ["style", "colors"])
async def test_style_sheets(client: aiohttp.ClientSession, server: str, name: str) -> None:
    async with client.get(f"{server}/guide/{name}.css") as answer:
        assert answer.status == 200
        assert answer.content_type == "text/css"
        assert "--accent" in await answer.text()


async def test_answers_in_an_address_are_not_read(
    client: aiohttp.ClientSession, server: str
) -> None:
    async with client.get(f"{server}{QUESTIONS}?answer=less_pain&words=neck") as answer:
        page = Page(answer.status, await answer.text())
    assert page.question == "goals"
    assert page.form.checked == {}
    assert page.form.texts == {"words": ""}


async def test_a_form_of_another_site_is_refused(
    client: aiohttp.ClientSession, server: str, content: Content
) -> None:
    body = urlencode(await first_form(client, server), doseq=True)
    for origin, status in (("https://evil.example", 403), ("null", 403), (server, 200)):
        headers = {**FORM, "Origin": origin}
        async with client.post(server + QUESTIONS, data=body, headers=headers) as answer:
            assert answer.status == status, origin
            if status == 403:
                assert content.guide.errors.other_site in await answer.text()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{}", "application/json", 415),
        ("a=b", "text/plain", 415),
        ("words=" + "a" * 140_000, FORM["Content-Type"], 413),
        ("&".join(["answer=relax"] * 65), FORM["Content-Type"], 400),
        ("words=ü", FORM["Content-Type"], 400),
    ],
    ids=["json", "text", "too long", "too many fields", "not encoded"],
)
async def test_what_is_no_form_of_ours_is_refused(
    client: aiohttp.ClientSession, server: str, body: str, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type}
    async with client.post(server + QUESTIONS, data=body.encode(), headers=headers) as answer:
        assert answer.status == status
        assert answer.content_type == "text/html"
        assert Page(answer.status, await answer.text()).alerts


async def test_the_longest_answers_fit(client: aiohttp.ClientSession, server: str) -> None:
    choices = {
        "goals": "less_pain",
        "area": "neck",
        "since": "months",
        "severity": "5",
        "signs": "none",
        "health": "none",
        "physician": "none",
    }
    async with client.get(server + QUESTIONS) as response:
        page = Page(response.status, await response.text())
    while not page.outcome:
        fields = page.form.filled([choices[page.question]], "💆" * 1000)
        body = urlencode(fields, doseq=True)
        async with client.post(server + QUESTIONS, data=body, headers=FORM) as answer:
            assert answer.status == 200
            page = Page(answer.status, await answer.text())
    assert page.outcome == "medical"


@pytest.mark.parametrize("limit", [2])
async def test_too_many_forms_are_asked_to_wait(
    client: aiohttp.ClientSession, server: str, limit: int
) -> None:
    body = urlencode(await first_form(client, server), doseq=True)
    statuses = []
    for _ in range(limit + 1):
        async with client.post(server + QUESTIONS, data=body, headers=FORM) as answer:
            statuses.append(answer.status)
            waits = answer.headers.get("Retry-After")
    assert statuses == [200, 200, 429]
    assert waits is not None
    assert int(waits) > 0


async def test_nothing_written_is_logged(
    client: aiohttp.ClientSession, server: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        fields = await first_form(client, server)
        body = urlencode({**fields, "words": ["my secret neck"]}, doseq=True)
        async with client.post(server + QUESTIONS, data=body, headers=FORM) as answer:
            assert answer.status == 200
    assert "secret neck" not in caplog.text
    assert "secret+neck" not in caplog.text
