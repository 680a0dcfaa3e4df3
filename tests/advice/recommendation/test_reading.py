"""Answers read out of a visitor's words."""

from __future__ import annotations

import pytest

from advice.content import load_content
from advice.recommendation.reading import AnswerReader

READER = AnswerReader(load_content())


@pytest.mark.parametrize(
    ("text", "asked", "question", "values"),
    [
        ("not the shoulders sorry i mean my neck", "since", "area", ("neck",)),
        ("neck and shoulder", "area", "area", ("neck", "shoulder")),
        ("none of these", "health", "health", ("none",)),
        ("bout 3 wks", "since", "since", ("weeks_12",)),
        ("five outta ten", "severity", "severity", ("5",)),
        ("not sure", "signs", "signs", ("not_sure",)),
        ("n/a", "since", "since", ("skip",)),
        ("no", "area", "area", ("skip",)),
        ("back", "area", "area", ("lower_back",)),
        ("no particular area", "area", "area", ("whole_body",)),
        ("nothing like that, no swelling or heat in the calf", "signs", "signs", ("none",)),
        ("less pain and unwind", "goals", "goals", ("less_pain", "relax")),
        ("stiff neck, but i just want to relax", None, "goals", ("relax",)),
        ("golfers elbow", "concern", "concern", ("diagnosed_condition",)),
        ("gp, once a year or so", "physician", "physician", ("seen",)),
        ("chiropractor referred me with a plan", "physician", "physician", ("referred_with_plan",)),
    ],
)
def test_an_answer_is_read(
    text: str, asked: str | None, question: str, values: tuple[str, ...]
) -> None:
    assert READER.read(text, asked).answers[question] == values


def test_a_no_that_is_taken_back_in_part_is_none() -> None:
    told = READER.read("none of them, but my foot has been numb since i woke up today", "signs")
    assert told.said_yes is None


LIKE_A_REFERRAL = {"physician": [("referred_with_plan", 0.9, 0.8)]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cardiologist yearly, never asked about massage", "under_care"),
        ("neurologist knows the epilepsy, not the massage idea", "under_care"),
        ("surgeon keeps an eye on it", "under_care"),
        ("my physio prescribed massage, it is in my rehab plan", "referred_with_plan"),
    ],
)
def test_only_who_sends_someone_for_massage_counts_as_a_referral(text: str, value: str) -> None:
    assert READER.read(text, "physician", LIKE_A_REFERRAL).answers["physician"] == (value,)


@pytest.mark.parametrize(
    ("text", "note", "told"),
    [
        ("my midwife knows and said yes to massage", "agreed", True),
        ("cardiologist okd it", "agreed", True),
        ("doctor said its fine but i havent asked about massage", "agreed", False),
        ("i have not been to a doctor", "never_assessed", True),
        ("my neurologist is cool with massage", "agreed", True),
        ("surgeon says ok for massage on shoulders", "agreed", True),
        ("my cardiologist Dr Patel has said I may", "agreed", True),
        ("my doctor said no massage", "agreed", False),
        ("my doctor is fine with my blood pressure", "agreed", False),
        ("got it checked and it is fine", "looked_at", True),
        ("nobody has looked at it", "looked_at", False),
        ("should i get it checked", "looked_at", False),
        ("my son (15) plays rugby", "minor", True),
        ("that was ten years ago", "long_over", True),
    ],
)
def test_a_note_is_taken(text: str, note: str, told: bool) -> None:
    assert (note in READER.read(text, "physician").notes) is told


@pytest.mark.parametrize(
    ("text", "asked", "answers"),
    [
        ("4", "concern", {"severity": ("4",)}),
        ("2 months", "signs", {"since": ("weeks_12",)}),
        ("3 maybe", "signs", {"severity": ("3",)}),
        ("couple weeks", "severity", {"since": ("weeks_12",)}),
        ("7, was 4 last month", "severity", {"severity": ("7",)}),
        ("l5", "area", {"area": ("lower_back",)}),
        ("yes there is", "concern", {}),
        ("no surgery! i never said that", "signs", {}),
    ],
)
def test_a_rating_or_duration_answers_no_other_question(
    text: str, asked: str, answers: dict[str, tuple[str, ...]]
) -> None:
    assert READER.read(text, asked).answers == answers


@pytest.mark.parametrize("asked", ["signs", "health"])
@pytest.mark.parametrize("text", ["no doctor", "No physio!", "never seen a doctor"])
def test_a_no_about_the_doctor_answers_no_question_on_health(text: str, asked: str) -> None:
    assert READER.read(text, asked).answers == {"physician": ("none",)}
    assert READER.read(f"none of these, {text}", asked).answers[asked] == ("none",)
