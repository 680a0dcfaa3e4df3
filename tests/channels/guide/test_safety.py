"""Warnings on the guide's pages: first of all, and not taken back by going back."""

from __future__ import annotations

import pytest

from advice.content import Content
from channels.guide.hearing import CORRECTIONS, Hearing
from channels.guide.rendering import BOOKING
from channels.guide.state import Answered, Corrected, Draft
from tests.channels.guide.forms import Page, Visitor

EMERGENCY = (
    "my lower back is killing me and since yesterday i cant really feel when i pee "
    "and its numb down there"
)
URGENT = "my left calf is swollen and warm since our flight"
TO_HEALTH = {"goals": ["relax"], "concern": ["none"], "health": ["none"]}
PAIN = {
    "goals": ["less_pain"],
    "area": ["neck"],
    "since": ["months"],
    "severity": ["5"],
    "signs": ["none"],
    "health": ["none"],
    "physician": ["none"],
}


def offers_nothing(page: Page, content: Content) -> bool:
    """Whether a page offers neither a booking nor a style."""
    verdicts = ("match for you", "Both styles could fit")
    return not books(page, content) and not any(v in page.text for v in verdicts)


def books(page: Page, content: Content) -> bool:
    """Whether a page has a link to book, straight or by the address that counts it."""
    ways = (BOOKING, content.practice.booking_url or BOOKING)
    return any(link.startswith(ways) for link in page.links)


def test_an_emergency_in_the_words_comes_first_wherever_it_is_written(
    visitor: Visitor, content: Content
) -> None:
    number = content.practice.emergency_number
    page = visitor.send(["relax"], EMERGENCY)
    assert page.outcome == "emergency"
    main = page.html[page.html.index("<main") :]
    assert main.index(f"Call {number} now") < main.index("You wrote")
    for quote in ("cant really feel when i pee", "numb down there"):
        assert quote in page.text
    assert f"tel:{number}" in page.links
    assert offers_nothing(page, content)


@pytest.mark.parametrize("question", ["goals", "area", "since", "health", "physician"])
def test_on_every_page_the_words_are_screened(
    visitor: Visitor, content: Content, question: str
) -> None:
    page = visitor.answer_all(PAIN, {question: "i have crushing chest pain right now"})
    assert visitor.asked[-1] == question
    assert page.outcome == "emergency"
    assert "chest pain" in page.text
    assert offers_nothing(page, content)


def test_words_alone_are_enough_for_a_warning(visitor: Visitor) -> None:
    assert visitor.send([], EMERGENCY).outcome == "emergency"


def test_words_that_deny_a_sign_raise_nothing(visitor: Visitor) -> None:
    page = visitor.send(["relax"], "no chest pain, no numbness, just tired")
    assert page.question == "concern"
    assert not page.outcome


def test_an_urgent_sign_is_a_doctor_first_and_no_booking(
    visitor: Visitor, content: Content
) -> None:
    page = visitor.send(["less_pain"], URGENT)
    assert page.outcome == "urgent"
    assert "calf is swollen" in page.text
    assert offers_nothing(page, content)


def test_a_physician_first_has_no_booking_and_a_style_has(
    visitor: Visitor, content: Content
) -> None:
    page = visitor.answer_all({**PAIN, "severity": ["8"]})
    assert page.outcome == "physician_first"
    assert offers_nothing(page, content)
    booked = Visitor(visitor._fetch).answer_all(PAIN)
    assert books(booked, content)


def test_a_warning_is_taken_back_only_after_it_was_repeated_back(visitor: Visitor) -> None:
    visitor.send(["relax"], EMERGENCY)
    page = visitor.send(action="mistake")
    assert page.question == "confirmation"
    assert "numb down there" in page.text
    assert visitor.send(action="no").outcome == "emergency"
    visitor.send(action="mistake")
    page = visitor.send(action="yes")
    assert not page.outcome
    # Rule R12: after a mistake about an emergency, the signs are asked in any case.
    assert "signs" not in visitor.asked
    visitor.answer_all({**PAIN, "concern": ["chronic_ache"]})
    assert "signs" in visitor.asked


