"""From an intent to the answer, for one question and several."""

from __future__ import annotations

import pytest

from advice.answers import TECHNIQUE_ASPECTS, Question, answer, answer_all
from advice.content import Content


def cards(content: Content, *questions: Question) -> list[str]:
    messages = answer_all(content, list(questions))
    return [f"{m.card.kind}/{m.card.id}" for m in messages if m.card]


@pytest.mark.parametrize("intent", TECHNIQUE_ASPECTS)
def test_a_technique_question_shows_every_technique_named(content: Content, intent: str) -> None:
    question = Question(intent, techniques=("shiatsu", "reflexology", "shiatsu"))
    assert cards(content, question) == ["technique/shiatsu", "technique/reflexology"]


def test_without_a_name_the_technique_spoken_of_before_is_meant(content: Content) -> None:
    question = Question("technique_feeling", technique_before="shiatsu")
    (message,) = answer(content, question)
    assert message.text == content.techniques["shiatsu"].feels_like


def test_without_any_technique_it_is_asked_back(content: Content) -> None:
    (message,) = answer(content, Question("technique_side"))
    assert message.card is not None
    assert (message.card.kind, message.card.id) == ("clarify", "options")
    assert {b.intent for b in message.buttons} == {
        "choose_style",
        "technique_side",
        "talk_to_person",
    }


def test_several_questions_are_answered_in_order_each_card_once(content: Content) -> None:
    assert cards(
        content,
        Question("faq_price"),
        Question("row_focus", sides=("medical",)),
        Question("explain_technique", techniques=("shiatsu",)),
        Question("technique_feeling", techniques=("shiatsu",)),
        Question("compare_styles"),
        Question("talk_to_person"),
    ) == [
        "faq/price",
        "row/focus",
        "technique/shiatsu",
        "table/comparison",
        "handoff/offer",
    ]


def test_comparing_techniques_is_not_comparing_styles(content: Content) -> None:
    both = ("shiatsu", "thai_massage")
    shown = ["technique/shiatsu", "technique/thai_massage"]
    assert cards(content, Question("compare_styles", techniques=both)) == shown
    named, differ = Question("explain_technique", techniques=both), Question("compare_styles")
    assert cards(content, named, differ) == shown
    styles = Question("compare_styles", sides=("medical", "relaxation"))
    assert cards(content, named, styles) == [*shown, "table/comparison"]
    # "What's the difference between Thai" and "shiatsu", as the message was cut.
    cut = Question("compare_styles", techniques=("thai_massage",))
    assert (
        cards(content, cut, Question("explain_technique", techniques=("shiatsu",))) == shown[::-1]
    )
    one = Question("explain_technique", techniques=("shiatsu",))
    assert cards(content, one, differ) == ["technique/shiatsu", "table/comparison"]


@pytest.mark.parametrize(
    ("techniques", "shown"),
    [
        (("deep_tissue_massage", "thai_massage"), None),
        (("thai_massage", "swedish_massage"), None),
        (("deep_tissue_massage", "swedish_massage", "shiatsu"), None),
        (("deep_tissue_massage", "swedish_massage"), ["faq/deep_tissue_or_swedish"]),
        (("swedish_massage", "deep_tissue_massage"), ["faq/deep_tissue_or_swedish"]),
        (("thai_massage",), ["faq/deep_tissue_or_swedish"]),
        ((), ["faq/deep_tissue_or_swedish"]),
    ],
)
def test_the_topic_of_two_techniques_is_for_these_two(
    content: Content, techniques: tuple[str, ...], shown: list[str] | None
) -> None:
    question = Question("faq_deep_tissue_or_swedish", techniques=techniques)
    assert cards(content, question) == (shown or [f"technique/{id_}" for id_ in techniques])


def test_other_topics_stay_whatever_techniques_are_named(content: Content) -> None:
    question = Question("faq_price", techniques=("deep_tissue_massage", "thai_massage"))
    assert cards(content, question) == ["faq/price"]


@pytest.mark.parametrize("intent", ["row_price", "faq_nothing", "nlu_fallback", ""])
def test_what_asks_nothing_is_an_error(content: Content, intent: str) -> None:
    with pytest.raises(KeyError):
        answer(content, Question(intent))


@pytest.mark.parametrize(
    ("intent", "aspect"),
    [("faq_does_it_hurt", "feels_like"), ("faq_evidence", "evidence")],
)
def test_a_short_question_after_a_technique_is_about_it(
    content: Content, intent: str, aspect: str
) -> None:
    (message,) = answer(content, Question(intent, follows_technique="shiatsu"))
    assert message.text == getattr(content.techniques["shiatsu"], aspect)


def test_a_question_about_a_condition_in_general_is_answered_with_its_advice(
    content: Content,
) -> None:
    question = Question("faq_benefits", general=("disc_or_sciatica",))
    assert cards(content, question) == ["faq/benefits", "safety/physician_first"]
