"""How sure a reading must be before something is thrown away."""

from __future__ import annotations

import pytest

from advice.discarding import (
    CANCEL,
    DELETE,
    DISCARDING,
    LIKENESS,
    RESTART,
    SURE,
    WHEN_ASKED,
    WHEN_IDLE,
    WHEN_IDLE_DELETE,
    WHEN_TYPING,
    is_sure,
)

LESS = 0.01
LIKE = [("less_pain", 0.7, LIKENESS)]
UNLIKE = [("less_pain", 0.7, LIKENESS - LESS)]


@pytest.mark.parametrize("intent", DISCARDING)
def test_with_nothing_open_the_loss_decides(intent: str) -> None:
    least = WHEN_IDLE_DELETE if intent == DELETE else WHEN_IDLE
    assert is_sure(intent, {intent: least}, False, None)
    assert not is_sure(intent, {intent: least - LESS}, False, None)


@pytest.mark.parametrize("intent", DISCARDING)
def test_what_is_like_an_answer_to_the_open_question_needs_more(intent: str) -> None:
    assert is_sure(intent, {intent: WHEN_ASKED}, True, UNLIKE)
    assert not is_sure(intent, {intent: WHEN_ASKED - LESS}, True, UNLIKE)
    assert is_sure(intent, {intent: SURE}, True, LIKE)
    assert not is_sure(intent, {intent: SURE - LESS}, True, LIKE)


def test_likeness_to_what_answers_nothing_is_no_doubt() -> None:
    likely = [("skip", 0.9, 0.98), ("no_idea", 0.1, 0.8), ("less_pain", 0.0, LIKENESS - LESS)]
    assert is_sure(CANCEL, {CANCEL: WHEN_ASKED}, True, likely)
    assert is_sure(CANCEL, {CANCEL: WHEN_ASKED}, True, [])


def test_a_field_that_takes_any_words_is_left_by_a_sure_wish_only() -> None:
    assert is_sure(RESTART, {RESTART: WHEN_TYPING}, True, None)
    assert not is_sure(RESTART, {RESTART: WHEN_TYPING - LESS}, True, None)


def test_what_would_answer_nothing_either_is_no_doubt() -> None:
    ranking = {CANCEL: 0.6, "faq_cancellation": 0.4}
    assert is_sure(CANCEL, ranking, True, LIKE)
    assert not is_sure(CANCEL, {CANCEL: 0.6, "state_symptoms": 0.35}, True, LIKE)
    assert is_sure(RESTART, {RESTART: 0.8, "affirm": 0.12, "repeat": 0.08}, True, LIKE)
    # With nothing open it may be a question.
    assert not is_sure(CANCEL, {CANCEL: 0.4, "faq_cancellation": 0.6}, False, None)
