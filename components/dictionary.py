"""How usual the words of English are."""

from __future__ import annotations

from importlib.resources import files
from typing import Dict

from components.encoder.weights import english_words

# Words with their count among the five hundred thousand million of Google Books' n-grams,
# only those that are in SCOWL's lists of right spellings too.
_FILE = "frequency_dictionary_en_82_765.txt"
_DIGITS = 3


def english_shares() -> Dict[str, float]:
    """The words of English, lower case, each with its share (0 to 1) of what is written.

    Those of symspellpy's dictionary; and, with a share of 0, what the sentence encoder has
    learned to read besides: brands, abbreviations, slang.

    Raises:
        WeightsUnusable: the encoder's files are missing or altered.
    """
    lines = (files("symspellpy") / _FILE).read_text(encoding="utf-8-sig").splitlines()
    counts = {word: int(count) for word, count in (line.split() for line in lines)}
    total = sum(counts.values())
    shares = {word: float(f"{count / total:.{_DIGITS}g}") for word, count in counts.items()}
    return {**dict.fromkeys(english_words(), 0.0), **shares}
