"""The engine and the templates, made once."""

from __future__ import annotations

import pytest

from advice.content import Content
from papers.findings import Finder
from papers.rendering import Renderer


@pytest.fixture(scope="session")
def finder(content: Content) -> Finder:
    return Finder(content)


@pytest.fixture(scope="session")
def renderer(content: Content) -> Renderer:
    return Renderer(content)
