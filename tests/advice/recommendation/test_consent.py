"""When health may be asked about and kept, and what is said before."""

from __future__ import annotations

import json
from typing import Any

import pytest

from advice.content import Content
from advice.recommendation.by_goals import recommend_by_goals
from advice.recommendation.consent import (
    Consent,
    ask_consent,
    collects,
    health_notice,
    must_ask,
    must_tell,
    version,
    without_health,
)
from advice.recommendation.facts import QUESTIONS, Facts, StandingSign
from advice.recommendation.known import Answer, Known
from advice.recommendation.questions import Questions
from advice.recommendation.rules import Rules
from advice.screening.standing import Standing

NEW, TOLD = Consent(), Consent(text="abc", shown_at="t")
YES, NO = TOLD.answered(True, "t"), TOLD.answered(False, "t")
HEALTH = [q for q in QUESTIONS if q not in ("goals", "pressure")]


def of(content: Content, mode: str = "notice", details: bool = True) -> Content:
    """The content of a practice with these settings."""
    settings = {"health_consent": mode, "collect_health_details": details}
    return content.copy(update={"practice": content.practice.copy(update=settings)})


@pytest.mark.parametrize(
    ("mode", "details", "consent", "collected", "asked", "told"),
    [
        ("notice", True, NEW, True, False, True),
        ("notice", True, TOLD, True, False, False),
        ("notice", True, YES, True, False, False),
        ("ask", True, NEW, False, True, False),
        ("ask", True, TOLD, False, True, False),
        ("ask", True, YES, True, False, False),
        ("ask", True, NO, False, False, False),
        ("notice", False, NEW, False, False, True),
        ("ask", False, NEW, False, False, False),
        ("ask", False, YES, False, False, False),
    ],
)
def test_what_each_setting_allows(
    content: Content,
    mode: str,
    details: bool,
    consent: Consent,
    collected: bool,
    asked: bool,
    told: bool,
) -> None:
    practice = of(content, mode, details)
    assert collects(practice, consent) == collected
    assert must_ask(practice, consent) == asked
    assert {must_tell(practice, consent, question) for question in HEALTH} == {told}
    assert not must_tell(practice, consent, "goals")


def test_the_notice_says_what_it_must(content: Content) -> None:
    for message in (health_notice(content), ask_consent(of(content, "ask"))):
        assert len(message.text.split()) <= 60
        for said in ("bot", "30 days", "delete my data", "recommendation"):
            assert said in message.text
    assert "Skip" in health_notice(content).text
    assert "agree" in health_notice(content).text
    assert [b.intent for b in ask_consent(of(content, "ask")).buttons] == ["affirm", "deny"]


def test_the_version_changes_with_the_text(content: Content) -> None:
    assert version(content) == version(of(content))
    assert version(content) != version(of(content, "ask"))
    longer = content.practice.copy(update={"retention_days": 31})
    assert version(content) != version(content.copy(update={"practice": longer}))


def test_what_was_agreed_to_is_kept_with_its_time(content: Content) -> None:
    consent = NEW.shown(content, "2026-11-26T10:00:00").answered(True, "2026-11-26T10:01:00")
    stored = json.loads(json.dumps(consent.as_json()))
    assert Consent.from_json(stored) == consent
    assert stored["text"] == version(content)
    assert (stored["shown_at"], stored["answered_at"]) == (
        "2026-11-26T10:00:00",
        "2026-11-26T10:01:00",
    )
    assert Consent.from_json(None) == NEW


def test_without_health_only_goals_are_known() -> None:
    known = Known(
        answers={q: Answer((q,), "words") for q in QUESTIONS},
        notes=frozenset({"minor", "injured", "agreed", "from_55"}),
        standing=Standing((StandingSign("x", "words"),), ("x",)),
        told=("goals", "health"),
        unclear=True,
    )
    kept = without_health(known)
    assert set(kept.answers) == {"goals", "pressure"}
    assert {answer.quote for answer in kept.answers.values()} == {""}
    assert (kept.notes, kept.standing, kept.told) == (frozenset({"minor"}), Standing(), ("goals",))


def _answers(goal: str) -> dict[str, Any]:
    return {"goals": (goal,), "health": ("cancer",), "area": ("neck",)}


@pytest.mark.parametrize("details", [True, False])
def test_by_goals_alone_a_doctor_comes_first_and_nothing_else_is_used(
    content: Content, details: bool
) -> None:
    practice = of(content, "ask", details)
    rules = Rules(content.decision_table, content.safety)
    likely = {}
    for option in content.questions["goals"].options:
        facts = Facts(answers=_answers(option.value), signs=(StandingSign("x"),), injured=True)
        first, *more = recommend_by_goals(practice, rules, facts, {"goals": "q", "health": "h"})
        card = first.card
        assert card is not None
        result = card.as_json()
        assert result["id"] == "physician_first"
        assert {reason["answer_id"] for reason in result["because"]} <= {"goals"}
        assert not result["what_would_change"]
        assert len(first.text.split()) <= 60
        assert "doctor" in first.text
        # Booking, asking and calling stay open.
        assert {"faq_booking", "talk_to_person"} <= {b.intent for b in first.buttons}
        kinds = [m.card.kind for m in more if m.card]
        assert kinds == ([] if details else ["table"])
        likely[option.value] = result["likely_style"]
    assert likely["relax"] == "relaxation"
    assert likely["less_pain"] == "either"


def test_without_health_only_goals_and_pressure_are_asked(content: Content) -> None:
    rules = Rules(content.decision_table, content.safety)
    order = Questions(rules, content.safety)
    for option in content.questions["goals"].options:
        assert order.open(Facts(), health=False) == ("goals",)
        facts = Facts(answers={"goals": (option.value,)})
        assert set(order.open(facts, health=False)) <= {"pressure"}
        assert order.next(facts) in HEALTH
