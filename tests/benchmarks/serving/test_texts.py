"""What visitors say, and where."""

from __future__ import annotations

from itertools import islice

import pytest

from benchmarks.serving.measurement import TURNS_ALONE, TURNS_LONG
from benchmarks.serving.texts import Step, divided, load_paths, texts, visits

LABELLED = [(f"faq {n}", "faq_general") for n in range(60)] + [
    (f"sign {n}", "emergency") for n in range(5)
]


def test_the_benchmark_has_enough_texts_and_says_none_in_two_places() -> None:
    found = texts(TURNS_ALONE, TURNS_LONG)
    in_visits = [text for said in found.visits.values() for text in said]
    everything = [*found.warm_up, *found.alone, *found.long, *found.together, *in_visits]
    assert len(set(everything)) == len(everything)
    assert (len(found.alone), len(found.long)) == (TURNS_ALONE, TURNS_LONG)
    assert len(found.together) > TURNS_ALONE


def test_emergencies_are_in_visits_only() -> None:
    found = divided(LABELLED, alone=10, long=10, warm_up=2)
    assert len(found.visits["emergency"]) == 5
    assert not any("sign" in t for t in (*found.warm_up, *found.alone, *found.long))


def test_a_text_that_is_there_twice_is_said_in_one_place() -> None:
    once, twice = (divided(said, 10, 10, 2) for said in (LABELLED, LABELLED * 2))
    assert once == twice


@pytest.mark.parametrize(("alone", "long"), [(40, 10), (10, 60)])
def test_too_few_texts_are_an_error(alone: int, long: int) -> None:
    with pytest.raises(ValueError, match="too few"):
        divided(LABELLED, alone, long, warm_up=2)


def test_steps_say_ask_and_tap() -> None:
    path = {"weight": 1, "steps": [{"ask": "price"}, {"say": ["hi"]}, {"tap": "Neck"}]}
    first, second, third = islice(visits([path], {"price": ["a", "b"]}), 3)
    assert first == [Step("a"), Step("hi"), Step("Neck", tap=True)]
    # Texts come in turn and begin again.
    assert [second[0].text, third[0].text] == ["b", "a"]


def test_every_path_of_the_benchmark_is_taken() -> None:
    paths, by_topic = load_paths(), texts(0, 0).visits
    kinds = {len(path["steps"]) for path in paths}
    taken = list(islice(visits(paths, by_topic), 200))
    assert {len(steps) for steps in taken} == kinds
    # The same in every run.
    assert taken == list(islice(visits(paths, by_topic), 200))
