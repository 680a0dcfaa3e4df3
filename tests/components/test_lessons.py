"""What an example teaches the adapter."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE
from rasa.shared.nlu.training_data.message import Message

from components.examples import DESCRIBED_TECHNIQUE, ROW, SIGN, WISH, lesson_of


@pytest.mark.parametrize(
    ("data", "row", "lesson"),
    [
        ({INTENT: "faq_price"}, None, "faq_price"),
        ({INTENT: "report_warning_sign"}, "U1", "row U1"),
        ({INTENT: "state_symptoms"}, "none", "harmless"),
        ({INTENT: "report_warning_sign", SIGN: "fever"}, "U3", "sign fever"),
        ({INTENT: "explain_technique", DESCRIBED_TECHNIQUE: "shiatsu"}, None, None),
        ({WISH: "person"}, None, "wish person"),
        ({}, None, None),
    ],
)
def test_an_example_teaches_the_most_particular_thing(
    data: dict[str, str], row: str | None, lesson: str | None
) -> None:
    if DESCRIBED_TECHNIQUE in data:
        lesson = f"{DESCRIBED_TECHNIQUE} {data[DESCRIBED_TECHNIQUE]}"
    metadata = {METADATA: {METADATA_EXAMPLE: {ROW: row}}} if row else {}
    assert lesson_of(Message(data={**data, **metadata})) == lesson
