"""Several answers to one question, sent as a widget sends them: the titles as one text."""

from __future__ import annotations

import pytest

from advice.content import load_content
from kneadwise.client import WebsiteClient
from tests.conversations.recommendation.paths import go_to

HEALTH = [o for o in load_content().questions["health"].options if o.value not in ("none", "skip")]


@pytest.mark.parametrize("option", HEALTH, ids=lambda option: option.value)
def test_a_line_of_the_checklist_beside_another_is_no_emergency(
    option: object, visitor: WebsiteClient
) -> None:
    go_to(visitor, "health")
    title = option.title  # type: ignore[attr-defined]
    other = "Cancer" if title != "Cancer" else "Skin problem"
    cards = visitor.say(f"{title}, {other}").cards
    # Fever and a clot are to be looked at today; nothing on the list is an emergency.
    assert "safety/emergency" not in cards, cards
    assert "question/health" not in cards, cards


def test_several_goals_and_areas_are_taken(visitor: WebsiteClient) -> None:
    go_to(visitor, "goals")
    assert visitor.say("Relax, Less pain").cards[-1] in ("question/area", "question/concern")
    text = visitor.say("Neck, Shoulder").messages[0]["text"].lower()
    assert "your neck" in text
    assert "your shoulder" in text
