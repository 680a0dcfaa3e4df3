"""Every answer changed later (conversation.md C4), at the last question of the form."""

from __future__ import annotations

import pytest

from kneadwise.client import WebsiteClient
from tests.conversations.recommendation.paths import go_to, text_of

# What is typed at the question on the physician, and what the bot then repeats.
CORRECTIONS = [
    ("actually I want to relax", "relax"),
    ("actually it's my lower back", "lower back"),
    ("sorry, since last week, not years", "two weeks"),
    ("make that an 8", "7 to 10"),
]


@pytest.mark.parametrize(("text", "repeated"), CORRECTIONS)
def test_a_correction_is_taken_and_repeated(
    text: str, repeated: str, visitor: WebsiteClient
) -> None:
    go_to(visitor, "physician")
    answer = visitor.say(text)
    assert answer.cards[-1].startswith("question/"), answer.cards
    assert repeated in text_of(answer).lower(), text_of(answer)


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
