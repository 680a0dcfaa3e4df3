"""Whatever is typed, a card answers; over HTTP."""

from __future__ import annotations

import pytest

from kneadwise.client import WebsiteClient

ODD = {
    "emoji": "🥔🚦🥔",
    "one emoji": "👍",
    "signs": "?!?",
    "dots": "...",
    "a thousand characters without a space": "x" * 1000,
    "a thousand characters of words": ("my neck hurts and what do you cost " * 29)[:1000],
    "control characters": "what\x07 is\x1b[31m shiatsu\x00",
    "line breaks": "\n\nwhat\n\n\nis\r\nshiatsu\n",
    "Cyrillic": "сколько стоит массаж",
    "Arabic": "كم سعر التدليك",
    "Chinese": "按摩多少钱",
    "Hindi": "मालिश कितने की है",
    "right-to-left override": "\u202ewhat is shiatsu",
    "zero-width": "what\u200bis\u200bshiatsu",
    "combining marks": "s\u0336h\u0336i\u0336a\u0336t\u0336s\u0336u\u0336",
    "half a surrogate pair": "shiatsu \ud83d",
    "digits": "1234567890",
    "markup": "<b>shiatsu</b> & <script>",
    "braces": "{technique} [shiatsu](technique)",
    "a slash": "/ shiatsu",
    "one letter": "a",
    "full width": "ｗｈａｔ ｉｓ ｓｈｉａｔｓｕ",
}
SAYS_NOTHING = {"empty": "", "spaces": "   ", "tabs and breaks": "\t\n\r"}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_a_card_answers(visitor: WebsiteClient, text: str) -> None:
    answer = visitor.say(text)
    assert answer.status == 200, answer.body
    assert answer.cards
    assert all(message["text"].strip() for message in answer.messages)
    assert "error/unavailable" not in answer.cards


@pytest.mark.parametrize("text", SAYS_NOTHING.values(), ids=SAYS_NOTHING.keys())
def test_an_empty_message_gets_a_clear_answer_and_loses_nothing(
    visitor: WebsiteClient, text: str
) -> None:
    answer = visitor.say(text)
    assert answer.cards or (answer.status == 400 and answer.body["detail"])
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
