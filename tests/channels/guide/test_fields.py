"""What the guide's forms send: signed, checked, and nothing lost by a mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.recommendation.facts import StandingSign
from channels.guide.state import (
    Answered,
    Confirmed,
    Corrected,
    Draft,
    InvalidState,
    Reopened,
    Signer,
    State,
)
from tests.channels.guide.forms import Page, Visitor

SIGNER = Signer(b"x" * 40)
OTHER = Signer(b"y" * 40)
WORDS = st.text(max_size=30)
DRAFTS = st.builds(Draft, st.lists(WORDS, max_size=3).map(tuple), WORDS)
SIGNS = st.builds(StandingSign, WORDS, WORDS, st.booleans())
EVENTS = st.one_of(
    st.builds(Answered, WORDS, DRAFTS),
    st.builds(Reopened, WORDS, st.lists(st.tuples(WORDS, SIGNS), max_size=2).map(tuple)),
    st.builds(Corrected, st.sampled_from(["mistake", "cleared"])),
    st.builds(Confirmed, st.booleans()),
)
STATES = st.builds(
    State, st.lists(EVENTS, max_size=5).map(tuple), st.dictionaries(WORDS, DRAFTS, max_size=3)
)


@given(STATES)
def test_a_state_is_read_back_as_it_was_written(state: State) -> None:
    assert SIGNER.read(SIGNER.write(state)) == state


@given(STATES, st.data())
def test_a_changed_state_is_refused(state: State, data: st.DataObject) -> None:
    text = SIGNER.write(state)
    # The signature's last character has bits that say nothing.
    place = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.sampled_from("AZaz09-_.").filter(lambda c: c != text[place]))
    with pytest.raises(InvalidState):
        SIGNER.read(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "a.b.c", OTHER.write(State())])
def test_what_we_did_not_write_is_refused(text: str) -> None:
    with pytest.raises(InvalidState):
        SIGNER.read(text)


def is_same_page_with_an_error(page: Page, question: str, error: str) -> bool:
    alert = next(iter(page.alerts), {})
    group = page.all("fieldset")[0]
    return (
        page.status == 400
        and page.question == question
        and error in page.text
        and alert.get("id", "-") in group["aria-describedby"].split()
        and page.html.split("<title>")[1].startswith("Error:")
    )


def test_a_tampered_field_begins_anew_and_says_so(visitor: Visitor, content: Content) -> None:
    visitor.send(["relax"])
    state = visitor.page.form.hidden["state"]
    for changed in (state[:-6] + "AAAAAA", "", "x"):
        page = visitor.send_fields({"state": [changed], "answer": ["none"], "action": ["next"]})
        assert is_same_page_with_an_error(page, "goals", content.guide.errors.state)


def test_a_missing_choice_keeps_the_page_and_what_came_before(
    visitor: Visitor, content: Content
) -> None:
    visitor.send(["less_pain"])
    page = visitor.send([], "")
    assert is_same_page_with_an_error(page, "area", content.guide.errors.missing)
    assert visitor.send(["neck"]).question == "since"


def test_words_that_answer_nothing_are_kept_and_a_choice_is_asked(
    visitor: Visitor, content: Content
) -> None:
    page = visitor.send([], "hello there")
    assert is_same_page_with_an_error(page, "goals", content.guide.errors.missing_words)
    assert page.form.texts["words"] == "hello there"


def test_words_that_answer_need_no_tick(visitor: Visitor) -> None:
    assert visitor.send([], "i just want to relax").question == "concern"


def test_an_unknown_option_keeps_those_that_are_known(visitor: Visitor, content: Content) -> None:
    page = visitor.send(["relax", "world_peace"], "please")
    assert is_same_page_with_an_error(page, "goals", content.guide.errors.unknown)
    assert page.form.checked["answer"] == ["relax"]
    assert page.form.texts["words"] == "please"


@pytest.mark.parametrize("alone", ["none", "prefer_not_to_say"])
def test_none_leaves_no_room_for_another(visitor: Visitor, content: Content, alone: str) -> None:
    visitor.send(["relax"])
    visitor.send(["none"])
    page = visitor.send([alone, "cancer"])
    option = content.questions["health"].option(alone)
    assert option is not None
    error = content.guide.errors.exclusive.format(option=option.title)
    assert is_same_page_with_an_error(page, "health", error)
    assert set(page.form.checked["answer"]) == {alone, "cancer"}


def test_of_one_answer_two_are_refused(visitor: Visitor, content: Content) -> None:
    visitor.send(["relax"])
    page = visitor.send(["none", "stress_tension"])
    assert is_same_page_with_an_error(page, "concern", content.guide.errors.one_only)


def test_too_long_words_are_kept_and_refused(visitor: Visitor, content: Content) -> None:
    page = visitor.send(["relax"], "a" * 1001)
    error = content.guide.errors.too_long.format(characters=1000, written=1001)
    assert is_same_page_with_an_error(page, "goals", error)
    assert page.form.texts["words"] == "a" * 1001


def test_a_button_that_the_page_does_not_have_is_refused(visitor: Visitor) -> None:
    page = visitor.send(["relax"])
    fields = {**page.form.bare, "answer": ["none"], "action": ["yes"]}
    # On a question every unknown button is "continue"; a confirmation needs its own.
    assert visitor.send_fields(fields).question == "health"
    visitor.send(["none"])
    page = visitor.send_fields({**visitor.page.form.bare, "action": ["yes"]})
    assert page.status == 400
    assert page.outcome == "relaxation"


def test_skip_is_there_where_no_option_says_so(visitor: Visitor) -> None:
    assert "skip" not in visitor.page.form.buttons
    visitor.send(["less_pain"])
    assert "skip" in visitor.page.form.buttons
    assert visitor.send([], action="skip").question == "since"


def test_what_is_written_about_the_plan_counts(visitor: Visitor) -> None:
    choices = {
        "goals": ["less_pain"],
        "area": ["hip"],
        "since": ["months"],
        "severity": ["5"],
        "signs": ["none"],
        "health": ["none"],
        "physician": ["referred_with_plan"],
        "plan": ["bring_it"],
    }
    page = visitor.answer_all(choices, {"plan": "craniosacral therapy twice a week"})
    assert "/guide/techniques/craniosacral_therapy" in page.links
