"""What a visitor supposes after a result."""

from __future__ import annotations

import pytest

from advice.content import Content
from advice.recommendation.facts import Facts
from advice.recommendation.rules import Rules
from advice.recommendation.supposing import Suppositions, what_if

PAIN = Facts(answers={"goals": ("less_pain",), "area": ("neck",), "since": ("months",)})


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("What if my doctor okays it?", "my doctor okays it?"),
        ("ok and if it was an injury", "injury"),
        ("suppose it's getting worse", "it's getting worse"),
        ("would it be different with a prescription", "prescription"),
        ("what if", ""),
        ("if", ""),
        ("it is getting worse", ""),
        ("", ""),
    ],
)
def test_what_follows_is_supposed(text: str, supposed: str, content: Content) -> None:
    assert Suppositions(content.told["what_if"]).of(text) == supposed


def test_another_outcome_is_named_and_the_same_is_said_to_be(content: Content) -> None:
    rules = Rules(content.decision_table, content.safety)
    relaxing = Facts(answers={"goals": ("relax",), "concern": ("none",)})
    assert rules.decide(PAIN).outcome == "medical"
    assert "relaxation massage would be" in what_if(content, rules, PAIN, relaxing)
    assert "would change nothing: medical" in what_if(content, rules, PAIN, PAIN)
