"""Intents and the cards that the rules lead to."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from advice.content import Content
from advice.content.ids import ROW_IDS, SMALLTALK_IDS
from benchmarks.understanding.cards import CARDS, agreement, cards_of, is_right, single_questions
from evaluation.held_out import HeldOutMessage, load_held_out
from kneadwise.environment import ROOT

DOMAIN = YAML(typ="safe", pure=True).load((ROOT / "domain.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("intent", "card"),
    [
        ("faq_price", "faq/price"),
        ("row_focus", "row/focus"),
        ("explain_technique", "technique/hot_stone_massage"),
        ("technique_uses", "technique/shiatsu"),
        ("compare_styles", "table/comparison"),
        ("choose_style", "table/comparison"),
        ("choose_style", "question/goals"),
        ("greet", "smalltalk/greet"),
        ("talk_to_person", "handoff/offer"),
        ("out_of_scope", "out_of_scope/out_of_scope"),
        ("further_reading", "reading/further_reading"),
        ("give_feedback", "feedback/thanks"),
        ("restart_chat", "notice/restarted"),
        ("cancel", "notice/cancelled"),
        ("inappropriate_request", "notice/abuse"),
    ],
)
def test_an_intent_is_right_where_its_card_is(intent: str, card: str) -> None:
    assert is_right(intent, {card, "safety/physician_first"})


@pytest.mark.parametrize(
    ("intent", "card"),
    [
        ("faq_price", "faq/hours"),
        ("faq_price", "row/price"),
        ("compare_styles", "question/goals"),
        ("technique_uses", "row/techniques"),
        ("greet", "smalltalk/thanks"),
        ("out_of_scope", "clarify/options"),
        ("several_questions", "faq/price"),
    ],
)
def test_and_wrong_where_it_is_not(intent: str, card: str) -> None:
    assert not is_right(intent, {card})


@pytest.mark.parametrize("intent", ["", "faq_", "technique_", "greeting", "nlu_fallback"])
def test_an_unknown_intent_has_no_cards(intent: str) -> None:
    with pytest.raises(ValueError, match="no card is known"):
        cards_of(intent)


def test_every_intent_of_the_domain_has_cards_and_none_is_unknown(content: Content) -> None:
    intents = {*DOMAIN["intents"], *(f"faq_{topic}" for topic in content.faq)}
    without = {intent for intent in intents if not cards_of(intent)}
    assert without == {"several_questions"}
    assert set(CARDS) <= intents


def test_every_card_that_single_questions_name_is_within_reach(content: Content) -> None:
    intents = {*DOMAIN["intents"], *(f"faq_{topic}" for topic in content.faq)}
    assert {f"row_{row}" for row in ROW_IDS} | set(SMALLTALK_IDS) <= intents
    unreachable = [
        message
        for message in single_questions(load_held_out())
        if not any(is_right(intent, message.expected[0]) for intent in intents)
    ]
    assert [message.text for message in unreachable] == []


def held_out(directory: Path) -> list[HeldOutMessage]:
    (directory / "some.yml").write_text(
        """
messages:
  - {text: "how much is it", cards: [faq/price], topic: faq_practice, style: plain}
  - {text: "open today, and how much", all_of: [[faq/hours], [faq/price]], topic: x, style: plain}
  - {text: "hot stones", cards: [technique/hot_stone_massage], topic: technique, style: short}
""",
        encoding="utf-8",
    )
    return load_held_out(directory)


def test_agreement_is_over_single_questions(tmp_path: Path) -> None:
    messages = single_questions(held_out(tmp_path))
    assert [message.text for message in messages] == ["how much is it", "hot stones"]
    assert agreement(messages, ["faq_price", "explain_technique"]) == 1.0
    assert agreement(messages, ["faq_hours", "technique_uses"]) == 0.5


def test_agreement_needs_an_intent_for_each(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 intents for"):
        agreement(held_out(tmp_path), ["faq_price"])
    with pytest.raises(ValueError, match="0 messages"):
        agreement([], [])
