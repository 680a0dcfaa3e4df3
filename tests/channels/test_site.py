"""The server's root: the demo's page, or nothing; never Rasa's own, which tells its version."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from rasa.server import add_root_route
from sanic import Sanic

from advice.content import Content
from channels.website.headers import SECURITY_HEADERS
from channels.website.settings import WebsiteSettings
from channels.website.site import SiteBlueprint, site_files
from tests.channels.serving import serving


@asynccontextmanager
async def served(
    content: Content, monkeypatch: pytest.MonkeyPatch, demo: bool
) -> AsyncIterator[str]:
    """The address of a server that has Rasa's root and the site, in Rasa's order."""
    files = site_files(content, WebsiteSettings(serve_demo=demo))
    site = SiteBlueprint("website", files, lambda app: None)

    def register(app: Sanic) -> None:
        add_root_route(app)
        app.blueprint(site, url_prefix="/webhooks/website")

    async with serving(f"site-{demo}", monkeypatch, register) as address:
        yield address


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
@pytest.mark.parametrize("path", ["/", "//", "/?a=b"])
async def test_the_root_is_not_rasas(
    content: Content, monkeypatch: pytest.MonkeyPatch, demo: bool, status: int, path: str
) -> None:
    async with served(content, monkeypatch, demo) as address, aiohttp.ClientSession() as client:
        async with client.get(address + path) as response:
            body = await response.text()
            assert response.status == status
            assert "Rasa" not in body
            assert (content.practice.name in body) is demo
            assert set(SECURITY_HEADERS) <= set(response.headers)
        async with client.get(f"{address}/chat") as response:
            assert response.status == 200
