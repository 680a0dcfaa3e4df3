"""Every answer changed later, at every later question and after the result (C4)."""

from __future__ import annotations

import pytest

from kneadwise.client import WebsiteClient
from tests.conversations.recommendation.paths import TO_QUESTION, go_to, text_of

# The questions of someone in pain, in the order in which they are asked.
PAIN_PATH = ("goals", "area", "since", "severity", "signs", "health", "physician")
# For each of them, what is typed later, and what of it the bot repeats or which card it shows.
CORRECTIONS = {
    "goals": ("actually I want to relax", "you'd like to relax"),
    "area": ("actually it's my lower back", "your lower back"),
    "since": ("sorry, since last week, not years", "two weeks"),
    "severity": ("make that an 8", "7 to 10"),
    "signs": ("wait, I do have a fever", "safety/urgent"),
    "health": ("wait, I do take blood thinners", "safety/physician_first"),
}
# Once everything is answered, a correction is taken up by a new result.
AFTER_RESULT = {
    "goals": ("actually I only want to relax", "recommendation/relaxation"),
    "area": ("actually it's my lower back", "recommendation/medical"),
    # A new complaint may be an injury: that is asked before a new result.
    "since": ("sorry, since last week, not years", "question/concern"),
    "severity": ("make that an 8", "recommendation/physician_first"),
    "signs": ("wait, I do have a fever", "safety/urgent"),
    "health": ("wait, I do take blood thinners", "recommendation/physician_first"),
    "physician": ("actually my physio treats me for it", "recommendation/medical"),
}
CELLS = [
    (corrected, open_)
    for position, corrected in enumerate(PAIN_PATH)
    for open_ in PAIN_PATH[position + 1 :]
]


@pytest.mark.parametrize(("corrected", "open_"), CELLS)
def test_a_correction_is_taken_and_repeated(
    corrected: str, open_: str, visitor: WebsiteClient
) -> None:
    go_to(visitor, open_)
    text, shown = CORRECTIONS[corrected]
    answer = visitor.say(text)
    if shown == "safety/urgent":
        assert answer.cards == [shown]
        return
    assert answer.cards[-1].startswith("question/"), answer.cards
    assert shown in text_of(answer).lower() or shown in answer.cards, text_of(answer)


@pytest.mark.parametrize("corrected", AFTER_RESULT)
def test_a_correction_after_the_result_is_recomputed(
    corrected: str, visitor: WebsiteClient
) -> None:
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    text, card = AFTER_RESULT[corrected]
    answer = visitor.say(text)
    assert card in answer.cards, (answer.cards, text_of(answer))


@pytest.mark.parametrize("open_", ["signs", "health", "physician"])
def test_answers_to_other_questions_pass_no_open_question_over(
    open_: str, visitor: WebsiteClient
) -> None:
    go_to(visitor, open_)
    others = ("its more the upper back", "since about march", "make that a 7", "and my shoulder")
    for text in others:
        cards = visitor.say(text).cards
        assert cards[-1] == f"question/{open_}", (text, cards)


def test_a_warning_sign_told_later_withdraws_the_recommendation(visitor: WebsiteClient) -> None:
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    answer = visitor.say("oh and my left calf has been swollen and hot since yesterday")
    assert answer.cards == ["safety/urgent"]
    assert visitor.say("ok so which massage then").cards == ["safety/urgent"]


def test_a_changed_answer_is_recomputed_after_the_result(visitor: WebsiteClient) -> None:
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    cards = visitor.say("actually my physio sent me with a treatment plan").cards
    assert cards[-1] in ("question/plan", "recommendation/medical")


def test_an_answer_to_change_may_be_typed_by_its_name(visitor: WebsiteClient) -> None:
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    assert visitor.say("change an answer").cards == ["clarify/options"]
    assert visitor.say("my goals").cards == ["question/goals"]


def test_why_after_the_result_gives_the_reasons(visitor: WebsiteClient) -> None:
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    answer = visitor.say("why?")
    assert answer.cards == ["recommendation/medical"]
    assert "you want less pain" in text_of(answer).lower()


@pytest.mark.parametrize("text", ["yes", "yes there is", "yep"])
def test_a_yes_to_the_concern_is_asked_for_more(text: str, visitor: WebsiteClient) -> None:
    go_to(visitor, "concern")
    answer = visitor.say(text)
    assert answer.cards == ["question/concern"]
    assert "Which of these is it?" in text_of(answer)
    assert visitor.say("a tight neck from my desk").cards[-1] != "question/concern"


@pytest.mark.parametrize("text", ["4", "2 months", "7ish"])
def test_a_number_is_no_answer_to_the_signs(text: str, visitor: WebsiteClient) -> None:
    go_to(visitor, "signs")
    assert visitor.say(text).cards == ["question/signs"]


def test_the_questions_of_the_matrix_are_those_of_the_form() -> None:
    assert set(PAIN_PATH) <= set(TO_QUESTION)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what if my doctor okays it", "would change nothing: medical massage"),
        ("and if it was just stress?", "in that case, relaxation massage"),
        ("what if it's getting worse", "in that case, we would ask you to see your doctor"),
    ],
)
def test_a_supposition_is_answered_and_changes_nothing(
    text: str, said: str, visitor: WebsiteClient
) -> None:
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    answer = visitor.say(text)
    assert answer.cards == ["recommendation/medical"]
    assert said in text_of(answer).lower()
    # The answers stand: another question about the result gives the same one.
    assert visitor.say("which massage do you recommend then").cards == ["recommendation/medical"]


def test_a_supposition_about_something_else_is_an_ordinary_question(
    visitor: WebsiteClient,
) -> None:
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    assert visitor.say("what if i am ten minutes late").cards == ["faq/arrival_late"]
