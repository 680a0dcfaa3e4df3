"""The guide says of any answers what the rules say of the same facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice.content import load_content
from advice.recommendation.facts import Facts, StandingSign
from advice.recommendation.questions import Questions
from advice.recommendation.rules import Decision, Rules
from advice.recommendation.techniques import left_out, suggested
from tests.channels.guide.forms import Fetch, Visitor

CONTENT = load_content()
RULES = Rules(CONTENT.decision_table, CONTENT.safety)
ORDER = Questions.of(CONTENT, RULES)
AREAS = [o.value for o in CONTENT.questions["area"].options]
ALONE = ("none", "prefer_not_to_say")
# advice.recommendation.result shows no more reasons.
MOST_REASONS = 5
HEALTH = [o.value for o in CONTENT.questions["health"].options if o.value not in ALONE]


def any_of(question: str) -> st.SearchStrategy[list[str]]:
    return st.sampled_from([[o.value] for o in CONTENT.questions[question].options])


CHOICES = st.fixed_dictionaries(
    {
        "goals": st.lists(
            st.sampled_from([o.value for o in CONTENT.questions["goals"].options]),
            min_size=1,
            max_size=3,
            unique=True,
        ),
        "concern": any_of("concern"),
        "area": st.lists(st.sampled_from(AREAS), min_size=1, max_size=2, unique=True),
        "since": st.one_of(any_of("since"), st.just(["skip"])),
        "severity": st.one_of(any_of("severity"), st.just(["skip"])),
        # Which of the signs offered is ticked, if any: they differ by area.
        "signs": st.sampled_from([["none"], ["none"], ["not_sure"], ["first"], ["last"]]),
        "health": st.one_of(
            st.just(["none"]),
            st.just(["prefer_not_to_say"]),
            st.lists(st.sampled_from(HEALTH), min_size=1, max_size=2, unique=True),
        ),
        "physician": st.one_of(any_of("physician"), st.just(["skip"])),
        "plan": any_of("plan"),
        "pressure": any_of("pressure"),
    }
)


def told(facts: Facts, question: str, values: list[str]) -> Facts:
    """The facts with an answer, without the engine's own taking in of messages."""
    ids: list[str] = []
    if question == "signs":
        ids = [v for v in values if v in CONTENT.safety]
        values = ["some"] if ids else values
    if question == "health":
        ids = [CONTENT.signs_to_ask.health[v] for v in values if v in CONTENT.signs_to_ask.health]
    answers = {**facts.answers, question: tuple(values)}
    new = set(ids) - {s.sign for s in facts.signs}
    if new & set(CONTENT.signs_to_ask.conditions) and answers.get("signs") == ("none",):
        del answers["signs"]
        facts = replace(facts, signs_denied=True)
    signs = {s.sign: s for s in (*facts.signs, *map(StandingSign, ids))}
    facts = replace(facts, answers=answers, signs=tuple(signs.values()))
    facts = replace(facts, minor=facts.minor or "under_18" in values)
    things = {f"{q}:{v}" for q, told_ in answers.items() for v in told_} | set(signs)
    things |= {"severe"} if facts.severe else set()
    paired = [p.sign for p in CONTENT.screening.pairs if set(p.when) <= things]
    more = tuple(StandingSign(id_) for id_ in dict.fromkeys(paired) if id_ not in signs)
    return replace(facts, signs=(*facts.signs, *more))


