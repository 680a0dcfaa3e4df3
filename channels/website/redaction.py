"""Takes payment card and social security numbers out of what a visitor types (reliability P3).

Nobody here asks for them, so they are never stored. Phone numbers, dates, ages and prices stay.
"""

from __future__ import annotations

import re

# Shows that a digit stood there, without a word that would need translating.
MASK = "•"
BETWEEN = r"[ .\-\u2010-\u2015]{1,2}"
# Cards are printed as one number, in fours, or 4-6-5 (American Express).
CARD = re.compile(
    rf"(?<!\d)(?:\d{{13,19}}"
    rf"|\d{{4}}(?:{BETWEEN}\d{{4}}){{2}}{BETWEEN}\d{{1,4}}(?:{BETWEEN}\d{{1,3}})?"
    rf"|\d{{4}}{BETWEEN}\d{{6}}{BETWEEN}\d{{5}})(?!\d)"
)
# ISO/IEC 7812: bank cards begin with 3 to 6, and Mastercard's newer ones with 2221 to 2720.
FIRST_OF_CARD = re.compile(r"[3-6]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)")
# The Social Security Administration never gave out 000, 666 and 9xx, group 00 or serial 0000.
SSN = re.compile(
    r"(?<![\d\-])(?!000|666|9)\d{3}([\- \u2010-\u2015])(?!00)\d{2}\1(?!0000)\d{4}(?![\d\-])"
)
# Nine digits in a row are one only where it is said.
SAID_SSN = re.compile(
    r"(?i)\b(?:ssn|social(?:\s+security)?)\b[^\d\n]{0,20}(\d{3}[ .\-]?\d{2}[ .\-]?\d{4})(?!\d)"
)


def without_numbers(text: str) -> str:
    """A text without card and social security numbers.

    Args:
        text: what the visitor typed.

    Returns:
        The text, each digit of such a number replaced by `MASK`; as long as it was, and the same
        where there is none.
    """
    text = CARD.sub(lambda found: _masked(found[0]) if is_card(found[0]) else found[0], text)
    text = SSN.sub(lambda found: _masked(found[0]), text)
    return SAID_SSN.sub(
        lambda found: found[0][: found.start(1) - found.start()] + _masked(found[1]), text
    )


def is_card(number: str) -> bool:
    """Whether a number can be a bank card's: its beginning and its check digit (Luhn)."""
    digits = [int(character) for character in number if character.isdecimal()]
    first = "".join(map(str, digits[:4]))
    doubled = [d * 2 - 9 if d > 4 else d * 2 for d in digits[-2::-2]]
    return bool(FIRST_OF_CARD.match(first)) and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _masked(text: str) -> str:
    return "".join(MASK if character.isdecimal() else character for character in text)
