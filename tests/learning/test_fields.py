"""Every field of the forms is one of the content, and can be edited."""

from __future__ import annotations

import pytest

from kneadwise.environment import ROOT
from learning.changes import changed_content, preview
from learning.fields import Field, practice_sections, technique_sections, topic_sections

CONTENT = ROOT / "content"
SECTIONS = [*practice_sections(CONTENT), *topic_sections(CONTENT), *technique_sections(CONTENT)]
FIELDS = [field for section in SECTIONS for field in section.fields]


def test_there_are_fields_of_every_kind() -> None:
    files = {field.file.partition("/")[0] for field in FIELDS}
    assert files == {"practice.yml", "faq", "techniques"}
    assert len({(f.file, f.path) for f in FIELDS}) == len(FIELDS) > 200


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f"{f.file}-{f.name}")
def test_the_same_text_is_no_change(field: Field) -> None:
    assert field.edit(field.value) is None
    assert field.edit(f"  {field.value}\r\n") is None


def test_an_edit_is_seen_in_the_preview() -> None:
    parking = next(f for f in FIELDS if f.path == ("facts", "parking"))
    change = parking.edit("Park in\r\nthe yard.")
    assert change is not None
    content = changed_content(CONTENT, [change])
    assert any("Park in the yard." in text for text in preview(content, change))


def test_a_fact_may_be_emptied_and_a_name_may_not() -> None:
    by_path = {f.path: f for f in FIELDS}
    emptied = by_path["facts", "parking"].edit(" ")
    assert emptied is not None
    assert emptied.value is None
    assert changed_content(CONTENT, [emptied]).practice.facts["parking"] is None
    assert not by_path["name",].may_be_empty
