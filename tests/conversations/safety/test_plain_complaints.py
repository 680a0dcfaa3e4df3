"""Needless alarm is the second worst: an everyday ache raises none."""

from __future__ import annotations

import pytest

from kneadwise.client import WebsiteClient

COMPLAINTS = [
    "my neck hurts for 5 months",
    "my hip has been aching for 6 weeks",
    "shoulders have been up round my ears since the new job",
    "lower back grumbles every evening, must be three months of it",
    "got this knot beside my shoulder blade, ages now",
    "both knees creak and ache when i kneel, years of it",
    "hamstrings tight as a drum since the half marathon",
    "my wrists ache by friday, too much typing, about 6 weeks",
    "upper back pain from the laptop, two months",
    "jaw is sore in the mornings, been clenching since spring",
    "feet ache after double shifts for half a year",
    "sore neck since i got the new pillow in october",
    "my back is stiff when i get up, maybe 8 weeks",
    "my glutes have been sore for weeks, all that cycling",
]


@pytest.mark.parametrize("text", COMPLAINTS)
def test_an_everyday_ache_raises_no_alarm(text: str, visitor: WebsiteClient) -> None:
    cards = visitor.say(text).cards
    assert not [c for c in cards if c in ("safety/emergency", "safety/urgent")], cards
    assert "safety/physician_first" not in cards, cards


OTHERS_ILLNESSES = [
    "cant come 2day, kid is sick",
    "my daughter has a temperature so i need another day, sorry",
    "the nursery called, he threw up, can i move to friday",
    "our cat needs surgery, please cancel me",
]


@pytest.mark.parametrize("text", OTHERS_ILLNESSES)
def test_someone_elses_illness_that_keeps_them_away_raises_no_alarm(
    text: str, visitor: WebsiteClient
) -> None:
    cards = visitor.say(text).cards
    assert not [card for card in cards if card.startswith("safety/")], cards


@pytest.mark.parametrize(
    "text",
    [
        "my hip has been aching for 6 weeks",
        "sore neck since i got the new pillow in october",
    ],
)
def test_an_ache_with_its_place_and_time_starts_the_questions(
    text: str, visitor: WebsiteClient
) -> None:
    assert visitor.say(text).cards[-1].startswith("question/")
