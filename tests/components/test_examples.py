"""Which examples teach an intent."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from components.examples import ANSWER, SIGN, row_of, teaching_intents

PLAIN = Message.build(text="hello", intent="greet")
SIGNS = Message.build(text="chest pain", intent="state_symptoms")
SIGNS.set(SIGN, "chest_pain")
ROW = Message.build(text="my chest", intent="state_symptoms", example_metadata={"row": "E4"})
ANSWERS = [Message.build(text=f"answer {n}", intent="state_symptoms") for n in range(8)]
for one in ANSWERS:
    one.set(ANSWER, "goals relax")


def test_the_row_is_read_from_the_metadata() -> None:
    assert (row_of(ROW), row_of(PLAIN)) == ("E4", "")


@pytest.mark.parametrize(("share", "count"), [(0.0, 0), (0.25, 2), (0.5, 4), (1.0, 8)])
def test_signs_teach_none_and_answers_in_their_share(share: float, count: int) -> None:
    kept = teaching_intents([PLAIN, SIGNS, ROW, *ANSWERS], share)
    assert kept[0] is PLAIN
    assert len(kept) == 1 + count
