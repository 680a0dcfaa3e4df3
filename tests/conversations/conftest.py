"""One assistant for all live conversations: real servers, own database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_assistant


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    directory: Path = tmp_path_factory.mktemp("assistant")
    with temporary_assistant(directory) as servers:
        yield servers


@pytest.fixture
def visitor(assistant: Servers) -> WebsiteClient:
    """A new visitor, not yet in a session."""
    return WebsiteClient(assistant.address)
