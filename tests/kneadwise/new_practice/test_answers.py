"""How answers are read, and files of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneadwise.new_practice.answers import read_file, write_file
from kneadwise.new_practice.questions import BY_ID, Answer, asked, read_answers
from kneadwise.new_practice.unfit import Unfit

LONDON = {"country": "GB", "phone": "020 7946 0000"}
BERLIN = {"country": "DE", "phone": "030 1234567"}
SOMEWHERE = {"country": "US", "phone": "(555) 010-0142"}


@pytest.mark.parametrize(
    ("id_", "typed", "told", "value"),
    [
        ("country", "uk", {}, "GB"),
        ("country", "de", {}, "DE"),
        ("phone", " +44 20 7946 0000 ", {"country": "US"}, "+44 20 7946 0000"),
        ("emergency_number", "", LONDON, "999"),
        ("emergency_number", "", BERLIN, "112"),
        ("emergency_number", "", SOMEWHERE, "911"),
        ("emergency_number", "112", LONDON, "112"),
        ("time_zone", "", BERLIN, "Europe/Berlin"),
        ("time_zone", "los angeles", SOMEWHERE, "America/Los_Angeles"),
        ("time_zone", "Pacific time", SOMEWHERE, "America/Los_Angeles"),
        ("time_zone", "europe/zurich", {}, "Europe/Zurich"),
        ("booking_url", "skip", {}, None),
        ("color", "2F5D50", {}, {"primary": "#2f5d50"}),
        ("color", "", {}, {"primary": "#2f5d50"}),
        ("parking", "Two spaces  in the yard", {}, "Two spaces in the yard."),
        ("parking", "Ask us: {phone}!", {}, "Ask us: {phone}!"),
        ("parking", "ask us", {}, None),
        ("tagline", "Quiet rooms", {}, "Quiet rooms"),
        ("payment_kinds", "cash, credit card", {}, ("cash", "credit card")),
        ("payment_kinds", "We take cash and Apple Pay.", {}, ("cash", "Apple Pay")),
        ("payment_kinds", "by cash / card; by cash", {}, ("cash", "card")),
        ("payment_kinds", "skip", {}, None),
        ("languages", "English", {}, ("English",)),
        (
            "languages",
            "we speak English, Spanish, and French",
            {},
            ("English", "Spanish", "French"),
        ),
        ("languages", "Our team speaks English & German", {}, ("English", "German")),
    ],
)
def test_an_answer_is_read(id_: str, typed: str, told: dict[str, Any], value: object) -> None:
    assert BY_ID[id_].value(typed, told) == value


@pytest.mark.parametrize(
    ("id_", "typed", "told", "problem", "cure"),
    [
        ("name", "", {}, "can't do without it", "sign"),
        ("country", "Atlantis", {}, "two capital letters", "US, GB or DE"),
        ("phone", "555", SOMEWHERE, "'555' can't be a phone number of US", "area code"),
        ("emergency_number", "911", BERLIN, "calls no ambulance in DE", "112"),
        ("time_zone", "", SOMEWHERE, "can't do without it", "Europe/London"),
        ("time_zone", "Atlantis", {}, "'Atlantis' is no time zone", "America/New_York"),
        ("email", "hello at spa", {}, "no e-mail address", "hello@spa.com"),
        ("booking_url", "spa.com/book", {}, "https://", "from the browser"),
        ("privacy_url", "spa.com/privacy", {}, "https://", "from the browser"),
        ("opening_hours", "9-17", {}, "without a day", "Mon-Fri 9am-6pm"),
        ("prices", "Relaxation $95", {}, "no line of a price list", "Relaxation massage, 60, $95"),
        ("prices", "Relaxation, 60, 95", {}, "says no currency", "$95"),
        ("prices", "Relaxation, 999, $95", {}, "600", "smaller"),
        ("color", "green", {}, "'green' is no color", "#2f5d50"),
        ("payment_kinds", "yes", {}, "'yes' names nothing", "like: cash, credit card"),
        ("payment_kinds", "most kinds that you know of", {}, "is a sentence", "cash"),
        ("languages", ", and", {}, "names nothing", "like: English, Spanish"),
        ("parking", "yes", {}, "too short", "whole sentence"),
        ("parking", "Behind the {house} there", {}, "curly brackets", "without"),
        ("parking", "very " * 70, {}, "70 words", "correct"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    id_: str, typed: str, told: dict[str, Any], problem: str, cure: str
) -> None:
    with pytest.raises(Unfit) as caught:
        BY_ID[id_].value(typed, told)
    assert problem in caught.value.problem
    assert cure in caught.value.cure


def test_everything_wrong_is_found_at_once() -> None:
    told, wrong = read_answers({"name": "Harbor", "country": "GB", "phone": "1", "email": "x"})
    assert set(wrong) == {"phone", "email", "time_zone"}
    assert told["emergency_number"] == "999"


def test_what_only_some_countries_know_is_asked_there_only() -> None:
    def ids(country: str) -> set[str]:
        return {question.id for question in asked({"country": country}, more=True)}

    assert ids("US") - ids("GB") == {"hsa_fsa_policy"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: [", "line 1"),
        ("- name", "holds no answers"),
        ("nmae: Harbor", "nothing is asked about nmae"),
        ("name: {a: b}", "name is not text"),
        ("name: true", "name is not text"),
        ("prices: {a: b}", "prices is not lines starting with"),
    ],
)
def test_a_file_that_holds_no_answers_is_told(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "answers.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unfit) as caught:
        read_file(file)
    assert problem in caught.value.problem


def test_a_bare_number_is_what_was_typed(tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_text("phone: 2079460000\nemail:\n", encoding="utf-8")
    assert read_file(file) == {"phone": "2079460000", "email": ""}


TYPED = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60).map(
    lambda text: " ".join(text.split())
)
ANSWERS = st.dictionaries(st.sampled_from([i for i in BY_ID if i != "prices"]), TYPED)


@given(ANSWERS, st.lists(TYPED, max_size=3))
def test_a_draft_is_read_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, answers: dict[str, Answer], prices: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "draft.yml"
    write_file(file, {**answers, "prices": prices})
    assert read_file(file) == {**answers, "prices": prices}
