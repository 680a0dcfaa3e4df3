"""One assistant of practices with other settings; nothing that is trained differs."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from advice.content import DEFAULT_CONTENT_DIRECTORY
from kneadwise.client import WebsiteClient
from kneadwise.model import Model
from kneadwise.servers import Servers
from kneadwise.temporary import running, temporary_environment

ASKS = ("health_consent: notice", "health_consent: ask")
NO_DETAILS = ("collect_health_details: true", "collect_health_details: false")


def practice(directory: Path, old: str, new: str) -> str:
    """A content folder whose practice.yml has `new` for `old`."""
    shutil.copytree(DEFAULT_CONTENT_DIRECTORY, directory)
    file = directory / "practice.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return str(directory)


@pytest.fixture(scope="package")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of an assistant whose practice asks for consent; its model is a copy of the project's."""
    directory: Path = tmp_path_factory.mktemp("privacy")
    state = directory / "state"
    state.mkdir()
    return temporary_environment(
        state,
        KNEADWISE_CONTENT=practice(directory / "asks", *ASKS),
        KNEADWISE_ACTION_SECRET=secrets.token_urlsafe(32),
    )


@pytest.fixture(scope="package")
def asking(environment: dict[str, str]) -> Iterator[Servers]:
    """The assistant whose practice asks for consent."""
    Model(environment).make_current()
    with running(environment) as servers:
        yield servers


@pytest.fixture
def visitor(asking: Servers) -> WebsiteClient:
    """A new visitor of the practice that asks for consent."""
    return WebsiteClient(asking.address)


@pytest.fixture
def no_details(
    asking: Servers, environment: dict[str, str], tmp_path: Path
) -> Iterator[WebsiteClient]:
    """A visitor of the practice that collects no health details: another action server."""
    before = asking.process("actions")
    assert before is not None
    before.terminate()
    before.wait()
    content = practice(tmp_path / "no_details", *NO_DETAILS)
    actions = Servers({**environment, "KNEADWISE_CONTENT": content})
    try:
        actions.start_actions()
        actions.wait_until_ready()
        yield WebsiteClient(asking.address)
    finally:
        actions.stop()
        asking.start_actions()
        asking.wait_until_ready()
