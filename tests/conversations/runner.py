"""Plays a conversation written as YAML and checks every answer.

A file is a list of turns. Each has `say` (typed) or `tap` (the title of a button
of the answer before), `cards` (the answer's cards, all of them, in order) and, if
wanted, `contains` and `lacks` (texts in or not in what the visitor reads). "faq/*" is a
card of any topic, where the design names none; `beside` names cards that may come too.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kneadwise.client import Answer, WebsiteClient

KEYS = {"say", "tap", "cards", "beside", "contains", "lacks"}


def read_conversation(path: Path) -> list[dict[str, Any]]:
    """The turns of a conversation file; unknown keys are errors."""
    turns = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    for turn in turns:
        assert set(turn) <= KEYS, f"{path.name}: unknown {set(turn) - KEYS}"
        assert ("say" in turn) != ("tap" in turn), f"{path.name}: either say or tap"
        assert turn["cards"], f"{path.name}: every turn has a card"
    return turns


def play(visitor: WebsiteClient, turns: list[dict[str, Any]]) -> None:
    """Plays the turns; raises AssertionError naming the turn that went wrong."""
    answer: Answer | None = None
    for turn in turns:
        if "say" in turn:
            answer = visitor.say(turn["say"])
        else:
            assert answer is not None, "nothing to tap yet"
            answer = visitor.tap(_payload(answer, turn["tap"]))
        _check(turn, answer)


def _payload(answer: Answer, title: str) -> str:
    buttons = [button for message in answer.messages for button in message.get("buttons", [])]
    offered = {button["title"]: button["payload"] for button in buttons}
    assert title in offered, f"{title!r} is not among {sorted(offered)}"
    return str(offered[title])


def _check(turn: dict[str, Any], answer: Answer) -> None:
    said = turn.get("say") or turn.get("tap")
    assert answer.status == 200, f"{said!r}: {answer.status} {answer.body}"
    expected = turn["cards"]
    beside = turn.get("beside", [])
    cards = [card for card in answer.cards if not any(fnmatchcase(card, b) for b in beside)]
    is_same = len(cards) == len(expected) and all(map(fnmatchcase, cards, expected))
    assert is_same, f"{said!r}: {answer.cards}"
    assert all(message["text"].strip() for message in answer.messages), f"{said!r}: empty text"
    assert all(len(message["text"].split()) <= 60 for message in answer.messages), said
    read = json.dumps(answer.messages, ensure_ascii=False).lower()
    for text in turn.get("contains", []):
        assert text.lower() in read, f"{said!r}: {text!r} is missing in {read}"
    for text in turn.get("lacks", []):
        assert text.lower() not in read, f"{said!r}: {text!r} must not be in {read}"
