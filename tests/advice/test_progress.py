"""What the page shows on which a visitor tracks how it goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from advice.content import Content, ContentError, load_content
from advice.content.progress_models import OWN, SIDES
from advice.progress import progress_page

CELLS = {
    "medical": "Maximum medical improvement/completed course of treatment",
    "relaxation": "Clients needs have been met or have changed",
}


@pytest.mark.parametrize("verdict", ["goal", "plateau"])
def test_the_end_of_care_is_told_in_the_articles_words(content: Content, verdict: str) -> None:
    said = progress_page(content)["verdicts"][verdict]
    for side, cell in CELLS.items():
        other = next(words for name, words in CELLS.items() if name != side)
        assert f"“{cell}”" in said["text"][side]
        assert other not in said["text"][side]
        assert f"“{cell}”" in said["text"]["either"]
    article = content.sources["ARTICLE"].title
    assert article in [source["title"] for source in said["sources"]]


@pytest.mark.parametrize("verdict", ["goal", "plateau", "worse", "jumped"])
@pytest.mark.parametrize("side", SIDES)
def test_someone_to_talk_to_is_named(content: Content, verdict: str, side: str) -> None:
    text = progress_page(content)["verdicts"][verdict]["text"][side]
    assert re.search(r"\b(physician|doctor)\b", text)
    assert "therapist" in text


def test_much_more_brings_the_safety_words(content: Content) -> None:
    said = progress_page(content)["verdicts"]["jumped"]
    assert content.safety[content.progress.safety].advice in said["text"]["either"]
    assert content.practice.emergency_number in said["text"]["either"]
    assert len(said["sources"]) > 1
    number = content.practice.emergency_number
    assert progress_page(content)["call"] == {"title": f"Call {number}", "number": number}


def test_nothing_is_promised_or_diagnosed(content: Content) -> None:
    page = progress_page(content)
    said = [*page["words"].values()]
    said += [text for verdict in page["verdicts"].values() for text in verdict["text"].values()]
    promise = re.compile(
        r"guarantee|you will|\bcures?\b|\bheal(s|ed)?\b|diagnos|you have an? ", re.I
    )
    assert [text for text in said if promise.search(text)] == []


def test_only_what_the_widget_knows_is_left_to_fill_in(content: Content) -> None:
    page = progress_page(content)
    texts = {**page["words"]}
    for name, said in page["verdicts"].items():
        for side in SIDES:
            texts[name] = said["text"][side]
            assert set(re.findall(r"\{(\w+)\}", texts[name])) <= OWN.get(name, frozenset())
    for name, text in page["words"].items():
        assert set(re.findall(r"\{(\w+)\}", text)) <= OWN.get(name, frozenset()), name


def test_the_thresholds_are_the_contents(content: Content) -> None:
    rules = progress_page(content)["rules"]
    assert rules["better"] == {"points": 2, "percent": 30}
    assert rules["plateau"] == {"entries": 3, "days": 14, "points": 1, "percent": 10}
    assert "FARRAR01" in content.progress.rules.better.sources


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sources: [FARRAR01]", "sources: [FARAR01]", "no source is called 'FARAR01'"),
        ("sources: [FARRAR01]", "sources: []", "at least 1"),
        ("safety: pain_at_night", "safety: pain_at_nite", "no sign is called 'pain_at_nite'"),
        ("jumped: {points: 4", "jumped: {points: 2", "jumped.points must be more"),
        ("days: 14, points: 1", "days: 14, points: 2", "plateau.points must be less"),
        ("days: 14", "days: 0", "rules.plateau.days"),
        ("      {ending} Whether that is so, your", "      Whether that is so, your", "{ending}"),
        ("{safety} If you", "If you", "{safety}"),
        ("ends with “{medical}”.\n", "ends some day.\n", "{medical}"),
        ("Your last {count} entries", "Your last {number} entries", "{number} is no placeholder"),
        ('goal: "Goal: {goal}"', 'goal: "Goal: {aim}"', "{aim} is no placeholder"),
        ("  undone: The", "  undo_done: The", "undone"),
    ],
)
def test_a_mistake_is_named(
    edit: Callable[[str, str, str], Path], old: str, new: str, told: str
) -> None:
    with pytest.raises(ContentError) as caught:
        load_content(edit("progress.yml", old, new))
    assert "progress.yml" in str(caught.value)
    assert told in str(caught.value)
