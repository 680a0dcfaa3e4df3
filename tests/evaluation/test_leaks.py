"""No held-out message, nor a near copy of one, is in the training data."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.importer import ContentImporter
from evaluation.cases import load_cases
from evaluation.held_out import load_held_out
from evaluation.leaks import leaks
from evaluation.triage import GROUPS, load_vignettes

ROOT = Path(__file__).parents[2]


def test_the_training_data_holds_no_held_out_message() -> None:
    importer = ContentImporter(None, str(ROOT / "domain.yml"), [str(ROOT / "data")])
    examples = [str(e.get("text")) for e in importer.get_nlu_data().intent_examples]
    assert len(examples) > 5000
    held_out = [message.text for message in load_held_out()]
    held_out += [v.text for group in GROUPS for v in load_vignettes(group)]
    held_out += [case.opening for case in load_cases()]
    found = leaks(held_out, examples)
    assert [f"{leak.held_out!r} ~ {leak.example!r}" for leak in found] == []


@pytest.mark.parametrize(
    ("held_out", "example", "leaks_out"),
    [
        ("What does it cost?", "what does it cost", True),
        ("what does it csot", "what does it cost", True),
        ("what does a massage cost me", "what does the massage cost me", True),
        ("can i wear shorts", "can i wear a shirt", False),
        ("how much is an hour", "what does it cost", False),
        ("hi", "hi", False),
        ("parking?", "parking", False),
        ("", "", False),
    ],
)
def test_a_near_copy_is_found(held_out: str, example: str, leaks_out: bool) -> None:
    assert bool(leaks([held_out], [example])) is leaks_out


def test_nothing_held_out_or_no_examples() -> None:
    assert leaks([], ["what does it cost"]) == []
    assert leaks(["what does it cost"], []) == []
