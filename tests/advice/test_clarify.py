"""Not understood: two or three readings and a person, never the same text twice in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.cards import ClarifyCard
from advice.clarify import clarify, reading_of, reading_of_loss
from advice.content import Content, load_content

CONTENT = load_content()
INTENTS = [
    "faq_price",
    "faq_no_such_topic",
    "row_focus",
    "explain_technique",
    "technique_side",
    "compare_styles",
    "out_of_scope",
    "greet",
    "nlu_fallback",
]


@given(
    st.lists(st.sampled_from(INTENTS), max_size=9),
    st.lists(st.sampled_from(sorted(CONTENT.techniques)), max_size=2),
    st.integers(1, 3),
)
def test_two_or_three_different_readings_and_a_person(
    intents: list[str], techniques: list[str], misses: int
) -> None:
    message, *more = clarify(CONTENT, intents, techniques, misses)
    titles = [button.title for button in message.buttons]
    assert 3 <= len(titles) <= 4
    assert len(set(titles)) == len(titles)
    assert message.buttons[-1].intent == "talk_to_person"
    assert isinstance(message.card, ClarifyCard)
    assert [option.title for option in message.card.options] == titles
    assert [m.card.id for m in more if m.card] == (["offer"] if misses == 2 else [])


def test_the_likeliest_readings_come_first(content: Content) -> None:
    (message,) = clarify(content, ["faq_price", "row_focus", "faq_hours", "faq_parking"], [], 1)
    assert [b.intent for b in message.buttons] == [
        "faq_price",
        "row_focus",
        "faq_hours",
        "talk_to_person",
    ]


@pytest.mark.parametrize("intent", ["restart_chat", "delete_chat"])
def test_what_would_be_thrown_away_is_the_first_reading(intent: str, content: Content) -> None:
    loss = reading_of_loss(content, intent)
    (message,) = clarify(content, ["faq_price", "row_focus", "faq_hours"], [], 1, loss=loss)
    intents = [button.intent for button in message.buttons]
    assert intents == [intent, "faq_price", "row_focus", "talk_to_person"]


def test_a_named_technique_is_the_first_reading(content: Content) -> None:
    (message,) = clarify(content, ["faq_price"], ["shiatsu"], 1)
    assert message.buttons[0].entities == {"technique": "shiatsu"}


def test_texts_differ_from_miss_to_miss(content: Content) -> None:
    texts = [clarify(content, [], [], misses)[0].text for misses in (1, 2, 3)]
    assert len(set(texts)) == 3


def test_a_reading_needs_what_its_text_names(content: Content) -> None:
    assert reading_of(content, "explain_technique") is None
    assert reading_of(content, "faq_nothing") is None
    assert reading_of(content, "row_nothing") is None
    assert reading_of(content, "nlu_fallback") is None
