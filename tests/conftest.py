"""Shared fixtures: the real content, and a changed copy of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from advice.content import DEFAULT_CONTENT_DIRECTORY, Content, load_content

# A busy machine is no failure; CI tries the same examples every time.
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("default", deadline=None)
fallback = "ci" if "CI" in os.environ else "default"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", fallback))


@pytest.fixture(scope="session")
def content() -> Content:
    """The project's own content."""
    return load_content()


@pytest.fixture
def content_copy(tmp_path: Path) -> Path:
    """A copy of the content folder that a test may change."""
    copy = tmp_path / "content"
    shutil.copytree(DEFAULT_CONTENT_DIRECTORY, copy)
    return copy


@pytest.fixture
def edit(content_copy: Path) -> Callable[[str, str, str], Path]:
    """Replaces text, which must be there, in a file of the content copy."""

    def replace(name: str, old: str, new: str) -> Path:
        path = content_copy / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return content_copy

    return replace
