"""The held-out messages themselves, and when an answer to one is right."""

from __future__ import annotations

from collections import Counter

import pytest

from advice.content import Content
from advice.content.ids import ROW_IDS
from evaluation.held_out import HeldOutMessage, load_held_out
from tests.evaluation.messages import message

MESSAGES = load_held_out()


@pytest.mark.parametrize(
    ("expected", "cards", "right"),
    [
        (["faq/price"], ["faq/price"], True),
        (["faq/price|faq/hours"], ["faq/hours"], True),
        (["faq/price"], ["faq/hours"], False),
        (["faq/price"], ["faq/price", "faq/hours"], True),
        (["faq/price"], ["faq/hours", "faq/price"], False),
        (["faq/price"], [], False),
        (["faq/price", "faq/hours"], ["faq/price", "faq/hours"], True),
        (["faq/price", "faq/hours"], ["faq/hours", "faq/price"], False),
        (["faq/price", "faq/hours"], ["faq/price"], False),
        (["faq/price", "faq/hours"], ["faq/price", "row/focus", "faq/hours"], True),
        (["faq/price|row/focus", "faq/hours|row/focus"], ["row/focus"], True),
        (["faq/price|row/focus", "faq/hours"], ["row/focus"], False),
        (["faq/price", "faq/hours", "faq/price"], ["faq/price", "faq/hours"], False),
    ],
)
def test_an_answer_is_right(expected: list[str], cards: list[str], right: bool) -> None:
    assert message(*expected).is_right(cards) is right


def test_there_are_enough_of_each_set() -> None:
    groups = Counter(m.group for m in MESSAGES)
    assert set(groups) == {"development", "test"}
    assert min(groups.values()) >= 800


@pytest.mark.parametrize("group", ["development", "test"])
def test_every_style_and_topic_is_there(group: str) -> None:
    own = [m for m in MESSAGES if m.group == group]
    styles = Counter(m.style for m in own)
    assert set(styles) == {"plain", "typo", "short", "story", "slang", "non_native", "shouting"}
    topics = Counter(m.topic for m in own)
    assert {"technique", "row", "table", "recommendation", "smalltalk"} < set(topics)
    assert {"out_of_scope", "several", "faq_general", "faq_practice"} < set(topics)


def test_every_card_is_asked_for(content: Content) -> None:
    asked = {card for m in MESSAGES for cards in m.expected for card in cards}
    wanted = {f"faq/{topic}" for topic in content.faq} | {f"row/{row}" for row in ROW_IDS}
    wanted |= {f"technique/{technique}" for technique in content.techniques}
    assert wanted <= asked


def test_no_message_stands_twice() -> None:
    texts = Counter(m.text.lower().strip() for m in MESSAGES if m.group == "test")
    assert [text for text, count in texts.items() if count > 1] == []


def test_a_message_names_a_right_card() -> None:
    empty: list[HeldOutMessage] = [m for m in MESSAGES if not all(m.expected)]
    assert empty == []
