"""The practice.yml that is written: valid, whole, and for people to read."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from advice.content.ids import PRACTICE_FACTS
from advice.content.practice_models import Practice
from channels.website.colors import contrast
from kneadwise.new_practice.answers import read_file
from kneadwise.new_practice.questions import BY_ID, read_answers
from kneadwise.new_practice.writing import ELSEWHERE, after_key, plain_or_quoted, practice_yaml
from tests.kneadwise.new_practice.facts import HARBOR

LEAST = {"name": "Lou's: #1 {Hands}", "country": "US", "phone": "4155550100"}


def read(text: str) -> Practice:
    return Practice.parse_obj(YAML(typ="safe", pure=True).load(text))


def harbor(tmp_path: Path) -> str:
    file = tmp_path / "answers.yml"
    file.write_text(f"{HARBOR}languages: We speak English and Polish.\n", encoding="utf-8")
    told, wrong = read_answers(read_file(file))
    assert wrong == {}
    return practice_yaml(told)


def test_what_was_told_stands_in_it(tmp_path: Path) -> None:
    practice = read(harbor(tmp_path))
    assert (practice.name, practice.country, practice.time_zone) == (
        "Harbor Hands",
        "GB",
        "Europe/London",
    )
    assert practice.emergency_number == "999"
    assert practice.opening_hours is not None
    assert practice.opening_hours.friday == "09:00-12:00, 14:00-18:00"
    assert practice.opening_hours.sunday == "closed"
    assert [(p.minutes, p.price) for p in practice.prices] == [(60, "£55"), (90, "£80")]
    assert practice.facts["couples"] == "We have one room for two people."
    assert (
        practice.facts["privacy_policy"]
        == "The full notice is at https://harborhands.example/privacy"
    )
    assert practice.privacy_notice.endswith("notice: https://harborhands.example/privacy")
    assert practice.payment_kinds == ("Cash", "debit card", "bank transfer")
    assert practice.languages == ("English", "Polish")
    assert practice.colors.primary == "#7a2f4f"
    assert contrast(practice.colors.primary, practice.colors.on_primary) > 4.5
    assert not practice.invented


def test_who_told_the_least_has_nothing_invented() -> None:
    told, wrong = read_answers(LEAST)
    assert wrong == {}
    practice = read(practice_yaml(told))
    assert practice.name == LEAST["name"]
    assert not any(practice.facts.values())
    assert practice.prices == practice.payment_kinds == practice.languages == ()
    assert practice.opening_hours is practice.email is practice.booking_url is None
    assert "http" not in practice.privacy_notice
    assert practice.time_zone == "America/Los_Angeles"


def test_every_field_and_fact_has_its_line(tmp_path: Path) -> None:
    text = harbor(tmp_path)
    written = set(YAML(typ="safe", pure=True).load(text))
    assert written == set(Practice.__fields__) - {"invented"}
    facts = set(PRACTICE_FACTS) - ELSEWHERE
    assert set(YAML(typ="safe", pure=True).load(text)["facts"]) == facts
    # All that a visitor may ask for is asked, or follows from what was.
    assert facts - set(BY_ID) == {"booking", "privacy_policy"}


def test_people_can_read_it(tmp_path: Path) -> None:
    text = harbor(tmp_path)
    assert max(map(len, text.splitlines())) <= 100
    assert not re.search(r"\n\n\n| $|\t", text, re.MULTILINE)
    assert text.endswith("\n")
    assert text.count("#") > 15
    assert "juniper" not in text.lower()


TEXT = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(TEXT.filter(bool))
def test_any_text_is_read_back_as_it_was_told(text: str) -> None:
    load = YAML(typ="safe", pure=True).load
    assert load(f"k: {plain_or_quoted(text)}") == {"k": text}
    assert load(f"{{k: {plain_or_quoted(text, '{k: %s}')}}}") == {"k": text}
    assert load(f"a:\n  k:{after_key(text, 2)}\nb: 1") == {"a": {"k": text}, "b": 1}
