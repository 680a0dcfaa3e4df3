"""The guide's pages, without a server."""

from __future__ import annotations

import pytest

from advice.content import Content
from channels.guide.pages import GuidePages
from tests.channels.guide.forms import Fetch, Fields, Visitor

SECRET = b"a secret of the tests, long enough"
MOST_CHARACTERS = 1000


@pytest.fixture(scope="session")
def pages(content: Content) -> GuidePages:
    """All pages."""
    return GuidePages(content, SECRET, MOST_CHARACTERS)


@pytest.fixture(scope="session")
def fetch(pages: GuidePages) -> Fetch:
    """Asks for a page without a server."""

    def ask(address: str, fields: Fields | None) -> tuple[int, str]:
        page = pages.page(address, fields)
        return page.status, page.html

    return ask


@pytest.fixture
def visitor(fetch: Fetch) -> Visitor:
    """A visitor at the first question."""
    return Visitor(fetch)