def walk(visitor: Visitor, choices: Mapping[str, list[str]]) -> tuple[Facts, Decision]:
    """Answers page by page, beside the facts and the choice of questions of the engine."""
    facts = Facts()
    while not visitor.page.outcome:
        question = visitor.page.question
        assert question == ORDER.next(facts)
        values = choices[question]
        if question == "signs":
            offered = [v for v in visitor.page.form.options["answer"] if v in CONTENT.safety]
            places = {"first": 0, "last": len(offered) - 1}
            place = int(places.get(values[0], values[0] if values[0].isdigit() else -1))
            # An area with fewer signs has none at the last places.
            values = values if place < 0 else (offered[place : place + 1] or ["none"])
        skips = values == ["skip"] and "skip" in visitor.page.form.buttons
        visitor.send([] if skips else values, action="skip" if skips else "next")
        assert visitor.page.status == 200, visitor.page.text
        facts = told(facts, question, values)
    return facts, RULES.decide(facts)


def check(fetch: Fetch, choices: Mapping[str, list[str]]) -> None:
    visitor = Visitor(fetch)
    facts, decision = walk(visitor, choices)
    page = visitor.page
    assert page.outcome == decision.outcome
    assert ORDER.next(facts) is None
    if decision.outcome in ("emergency", "urgent"):
        return
    assert page.marked("data-confirm") == str(decision.confirm).lower()
    assert page.marked("data-strength") == decision.strength
    assert page.marked("data-likely") == (decision.likely_style or "")
    assert page.marked("data-rules") == " ".join(decision.rules)
    assert ("parent or guardian" in page.text) == facts.minor
    techniques = "/guide/techniques/"
    linked = [link.removeprefix(techniques) for link in page.links if techniques in link]
    assert tuple(linked) == suggested(CONTENT, facts, decision)
    for technique in left_out(CONTENT, facts):
        assert CONTENT.techniques[technique].title in page.text
    shown = page.text.count("Your answer:")
    for question in ("goals", "area"):
        for value in facts.values(question)[:1]:
            option = CONTENT.questions[question].option(value)
            assert option is not None
            assert option.reason in page.text or shown == MOST_REASONS


@given(choices=CHOICES)
@settings(max_examples=60)
def test_any_answers(fetch: Fetch, choices: Mapping[str, list[str]]) -> None:
    check(fetch, choices)


WELL: dict[str, list[str]] = {
    "goals": ["relax"],
    "concern": ["none"],
    "area": ["neck"],
    "since": ["months"],
    "severity": ["5"],
    "signs": ["none"],
    "health": ["none"],
    "physician": ["none"],
    "plan": ["bring_it"],
    "pressure": ["medium"],
}


def of_goals() -> Iterator[dict[str, list[str]]]:
    """Each two goals, with some other answers that no safety question decides."""
    random = Random(5)
    for goals in combinations([o.value for o in CONTENT.questions["goals"].options], 2):
        other = {
            q: [random.choice([o.value for o in CONTENT.questions[q].options])]
            for q in ("concern", "area", "since", "severity", "physician")
        }
        yield {**WELL, **other, "goals": list(goals)}


def of_areas() -> Iterator[dict[str, list[str]]]:
    """Each sign of each area, and of each two areas the gravest."""
    for area in AREAS:
        for place in range(CONTENT.signs_to_ask.most):
            yield {**WELL, "goals": ["less_pain"], "area": [area], "signs": [str(place)]}
    for areas in combinations(AREAS, 2):
        yield {**WELL, "goals": ["less_pain"], "area": list(areas), "signs": ["first"]}


def of_health() -> Iterator[dict[str, list[str]]]:
    """Each line of the checklist, each two of them, and each wish for pressure."""
    for option in [*HEALTH, *ALONE]:
        for physician in ("none", "referred_with_plan"):
            for pressure in ("firm", "light"):
                more = {"physician": [physician], "pressure": [pressure]}
                yield {**WELL, **more, "health": [option]}
    for options in combinations(HEALTH, 2):
        yield {**WELL, "health": list(options), "physician": ["under_care"], "pressure": ["firm"]}


@pytest.mark.parametrize("cases", [of_goals, of_areas, of_health])
def test_all_answers_of_a_kind(fetch: Fetch, cases) -> None:  # type: ignore[no-untyped-def]
    for choices in cases():
        check(fetch, choices)
