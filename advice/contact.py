"""One way of reaching a visitor, found in what they typed and kept as they typed it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, ValidationResult

ContactKind = Literal["phone", "email"]
# What is wrong with something that was meant as a contact.
Problem = Literal["email", "short", "long", "phone"]

# E.164: at most 15 digits; the shortest local numbers have 7.
FEWEST_DIGITS, MOST_DIGITS = 7, 15
# So many digits are meant as a number, although they are too few.
MEANT_DIGITS = 5
GOOD = (ValidationResult.IS_POSSIBLE, ValidationResult.IS_POSSIBLE_LOCAL_ONLY)
TOO_SHORT = (ValidationResult.TOO_SHORT, ValidationResult.INVALID_LENGTH)
EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")
EXTENSION = r"(?:[ ,;]*(?:x|ext\.?|extn\.?|extension|#)[ :]*\d{1,6}\b)"
PHONE = re.compile(
    rf"(?<!\bnot )(?<![\w@.])\+?\(?\d(?:[ .\-\u2010-\u2015()/]{{0,3}}\d)*\)?{EXTENSION}?(?![\w@])",
    re.IGNORECASE,
)
# Days and times are no numbers to call.
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")


@dataclass(frozen=True)
class Contact:
    """A way of reaching someone.

    Attributes:
        kind: which.
        text: as it was typed.
    """

    kind: ContactKind
    text: str


def find_contact(text: str, region: str) -> Contact | None:
    """The last e-mail address or phone number in a text: a correction comes after.

    Args:
        text: what the visitor typed.
        region: ISO 3166 code of the country whose numbers need no country code.

    Returns:
        The contact, a part of `text` letter by letter; None where there is none that could be
        written to or called.
    """
    found = _found(text, region)
    return found[-1][1] if found else None


def contact_problem(text: str, region: str) -> Problem | None:
    """What is wrong where a text seems to be meant as a contact and holds none.

    Args:
        text: what the visitor typed.
        region: as in `find_contact`.

    Returns:
        None where there is a contact, and where none seems meant.
    """
    if find_contact(text, region):
        return None
    if "@" in text:
        return "email"
    candidates = [found[0] for found in PHONE.finditer(text) if not DATE.search(found[0])]
    longest = max(candidates, key=_digits, default="")
    if _digits(longest) < MEANT_DIGITS:
        return None
    reason = _reason(longest, region)
    if _digits(longest) < FEWEST_DIGITS or reason in TOO_SHORT:
        return "short"
    return "long" if reason == ValidationResult.TOO_LONG else "phone"


def _found(text: str, region: str) -> list[tuple[int, Contact]]:
    emails = [
        (found.start(), Contact("email", address))
        for found in EMAIL.finditer(text)
        if _is_email(address := found[0].strip(".!?'"))
    ]
    phones = [
        (found.start(), Contact("phone", number))
        for found in PHONE.finditer(text)
        if _is_phone(number := found[0].strip(), region)
    ]
    return sorted([*emails, *phones], key=lambda entry: entry[0])


def _is_email(text: str) -> bool:
    try:
        # No look-up: what the visitor typed is sent nowhere before they agree.
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _is_phone(text: str, region: str) -> bool:
    main = re.split(EXTENSION, text, maxsplit=1, flags=re.IGNORECASE)[0]
    if DATE.fullmatch(main) or not FEWEST_DIGITS <= _digits(main) <= MOST_DIGITS:
        return False
    return _reason(text, region) in GOOD


def _reason(text: str, region: str) -> int | None:
    try:
        return int(phonenumbers.is_possible_number_with_reason(phonenumbers.parse(text, region)))
    except NumberParseException:
        return None


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)
