"""A real server with the desk, its inbox in a database of its own, and a browser's ways."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timezone
from html import unescape
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from sanic import Sanic

from advice.content import Content
from channels.desk.content_forms import ContentForms
from channels.desk.passwords import hash_password
from channels.desk.routes import register_desk
from channels.desk.settings import DeskSettings
from channels.website.headers import add_security_headers
from channels.website.server import harden
from channels.website.settings import WebsiteSettings
from inbox.message import PracticeMessage
from inbox.store import Inbox
from kneadwise.environment import ROOT
from learning.places import Places
from stores.connection import connect
from tests.channels.serving import serving

SECRET = "a secret of the tests that is long enough"
PASSWORD = "lavender and juniper"
TOKEN = re.compile(r'name="csrf" value="([^"]*)"')


class Browser:
    """Somebody at the desk: keeps cookies, sends forms with their tokens, follows nothing."""

    def __init__(self, server: str, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session
        self.status = 0
        self.headers: dict[str, str] = {}
        self.set_cookies: list[str] = []
        self.text = ""

    async def call(
        self,
        method: str,
        address: str,
        fields: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> str:
        async with self.session.request(
            method, self.server + address, data=fields, headers=headers, allow_redirects=False
        ) as response:
            self.status = response.status
            self.headers = dict(response.headers)
            self.set_cookies = response.headers.getall("Set-Cookie", [])
            self.text = await response.text()
        return self.text

    async def read(self, address: str) -> str:
        return await self.call("GET", address)

    async def send(self, page: str, address: str, **fields: str) -> str:
        """Loads a page, and sends its form's token with `fields`."""
        token = TOKEN.search(await self.read(page))
        assert token is not None
        return await self.call("POST", address, {"csrf": unescape(token[1]), **fields})

    async def log_in(self, password: str = PASSWORD) -> str:
        return await self.send("/desk/login", "/desk/login", password=password)


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(connect(f"sqlite:///{tmp_path / 'conversations.db'}"), ("email",))


@pytest.fixture
def hash_of_server(password_hash: str) -> str:
    return password_hash


@pytest_asyncio.fixture
async def server(
    content: Content, inbox: Inbox, hash_of_server: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[str]:
    """The address of a server with the desk."""
    settings = WebsiteSettings(secret=SECRET)

    def register(app: Sanic) -> None:
        register_desk(app, content, settings, DeskSettings(password_hash=hash_of_server), inbox)
        harden(app, settings)
        app.register_middleware(add_security_headers, "response")

    async with serving(f"desk-{id(settings)}", monkeypatch, register) as address:
        yield address


@pytest_asyncio.fixture
async def browser(server: str) -> AsyncIterator[Browser]:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        yield Browser(server, session)


def a_message(number: int = 1, **values: object) -> PracticeMessage:
    given = {
        "id": f"00000000-0000-5000-8000-{number:012d}",
        "conversation_id": f"conversation-{number}",
        "kind": "booking",
        "name": "Robin",
        "contact": "+1 555 010 0199",
        "contact_kind": "phone",
        "about": "An hour on Friday",
        "summary": (("Area", "neck"),),
        "transcript": (("visitor", "my neck hurts"), ("bot", "Since when?")),
        "known": None,
        "level": "physician_first",
        "created_at": datetime(2026, 5, 1, 9, 30, tzinfo=timezone.utc),
    }
    return PracticeMessage(**{**given, **values})  # type: ignore[arg-type]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return Places(tmp_path / "content", tmp_path / "m.tar.gz", tmp_path / "state", ROOT)


@pytest.fixture
def forms(places: Places) -> ContentForms:
    return ContentForms(places)