def test_going_back_takes_no_warning_back(visitor: Visitor) -> None:
    for question in ("goals", "area", "since", "severity"):
        visitor.send(PAIN[question])
    sign = visitor.page.form.options["answer"][1]
    page = visitor.send([sign])
    assert page.outcome == "emergency"
    # The page of a warning has no such button, but a form may send it.
    page = visitor.send_fields({**page.form.bare, "action": ["back"]})
    assert page.question == "signs"
    assert page.form.checked["answer"] == [sign]
    assert "Please call" in page.text
    assert visitor.send(["none"]).question == "confirmation"
    assert visitor.send(action="no").outcome == "emergency"
    visitor.send(action="mistake")
    visitor.send(action="yes")
    assert visitor.answer_all(PAIN).outcome == "medical"


def test_a_tick_given_up_by_going_back_is_confirmed_before_it_is_gone(visitor: Visitor) -> None:
    visitor.send(["relax"])
    visitor.send(["none"])
    visitor.send(["cancer"])
    assert visitor.page.question == "physician"
    page = visitor.send(action="back")
    assert page.question == "health"
    assert page.form.checked["answer"] == ["cancer"]
    page = visitor.send(["none"])
    assert page.question == "confirmation"
    assert "ancer" in page.text
    assert visitor.send(action="yes").outcome == "relaxation"


def test_a_tick_given_up_stays_where_it_is_not_confirmed(visitor: Visitor) -> None:
    visitor.send(["relax"])
    visitor.send(["none"])
    visitor.send(["cancer"])
    visitor.send(action="back")
    visitor.send(["none"])
    assert visitor.send(action="no").question == "physician"
    assert visitor.send(["none"]).outcome == "physician_first"


def test_going_back_and_ticking_the_same_asks_nothing_more(visitor: Visitor) -> None:
    visitor.send(["relax"])
    visitor.send(["none"])
    visitor.send(["cancer"])
    visitor.send(action="back")
    assert visitor.send().question == "physician"


def test_with_a_pregnancy_its_own_signs_are_asked_next(visitor: Visitor) -> None:
    visitor.send(["relax"])
    visitor.send(["none"])
    page = visitor.send(["pregnant"])
    assert page.question == "signs"
    assert "pregnancy_emergency" in page.form.options["answer"]
    assert visitor.send(["none"]).question == "physician"


def test_an_urgent_sign_is_cleared_by_a_doctors_word_and_an_emergency_is_not(
    visitor: Visitor,
) -> None:
    page = visitor.send(["less_pain"], URGENT)
    assert "cleared" in page.form.buttons
    page = visitor.send(action="cleared")
    assert page.question == "confirmation"
    page = visitor.send(action="yes")
    assert page.question
    assert not page.outcome
    page = visitor.answer_all({**PAIN, "area": ["leg"], "pressure": ["light"]})
    assert page.outcome == "medical"
    assert page.marked("data-confirm") == "true"
    other = Visitor(visitor._fetch)
    page = other.send(["less_pain"], EMERGENCY)
    assert "cleared" not in page.form.buttons
    # Not even where a form sends it all the same.
    page = other.send_fields({**page.form.bare, "action": ["cleared"]})
    assert page.outcome == "emergency"


def test_several_signs_may_be_ticked_and_the_gravest_counts(
    visitor: Visitor, content: Content
) -> None:
    for question in ("goals", "area", "since", "severity"):
        visitor.send(PAIN[question])
    offered = [v for v in visitor.page.form.options["answer"] if v in content.safety]
    assert visitor.page.form.kinds["answer"] == "checkbox"
    assert visitor.send(offered).outcome == "emergency"


def test_a_condition_told_is_answered_before_the_next_question(visitor: Visitor) -> None:
    page = visitor.send(["relax"], "i take blood thinners")
    assert page.question
    assert "blood thinners" in page.text


def test_a_minor_is_told_who_has_to_agree(visitor: Visitor) -> None:
    visitor.send(["relax"])
    visitor.send(["none"])
    page = visitor.send(["under_18"])
    assert page.outcome == "relaxation"
    assert "parent or guardian" in page.text


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_the_engine_knows_the_words_of_the_correction_buttons(content: Content, kind: str) -> None:
    hearing = Hearing(content)
    told = Answered("goals", Draft(("less_pain",), URGENT))
    progress = hearing.replay((told, Corrected(kind)))  # type: ignore[arg-type]
    asking = progress.known.standing.confirming
    assert asking is not None
    assert asking.kind == kind


def test_after_a_flight_the_signs_of_a_sore_calf_are_asked_first(visitor: Visitor) -> None:
    # conversation.md C6.
    page = visitor.send(["less_pain"], "tight calf after my flight from sydney")
    assert page.question == "signs"
