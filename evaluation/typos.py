"""Typing slips as phones make them, the same ones for the same text every time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from components.spelling import KEYBOARD

WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
# One word in this many is misspelled, and one in every message that has one to misspell.
WORDS_PER_SLIP = 6
# Shorter words are rarely misspelled, and hardly legible when they are.
SHORTEST = 4


def misspell(text: str, seed: int = 0) -> str:
    """A copy of a message with slips in it.

    Args:
        text: a message.
        seed: another number gives other slips.

    Returns:
        The text with at least one word changed, where one has four letters or
        more. The first letter of a word stays, as it mostly does when people type.
    """
    # A string seeds by its digest, alike on every machine.
    chance = random.Random(f"{seed}:{text}")
    words = [match for match in WORD.finditer(text) if len(match.group()) >= SHORTEST]
    count = min(len(words), max(1, round(len(words) / WORDS_PER_SLIP)))
    for match in sorted(chance.sample(words, count), key=lambda m: -m.start()):
        text = text[: match.start()] + _slip(match.group(), chance) + text[match.end() :]
    return text


def _slip(word: str, chance: random.Random) -> str:
    if "'" in word:
        return word.replace("'", "")
    kinds: tuple[Callable[[str, int, random.Random], str], ...] = (
        _swapped,
        _left_out,
        _doubled,
        _neighbour,
    )
    for _ in range(10):
        slipped = chance.choice(kinds)(word, chance.randrange(1, len(word)), chance)
        if slipped != word:
            return slipped
    return word[:-1]


def _swapped(word: str, at: int, _: random.Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _left_out(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _doubled(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def _neighbour(word: str, at: int, chance: random.Random) -> str:
    row = next((keys for keys in KEYBOARD if word[at].lower() in keys), "")
    place = row.find(word[at].lower())
    near = [row[i] for i in (place - 1, place + 1) if 0 <= i < len(row)]
    return word[:at] + chance.choice(near) + word[at + 1 :] if row else word
