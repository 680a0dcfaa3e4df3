"""Phone numbers and e-mail addresses in what visitors type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.contact import Contact, contact_problem, find_contact
from channels.website.redaction import without_numbers

NUMBERS = [
    "555 0134",
    "5550134",
    "555-0134",
    "(555) 010-0142",
    "212 555 0134",
    "212.555.0134",
    "1 (212) 555-0134",
    "+1 212 555 0134",
    "+44 7700 900415",
    "+49 (0)30 1234567",
    "212-555-0134 ext. 12",
    "212-555-0134 x12",
]
ADDRESSES = ["jo@example.com", "Jo.B+spa@mail.example.org", "josé@example.com"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "around", ["{}", "my number is {}", "I'm Jo, {}, call me about parking", "phone: {}\nname: Jo"]
)
def test_a_number_is_found_as_it_was_typed(number: str, around: str) -> None:
    assert find_contact(around.format(number), "US") == Contact("phone", number)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("around", ["{}", "write to {}.", "Jo <{}>", "it's {}, thanks"])
def test_an_address_is_found_as_it_was_typed(address: str, around: str) -> None:
    assert find_contact(around.format(address), "US") == Contact("email", address)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_no_card_or_social_security_number(number: str) -> None:
    assert without_numbers(number) == number


@pytest.mark.parametrize(
    "text",
    [
        "call me tomorrow at 10:30",
        "on 12/24/2026",
        "from 2026-12-24 on",
        "60 minutes for 2",
        "my back hurts since 2019",
        "it costs 110 dollars",
        "",
    ],
)
def test_what_is_no_contact(text: str) -> None:
    assert find_contact(text, "US") is None
    assert contact_problem(text, "US") is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("55501", "short"),
        ("555 01 34 5", "short"),
        ("07700 900 415", "long"),
        ("+1 212 555 0134 99 99", "long"),
        ("jo@example", "email"),
        ("jo at@", "email"),
    ],
)
def test_what_is_wrong_is_said(text: str, problem: str) -> None:
    assert find_contact(text, "US") is None
    assert contact_problem(text, "US") == problem


def test_a_correction_counts() -> None:
    assert find_contact("555 0134, no wait, 555 0199", "US") == Contact("phone", "555 0199")
    assert find_contact("it's 555 0199, not 555 0134", "US") == Contact("phone", "555 0199")


def test_a_number_of_another_country_needs_no_code_there() -> None:
    assert find_contact("07700 900415", "GB") == Contact("phone", "07700 900415")


@given(st.text(), st.sampled_from(["US", "GB", "DE"]))
def test_whatever_is_typed_what_is_found_stands_in_it(text: str, region: str) -> None:
    found = find_contact(text, region)
    assert found is None or found.text in text
    assert found is None or contact_problem(text, region) is None


@given(st.from_regex(r"[2-9]\d{2}[ .\-]?[2-9]\d{2}[ .\-]?\d{4}", fullmatch=True))
def test_every_number_of_ten_digits_is_taken_however_it_is_divided(number: str) -> None:
    assert find_contact(f"call {number} please", "US") == Contact("phone", number)


@given(st.emails(domains=st.sampled_from(["example.com", "mail.example.org"])))
def test_every_ordinary_address_is_kept_letter_by_letter(address: str) -> None:
    found = find_contact(address, "US")
    assert found is None or found.text in address
