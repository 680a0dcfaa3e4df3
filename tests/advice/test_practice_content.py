"""The schema of practice.yml: every mistake is named with its field and cure, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import ContentError, load_content
from advice.content.opening_models import NotOpening, open_spans

# What stands there, what it becomes, and what the error must name.
MISTAKES = [
    pytest.param(
        "paper: letter",
        "paper: legal",
        ["practice.yml", "paper"],
        id="unknown size of paper",
    ),
    pytest.param(
        "tuesday: 10:00-19:00",
        "tuesday: 10-19",
        ["practice.yml", "opening_hours.tuesday", "09:00-17:30"],
        id="opening hours unreadable",
    ),
    pytest.param(
        "hours: 10:00-14:00",
        "hours: 14:00-10:00",
        ["practice.yml", "holidays.0.hours", "09:00-17:30"],
        id="a holiday's hours unreadable",
    ),
    pytest.param(
        "date: 2026-12-25",
        "date: 2026-12-24",
        ["practice.yml", "holidays", "2026-12-24 stands there twice"],
        id="a holiday twice",
    ),
    pytest.param(
        "time_zone: America/Los_Angeles",
        "time_zone: Pacific",
        ["practice.yml", "time_zone", "'Pacific' is no time zone", "Europe/London"],
        id="unknown time zone",
    ),
    pytest.param(
        "country: US",
        "country: America",
        ["practice.yml", "country", "two capital letters"],
        id="unknown country",
    ),
    pytest.param(
        "tuesday: 10:00-19:00",
        "tuesday: 19:00-10:00",
        ["practice.yml", "opening_hours.tuesday"],
        id="closes before it opens",
    ),
    pytest.param(
        "  parking: >-",
        "  parkin: >-",
        ["practice.yml", "facts", "parkin unknown"],
        id="unknown fact",
    ),
    pytest.param(
        'primary: "#2f5d50"',
        "primary: green",
        ["practice.yml", "colors.primary", "#2f5d50"],
        id="color",
    ),
    pytest.param(
        "phone: (555) 010-0142",
        "phone: (555) 010",
        ["practice.yml › phone", "can't be a phone number of US", "area code"],
        id="a phone number too short",
    ),
    pytest.param(
        "phone: (555) 010-0142",
        "phone: ask at the desk",
        ["practice.yml › phone", "ask at the desk", "area code"],
        id="no phone number",
    ),
    pytest.param(
        "email: hello@juniperstreet.example",
        "email: hello@",
        ["practice.yml › email", "no e-mail address", "hello@spa.com"],
        id="no e-mail address",
    ),
    pytest.param(
        "booking_url: https://juniperstreet.example/book",
        "booking_url: juniperstreet.example/book",
        ["practice.yml › booking_url", "https://", "from the browser"],
        id="no web address",
    ),
    pytest.param(
        "thursday: 10:00-20:00",
        "thursday: 10:00-14:00, 13:00-20:00",
        ["opening_hours.thursday", "opens at 13:00 when it is open until 14:00"],
        id="hours that overlap",
    ),
    pytest.param(
        "thursday: 10:00-20:00",
        "thursday: 15:00-20:00, 09:00-12:00",
        ["opening_hours.thursday", "the earlier first"],
        id="hours in another order",
    ),
    pytest.param(
        "thursday: 10:00-20:00",
        "thursday: 10:00-24:30",
        ["opening_hours.thursday", "09:00-17:30"],
        id="hours after midnight",
    ),
    pytest.param(
        "time_zone: America/Los_Angeles",
        "time_zone:",
        ["practice.yml › opening_hours", "without a 'time_zone'", "Europe/London"],
        id="hours in no time zone",
    ),
    pytest.param(
        'emergency_number: "911"',
        'emergency_number: "999"',
        ["practice.yml › emergency_number", "calls no ambulance in US", "'country'"],
        id="another country's emergency number",
    ),
    pytest.param(
        "minutes: 60, price: $95",
        "minutes: 60, price: 95.00",
        ["prices.0.price", "says no currency", "$95"],
        id="a price without currency",
    ),
    pytest.param(
        "mobile_visits:",
        f"mobile_visits: {'very ' * 61}far.",
        ["practice.yml › facts", "mobile_visits has 62 words"],
        id="a fact too long to say",
    ),
    pytest.param(
        "date: 2026-12-25",
        "date: christmas",
        ["holidays.1.date", "2026-12-24"],
        id="no date",
    ),
    pytest.param(
        "retention_days: 30",
        "retention_days: 0",
        ["practice.yml", "retention_days", "larger number"],
        id="no retention",
    ),
    pytest.param(
        "call {phone}. We confirm",
        "call {telephone}. We confirm",
        ["practice.yml", "facts.booking", "{telephone} is no placeholder", "{phone}"],
        id="unknown placeholder",
    ),
]


@pytest.mark.parametrize(("old", "new", "named"), MISTAKES)
def test_a_mistake_is_named(
    edit: Callable[[str, str, str], Path], old: str, new: str, named: list[str]
) -> None:
    directory = edit("practice.yml", old, new)
    with pytest.raises(ContentError) as caught:
        load_content(directory)
    for part in named:
        assert part in str(caught.value)
    assert all(problem.cure and problem.problem for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("phone: (555) 010-0142", "phone: +44 20 7946 0000 ext. 12"),
        ("phone: (555) 010-0142", "phone: 5550100142"),
        ('emergency_number: "911"', "emergency_number: 112"),
        ("email: hello@juniperstreet.example", "email:"),
        ("booking_url: https://juniperstreet.example/book", "booking_url:"),
        ("minutes: 60, price: $95", "minutes: 60, price: free"),
        ("thursday: 10:00-20:00", "thursday: 09:00-12:00, 14:00-18:00,19:00-24:00"),
        ("invented: true", ""),
    ],
)
def test_other_facts_are_as_good(edit: Callable[[str, str, str], Path], old: str, new: str) -> None:
    assert load_content(edit("practice.yml", old, new)).practice.name == "Juniper Street Massage"


def test_a_folder_that_is_not_there_is_one_plain_problem(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_content(tmp_path / "nowhere")
    assert len(caught.value.problems) == 1
    assert "no such content folder" in str(caught.value)
    assert "KNEADWISE_CONTENT" in str(caught.value)


@given(st.lists(st.integers(0, 24 * 60), min_size=2, max_size=6, unique=True).map(sorted))
def test_spans_in_order_are_read_as_written(minutes: list[int]) -> None:
    clocks = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in minutes]
    spans = tuple(zip(clocks[0::2], clocks[1::2], strict=False))
    assert open_spans(", ".join("-".join(span) for span in spans)) == spans
    if len(spans) > 1:
        with pytest.raises(NotOpening):
            open_spans(", ".join("-".join(span) for span in reversed(spans)))
