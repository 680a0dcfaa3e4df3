"""What a practice does not offer is never suggested."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content, load_content
from advice.recommendation.facts import Facts
from advice.recommendation.rules import Decision
from advice.recommendation.techniques import suggested

CONTENT = load_content()
OUTCOMES = st.sampled_from(["medical", "relaxation", "either", "physician_first"])


def offering(*without: str) -> Content:
    practice = CONTENT.practice.copy(update={"not_offered": without})
    return CONTENT.copy(update={"practice": practice})


@given(OUTCOMES, st.sets(st.sampled_from(sorted(CONTENT.techniques))))
def test_what_is_not_offered_is_not_suggested(outcome: Any, without: set[str]) -> None:
    found = suggested(offering(*without), Facts(), Decision(outcome))
    assert not without & set(found)
    # The next best ones take its place.
    assert bool(found) or outcome == "physician_first" or bool(without)


@pytest.mark.parametrize("plan", ["shiatsu", "hot stone massage twice a week"])
def test_not_even_where_the_plan_names_it(plan: str) -> None:
    facts = Facts(answers={"plan": (plan,)})
    technique = suggested(CONTENT, facts, Decision("medical"))[0]
    assert technique not in suggested(offering(technique), facts, Decision("medical"))


def test_nothing_offered_suggests_nothing() -> None:
    assert suggested(offering(*CONTENT.techniques), Facts(), Decision("either")) == ()
