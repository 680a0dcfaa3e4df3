"""Card and social security numbers go, every other number stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.website.redaction import MASK, is_card, without_numbers

# Card networks' published test numbers, and the SSN of a famous advertisement.
CARDS = [
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "4111.1111.1111.1111",
    "4111 - 1111 1111 1111".replace(" - ", "- "),
    "5555555555554444",
    "2223003122003222",
    "378282246310005",
    "3782 822463 10005",
    "6011 1111 1111 1117",
    "3530111333300000",
    "4222222222222",
]
SSNS = ["078-05-1120", "078 05 1120", "123-45-6789"]
STAY = [
    "555 123 4567",
    "(555) 010-0142 or 555-010-0143",
    "555 123 4567 555 123 4568 555 123 4569",
    "+1 555 123 4567",
    "0049 151 23456789",
    "my neck hurts since 2019, 7 out of 10, i'm 34",
    "4111 1111 1111 1112",
    "1111 1111 1111 1111",
    "order 12345678901234",
    "from 2026-11-26 10:00 to 12:30",
    "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000",
    "123456789",
    "ICD M25.551, 2x/wk for 6 weeks",
    "zip 98101-1234",
    "a 90 minutes massage for $135",
    "",
]


@pytest.mark.parametrize("number", CARDS)
@pytest.mark.parametrize("around", ["{}", "my card is {}.", "pay ({}) cvv 123", "a\n{}\nb", "{},"])
def test_cards_go(number: str, around: str) -> None:
    text = around.format(number)
    hidden = "".join(MASK if c.isdigit() else c for c in number)
    assert without_numbers(text) == around.format(hidden)


@pytest.mark.parametrize("number", SSNS)
@pytest.mark.parametrize("around", ["{}", "it's {}, ok?", "ssn:{}"])
def test_social_security_numbers_go(number: str, around: str) -> None:
    hidden = "".join(MASK if c.isdigit() else c for c in number)
    assert without_numbers(around.format(number)) == around.format(hidden)


@pytest.mark.parametrize(
    "text",
    ["my ssn is 123456789", "Social Security number 123 456789", "SSN: 123.45.6789"],
)
def test_said_to_be_one_it_goes_however_it_is_written(text: str) -> None:
    assert not any(character.isdigit() for character in without_numbers(text))


@pytest.mark.parametrize("text", STAY)
def test_everything_else_stays(text: str) -> None:
    assert without_numbers(text) == text


def luhn(body: str) -> str:
    return next(body + digit for digit in "0123456789" if is_card("4" + body[1:] + digit))


@given(st.text(alphabet="0123456789", min_size=14, max_size=14), st.sampled_from(" -."))
def test_every_number_with_a_right_check_digit_goes(body: str, between: str) -> None:
    number = "4" + luhn("4" + body)[1:]
    number = number if len(number) == 16 else luhn("4" + body)
    grouped = between.join(number[i : i + 4] for i in range(0, len(number), 4))
    if len(number) == 16:
        assert not any(c.isdigit() for c in without_numbers(f"x {grouped} y"))
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert without_numbers(wrong) == wrong


@given(st.text())
def test_only_digits_change_and_twice_changes_nothing(text: str) -> None:
    hidden = without_numbers(text)
    assert len(hidden) == len(text)
    assert all(a == b or (a.isdecimal() and b == MASK) for a, b in zip(text, hidden, strict=True))
    assert without_numbers(hidden) == hidden


@given(st.integers(2_000_000_000, 9_999_999_999), st.sampled_from([" ", "-", ".", ""]))
def test_phone_numbers_stay(number: int, between: str) -> None:
    digits = str(number)
    phone = between.join((digits[:3], digits[3:6], digits[6:]))
    assert without_numbers(f"call {phone}, or +1 {phone}") == f"call {phone}, or +1 {phone}"
