"""What papers read from a conversation's events."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
)

from advice.content import Content
from channels.website.papers import Papers, signs_said, slots_after
from channels.website.problems import Problem
from tests.papers.cases import ANSWERS

NO = {"text": "v", "shown_at": "", "answer": "no", "answered_at": "", "asked": 1}


def card(kind: str, id_: str, *signs: str) -> BotUttered:
    told = [{"id": sign, "quote": f"my {sign}"} for sign in signs]
    return BotUttered("text", {"custom": {"kind": kind, "id": id_, "signs": told}})


def answers() -> list[Event]:
    return [SlotSet(q, {"values": list(v), "quote": "q"}) for q, v in ANSWERS.items()]


WARNING = card("safety", "emergency", "chest_pain")
RESULT = card("recommendation", "medical")


@pytest.mark.parametrize("clears", [AllSlotsReset(), Restarted(), SessionStarted()])
def test_slots_are_as_rasas_tracker_has_them(clears: Event) -> None:
    events = [SlotSet("goals", 1), clears, SlotSet("area", 2), SlotSet("area", 3)]
    assert slots_after(events) == {"area": 3}


@pytest.mark.parametrize(
    ("events", "signs"),
    [
        ([], ()),
        ([WARNING], ("chest_pain",)),
        ([WARNING, card("faq", "price")], ("chest_pain",)),
        ([RESULT, WARNING], ("chest_pain",)),
        ([WARNING, RESULT], ()),
        ([WARNING, AllSlotsReset()], ()),
        ([card("safety", "adapt", "rash")], ()),
        ([WARNING, card("safety", "urgent", "one_leg_swollen")], ("one_leg_swollen",)),
        ([BotUttered("no card"), ActionExecuted("action_listen")], ()),
    ],
)
def test_the_warning_said_last(events: list[Event], signs: tuple[str, ...]) -> None:
    assert tuple(s.sign for s in signs_said(events)) == signs


def test_a_warning_counts_where_no_health_is_kept(content: Content) -> None:
    papers = Papers(content)
    declined = [SlotSet("consent", NO), *answers()]
    assert papers.findings([*declined, RESULT]).warning == ""
    assert papers.findings([*declined, RESULT, WARNING]).warning == "emergency"
    kept = papers.findings([*declined, RESULT]).known
    assert set(kept.answers) == {"goals", "pressure"}
    assert all(not answer.quote for answer in kept.answers.values())


def test_which_addresses_there_are(content: Content) -> None:
    papers = Papers(content)
    for name in ("questionnaire", "questionnaire.pdf", "style.css", "a4.css"):
        assert papers.public(name)
    for name in ("result", "result.pdf", "doctor_note", "doctor_note.pdf"):
        assert not papers.public(name)
    for name in ("therapist_sheet", "", "style.css.pdf", "../result", "result.pdf.pdf"):
        with pytest.raises(Problem, match="nothing at this address"):
            papers.public(name)


def test_without_a_result_there_is_no_paper(content: Content) -> None:
    with pytest.raises(Problem) as caught:
        Papers(content).page("result", "a4", answers()[:2])
    assert caught.value.status == 404
