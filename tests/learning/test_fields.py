"""Every input of the forms is a place of the content, shows it, and takes it back unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advice.content.opening_models import open_spans
from channels.desk.content_forms import PARTS
from kneadwise.environment import ROOT
from learning.entry_fields import entries, entry_sections
from learning.fields import data_of, practice_sections
from learning.inputs import Field, Text, hours_as_written
from learning.yaml_places import NoSuchPlace, find

CONTENT = ROOT / "content"
SECTIONS = [
    *practice_sections(CONTENT),
    *(
        section
        for part in PARTS
        if part != "practice"
        for id_ in entries(CONTENT, part)
        for section in entry_sections(CONTENT, part, id_)
    ),
]
FIELDS = [field for section in SECTIONS for field in section.fields]


def test_there_are_fields_of_every_kind() -> None:
    files = {field.file.partition("/")[0] for field in FIELDS}
    assert files == {"practice.yml", "faq", "techniques", "recommendation", "sources.yml"}
    assert {field.kind for field in FIELDS} == {"text", "lines", "rows", "choices", "one"}
    assert len({(f.file, f.path) for f in FIELDS}) == len(FIELDS) > 400


@pytest.mark.parametrize("file", sorted({field.file for field in FIELDS}))
def test_every_field_has_its_place(file: str) -> None:
    text = (CONTENT / file).read_text(encoding="utf-8")
    for field in (field for field in FIELDS if field.file == file):
        try:
            find(text, field.path)
        except NoSuchPlace:
            # What is not there yet can be added to what is.
            find(text, field.path[:-1])
            assert not field.shown({})


def test_the_same_text_is_no_change() -> None:
    for field in FIELDS:
        if isinstance(field, Text):
            assert field.edit({field.name: f"  {field.value}\r\n"}) is None
        assert field.edit({}) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("closed", "closed"),
        (" Closed ", "closed"),
        ("10:00-19:00", "10:00-19:00"),
        ("9 - 17", "09:00-17:00"),
        ("9:30am to 5pm", "09:30-17:00"),
        ("12 pm – 12:30 p.m.", "12:00-12:30"),
        ("12am-8 am", "00:00-08:00"),
        ("8.00 until 18.15", "08:00-18:15"),
        ("whenever", "whenever"),
        ("10:00", "10:00"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, written: str) -> None:
    assert hours_as_written(typed) == written


CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))


@settings(deadline=None)
@given(CLOCKS, CLOCKS)
def test_hours_as_the_content_has_them_stay(start: str, end: str) -> None:
    span = f"{start}-{end}"
    assert hours_as_written(span) == span
    if start < end:
        assert open_spans(hours_as_written(span)) == ((start, end),)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_hours(text: str) -> None:
    once = hours_as_written(text)
    assert hours_as_written(once) == once


def test_a_name_may_not_be_emptied_and_a_fact_may() -> None:
    by_path: dict[tuple[str | int, ...], Field] = {f.path: f for f in FIELDS}
    name, parking = by_path["name",], by_path["facts", "parking"]
    assert isinstance(name, Text)
    assert isinstance(parking, Text)
    assert not name.may_be_empty
    assert parking.value_of({parking.name: " "}) is None
    assert data_of(CONTENT / "practice.yml")["facts"]["parking"] is not None
