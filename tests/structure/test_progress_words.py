"""The words of the page on which progress is tracked: each that it says is in
content/progress.yml, and each there is said."""

from __future__ import annotations

import re

from advice.content.progress_models import PROGRESS_WORDS
from kneadwise.environment import ROOT

TEXT = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (ROOT / "widget" / "src" / "progress").rglob("*.ts")
)


def test_every_word_is_said_somewhere() -> None:
    said = set(re.findall(r'"([a-z_]+)"', TEXT))
    assert PROGRESS_WORDS - said == set()


def test_every_word_asked_for_is_there() -> None:
    call = r"\b(?:word|action|section|submitButton)\(\s*"
    asked = set(re.findall(call + r'"([a-z_]+)"', TEXT))
    assert len(asked) > 40
    assert asked <= PROGRESS_WORDS
