"""The order of questions: short, never twice, never in vain."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice.content import load_content
from advice.recommendation.facts import PROBLEM_GOALS, Facts, StandingSign
from advice.recommendation.questions import MOST_QUESTIONS, Questions
from advice.recommendation.rules import CAUTION, Rules
from advice.recommendation.techniques import left_out, suggested

CONTENT = load_content()
RULES = Rules(CONTENT.decision_table, CONTENT.safety)
QUESTIONS = Questions(RULES, CONTENT.safety)
GOALS = [o.value for o in CONTENT.questions["goals"].options]
VALUES: Mapping[str, list[tuple[str, ...]]] = {
    "goals": [*((g,) for g in GOALS), ("relax", "less_pain"), ("sleep", "recover")],
    "concern": [(o.value,) for o in CONTENT.questions["concern"].options],
    "area": [("neck",), ("leg", "foot"), ("lower_back",)],
    "since": [(o.value,) for o in CONTENT.questions["since"].options],
    "severity": [("2",), ("5",), ("8",), ("getting_worse",)],
    "signs": [("none",), ("not_sure",), ("some",)],
    "health": [("none",), ("cancer",), ("something_else",), ("prefer_not_to_say",)],
    "physician": [(o.value,) for o in CONTENT.questions["physician"].options],
    "plan": [("craniosacral therapy twice a week",), ("skip",)],
    "pressure": [(o.value,) for o in CONTENT.questions["pressure"].options],
}
URGENT = next(id_ for id_, s in CONTENT.safety.items() if s.level == "urgent")
SIGNS = {
    ("signs", "some"): URGENT,
    ("health", "cancer"): CONTENT.signs_to_ask.health["cancer"],
}


def answered(facts: Facts, question: str, values: tuple[str, ...]) -> Facts:
    signs = [StandingSign(SIGNS[question, v]) for v in values if (question, v) in SIGNS]
    return replace(facts, answers={**facts.answers, question: values}, signs=(*facts.signs, *signs))


choices = st.fixed_dictionaries({q: st.sampled_from(v) for q, v in VALUES.items()})


def conversation(chosen: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Facts]]:
    """Each question asked, with what was known before it."""
    facts = Facts()
    while (question := QUESTIONS.next(facts)) is not None:
        yield question, facts
        facts = answered(facts, question, chosen[question])


def outcome(facts: Facts) -> object:
    decision = RULES.decide(facts)
    techniques = suggested(CONTENT, facts, decision)
    return decision, techniques, left_out(CONTENT, facts), QUESTIONS.open(facts)


@given(choices)
def test_no_question_comes_twice_and_never_more_than_nine(
    chosen: Mapping[str, tuple[str, ...]],
) -> None:
    asked = [question for question, _ in conversation(chosen)]
    assert len(asked) == len(set(asked)) <= MOST_QUESTIONS


@given(choices)
@settings(max_examples=60)
def test_every_question_asked_can_change_something(
    chosen: Mapping[str, tuple[str, ...]],
) -> None:
    for question, facts in conversation(chosen):
        assert _matters(question, facts), (question, facts)


def _matters(question: str, facts: Facts) -> bool:
    open_ = [q for q in QUESTIONS.open(facts) if q != question]
    options = [VALUES[q] for q in open_ if q in ("goals", "concern", "physician", "since")]
    names = [q for q in open_ if q in ("goals", "concern", "physician", "since")]
    for values in itertools.islice(itertools.product(*options), 400):
        rest = replace(facts, answers={**facts.answers, **dict(zip(names, values, strict=True))})
        found = {repr(outcome(answered(rest, question, v))) for v in VALUES[question]}
        if len(found) > 1:
            return True
    return False


@given(choices, st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_told_does_not_matter(
    chosen: Mapping[str, tuple[str, ...]], random: object
) -> None:
    facts = Facts()
    for question, values in chosen.items():
        facts = answered(facts, question, values)
    shuffled = list(chosen.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = Facts()
    for question, values in shuffled:
        other = answered(other, question, values)
    assert RULES.decide(facts) == RULES.decide(other)


@given(choices, st.sampled_from(sorted(CONTENT.safety)))
def test_a_sign_never_makes_it_less_careful(
    chosen: Mapping[str, tuple[str, ...]], sign: str
) -> None:
    facts = Facts()
    for question, values in chosen.items():
        facts = answered(facts, question, values)
    before = RULES.decide(facts)
    after = RULES.decide(replace(facts, signs=(*facts.signs, StandingSign(sign))))
    careful = ("physician_first", "urgent", "emergency")
    if before.outcome in careful:
        assert CAUTION[after.outcome] >= CAUTION[before.outcome]
    else:
        assert after.outcome in careful or after.confirm >= before.confirm


@pytest.mark.parametrize(
    ("goals", "concern", "most"),
    [("relax", "none", 3), ("less_stress", "none", 3), ("less_pain", None, 8)],
)
def test_the_paths_are_short(goals: str, concern: str | None, most: int) -> None:
    chosen = {
        "goals": (goals,),
        "concern": (concern or "chronic_ache",),
        "area": ("neck",),
        "since": ("months",),
        "severity": ("5",),
        "signs": ("none",),
        "health": ("none",),
        "physician": ("none",),
        "plan": ("skip",),
        "pressure": ("medium",),
    }
    asked = [question for question, _ in conversation(chosen)]
    # conversation.md §2.2: relaxation three answers, pain seven.
    assert len(asked) <= min(most, 7)


def test_a_goal_that_speaks_of_a_problem_is_one() -> None:
    assert set(GOALS) >= PROBLEM_GOALS
