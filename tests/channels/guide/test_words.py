"""The guide's own words: all used, and a mistake in them is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advice.content import Content, ContentError, load_content

PACKAGE = Path(__file__).parents[3] / "channels" / "guide"


def test_every_word_is_said_somewhere(content: Content) -> None:
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    for group, words in content.guide.dict().items():
        names = words if isinstance(words, dict) else [None]
        for name in names:
            path = f".{group}.{name}" if name else f".{group}"
            # In code the errors and headings have a name of their own before the dot.
            assert path in code or (name and f".{name}" in code), path


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("step: Step {step}", "step: Step {stepp}", ["guide.yml", "stepp"]),
        ("skip_link:", "skip_lnk:", ["guide.yml", "skip_lnk"]),
        ("next: Continue", "next:", ["guide.yml", "question.next"]),
    ],
)
def test_a_mistake_is_named(
    edit: Callable[[str, str, str], Path], old: str, new: str, named: list[str]
) -> None:
    with pytest.raises(ContentError) as error:
        load_content(edit("guide.yml", old, new))
    for part in named:
        assert part in str(error.value)
