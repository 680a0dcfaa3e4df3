"""Two Rasa servers, two action servers, nginx, PostgreSQL and Redis: one set for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.several import Several, several_machines


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    directory: Path = tmp_path_factory.mktemp("several")
    with several_machines(directory) as running:
        yield running


@pytest.fixture
def visitor(several: Several) -> WebsiteClient:
    """A new visitor, coming through nginx."""
    return WebsiteClient(several.address, certificate=several.certificate)


@pytest.fixture
def straight_to(several: Several) -> Callable[[int, str | None], WebsiteClient]:
    """A visitor with a token who goes to one of the Rasa servers, past nginx."""

    def client(number: int, token: str | None) -> WebsiteClient:
        made = WebsiteClient(several.rasa[number].address)
        made.token = token
        return made

    return client
