"""The result's paper says what the card says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advice.cards import SafetyCard
from advice.content import Content, load_content
from advice.practice import fill
from advice.recommendation.known import Known
from advice.recommendation.result import recommend
from advice.recommendation.rules import Rules
from advice.screening.notices import serious
from papers import result
from papers.findings import Finder
from papers.rendering import Renderer
from tests.papers.cases import ANSWERS, BY_OUTCOME, SIGN_QUOTE, known, whole
from tests.papers.html import Paper

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=timezone.utc)
CONTENT = load_content()


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("outcome", BY_OUTCOME)
def test_each_outcome_has_its_paper(
    outcome: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(BY_OUTCOME[outcome])
    paper = Paper(result.page(content, renderer, findings, now=NOW))
    assert paper.marked("data-outcome") == [outcome]
    assert content.papers.no_diagnosis in paper.text
    assert content.practice.phone in paper.text
    # The practice's day, not that of Greenwich.
    assert "November 26, 2026" in paper.text
    assert paper.tags.count("h1") == 1
    if outcome in ("urgent", "emergency"):
        assert SIGN_QUOTE in paper.text
        assert "massage is a" not in paper.text
        assert content.papers.result.techniques not in paper.text
        assert paper.tags.count("table") == 0
        return
    for question in ANSWERS:
        assert content.wording.recommendation.answer_names[question] in paper.text
    assert paper.text.count("in my words") >= len(ANSWERS)
    assert content.sources["ARTICLE"].title in paper.text


def test_an_emergency_names_the_number_and_links_it(
    content: Content, finder: Finder, renderer: Renderer
) -> None:
    paper = Paper(result.page(content, renderer, finder.find(BY_OUTCOME["emergency"])))
    assert "tel:911" in paper.marked("href")
    assert fill(content, content.safety["chest_pain"].advice) in paper.text


def test_a_sign_that_leads_to_the_doctor_is_on_it(
    content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(known(signs=("heart_or_pressure",)))
    paper = Paper(result.page(content, renderer, findings))
    assert paper.marked("data-outcome") == ["physician_first"]
    assert content.safety["heart_or_pressure"].title in paper.text
    assert content.papers.levels.physician_first in paper.text


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=whole(CONTENT, st.text(max_size=30)))
def test_the_paper_says_what_the_card_says(told: Known, finder: Finder, renderer: Renderer) -> None:
    findings = finder.find(told)
    paper = Paper(result.page(CONTENT, renderer, findings))
    # With the signs of pairs, which are harmless alone.
    signs = serious(CONTENT, replace(told.standing, signs=findings.signs))
    if signs:
        level = CONTENT.safety[signs[0].sign].level
        assert paper.marked("data-outcome") == [level]
        card = findings.messages[0].card
        assert isinstance(card, SafetyCard)
        assert card.id == level
        assert findings.card is None
        return
    rules = Rules(CONTENT.decision_table, CONTENT.safety)
    wanted = recommend(CONTENT, rules, findings.facts, told.quotes)[0].card
    assert findings.card == wanted
    assert paper.marked("data-outcome") == [wanted.id]
    assert paper.marked("data-strength") == [wanted.strength]
    assert paper.marked("data-confirm") == [str(wanted.confirm_with_physician).lower()]
    assert paper.marked("data-rules") == [" ".join(wanted.rules)]
    for text in (*(r.text for r in wanted.because), *wanted.what_would_change):
        assert squeezed(text) in paper.text
    for id_ in (*wanted.techniques, *wanted.avoid):
        assert CONTENT.techniques[id_].title in paper.text


def test_nothing_is_made_while_questions_are_open(finder: Finder) -> None:
    assert not finder.find(Known()).is_whole
    part = {q: a for q, a in known().answers.items() if q in ("goals", "area")}
    assert not finder.find(Known(part)).is_whole


def test_without_health_only_goals_count_and_show(
    content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(known(goals=("relax",), health=("cancer",)), collects=False)
    paper = Paper(result.page(content, renderer, findings))
    assert paper.marked("data-outcome") == ["physician_first"]
    assert "in my words" not in paper.text
    assert "Cancer" not in paper.text
