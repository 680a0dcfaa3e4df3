"""Every conversation file below this folder, played against the live assistant."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from tests.conversations.runner import play, read_conversation

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yml"))


def test_there_are_conversations() -> None:
    assert len(FILES) >= 10


@pytest.mark.parametrize("path", FILES, ids=[f"{p.parent.name}/{p.stem}" for p in FILES])
def test_conversation(path: Path, visitor: WebsiteClient) -> None:
    play(visitor, read_conversation(path))
