"""The other papers, escaping, sheets, versions and the body map."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from advice.content import Content
from advice.content.practice_models import Practice
from advice.recommendation.facts import QUESTIONS
from advice.recommendation.known import NOTES, SAFETY, Known
from advice.recommendation.table import COLUMNS
from papers import doctor_note, questionnaire, result, therapist_sheet
from papers.body_map import CHEST, REGIONS, shapes
from papers.edition import sheet, today, version
from papers.findings import Finder
from papers.pdf import BASE, own_file
from papers.rendering import Renderer
from papers.styles import STYLES
from tests.papers.cases import BY_OUTCOME, SIGN_QUOTE, known
from tests.papers.html import Paper

ROOT = Path(__file__).parents[2]
NAUGHTY = json.loads((ROOT / "tests" / "fixtures" / "blns.json").read_text(encoding="utf-8"))
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}{phone}"


def message(text: str) -> SimpleNamespace:
    return SimpleNamespace(name=text, contact=text, about=text)


def test_naughty_words_stay_words(content: Content, finder: Finder, renderer: Renderer) -> None:
    for text in (MARKUP, *NAUGHTY[::20]):
        told = known(text, signs=("rash",))
        findings = finder.find(told)
        for html in (
            result.page(content, renderer, findings),
            doctor_note.page(content, renderer, findings),
            therapist_sheet.page(content, told, message(text)),  # type: ignore[arg-type]
        ):
            assert not {"script", "img", "iframe", "style"} & set(Paper(html).tags)
            assert "onerror=" not in re.sub(r">[^<]*<", "><", html)
        if text == MARKUP:
            assert MARKUP in Paper(html).text


@pytest.mark.parametrize("outcome", ["medical", "physician_first", "urgent"])
def test_the_note_has_boxes_fields_and_what_was_told(
    outcome: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    words = content.papers.doctor_note
    paper = Paper(doctor_note.page(content, renderer, finder.find(BY_OUTCOME[outcome])))
    assert paper.marked("class").count("box") == len(words.decisions) == 3
    for title in (*words.decisions, *words.recommended, words.signature, words.date):
        assert title in paper.text
    assert (SIGN_QUOTE if outcome == "urgent" else "in my words") in paper.text
    # The doctor decides: no style is suggested to them.
    assert "massage is a" not in paper.text


def test_an_emergency_has_no_form_to_fill_in(
    content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(BY_OUTCOME["emergency"])
    paper = Paper(doctor_note.page(content, renderer, findings))
    assert paper.marked("data-outcome") == ["emergency"]
    assert "box" not in paper.marked("class")


def test_the_sheet_has_map_words_person_and_result(content: Content) -> None:
    html = therapist_sheet.page(content, BY_OUTCOME["medical"], message("Ada, 555 0100"))  # type: ignore[arg-type]
    paper = Paper(html)
    assert set(paper.marked("data-area")) == {"neck", "lower_back"}
    assert paper.text.count("Ada, 555 0100") == 3
    assert "in my words" in paper.text
    assert "medical" in paper.marked("data-outcome")
    assert content.papers.therapist_sheet.no_signs in paper.text


def test_the_sheet_of_a_talk_without_a_result_says_what_there_is(content: Content) -> None:
    paper = Paper(therapist_sheet.page(content, Known()))
    assert content.papers.not_said in paper.text
    assert paper.marked("data-outcome") == []
    told = known(signs=("chest_pain",))
    assert "911" in Paper(therapist_sheet.page(content, told)).text


def test_known_goes_with_a_message_and_comes_back() -> None:
    told = known(signs=("chest_pain",))
    answers = {q: {"values": list(a.values), "quote": a.quote} for q, a in told.answers.items()}
    sent = {**told.as_json(), "answers": answers, "standing": told.standing.as_json()}
    assert Known.from_json(json.loads(json.dumps(sent))) == told
    slots = {**answers, SAFETY: told.standing.as_json(), NOTES: told.as_json()}
    assert Known.from_slots(slots) == told
    assert Known.from_slots({}) == Known()


def test_the_questionnaire_asks_everything_in_order(content: Content, renderer: Renderer) -> None:
    paper = Paper(questionnaire.page(content, renderer))
    prompts = [paper.text.index(content.questions[q].prompt) for q in QUESTIONS]
    assert prompts == sorted(prompts)
    for question in QUESTIONS:
        for title in questionnaire.options(content, question):
            assert title in paper.text
    for _, texts in questionnaire.signs_by_area(content):
        assert texts
        assert all(text in paper.text for text in texts)


def test_the_guide_is_the_decision_table(content: Content) -> None:
    lines = questionnaire.table(content)
    assert len(lines) == 6 * 4
    assert all(len(line.codes) == len(COLUMNS) for line in lines)
    by_head = {(line.condition, line.physician): line.codes for line in lines}
    # decision_table.csv: none, referred+plan; recent acute injury has no "see a doctor" style.
    head = ("Nothing like that", "Sent me for massage")
    assert by_head[head] == ("EITHER", "MED", "MED", "MED", "EITHER", "MED")
    assert by_head["Recent surgery", "No one so far"] == ("DOCTOR",) * 6
    assert by_head["Nothing like that", "Being treated now"][1] == "EITHER?"


def test_every_health_line_says_what_it_means(content: Content) -> None:
    lines = dict(questionnaire.health_levels(content))
    assert lines["Blood clot, ever"] == content.papers.levels.urgent
    assert lines["Allergy"] == content.papers.levels.adapt
    assert len(lines) == len(content.signs_to_ask.health)


@pytest.mark.parametrize(
    ("own", "zone", "wanted", "size"),
    [
        (None, "America/Los_Angeles", None, "letter"),
        (None, "Europe/Berlin", None, "a4"),
        (None, "UTC", None, "a4"),
        ("a4", "America/Los_Angeles", None, "a4"),
        ("letter", "Europe/Berlin", None, "letter"),
        ("letter", "Europe/Berlin", "a4", "a4"),
    ],
)
def test_which_sheet(
    own: str | None, zone: str, wanted: str | None, size: str, content: Content
) -> None:
    practice: Practice = content.practice.copy(update={"paper": own, "time_zone": zone})
    assert sheet(practice, wanted) == size


@pytest.mark.parametrize("wanted", ["", "A4", "legal", "a4;"])
def test_another_sheet_is_refused(wanted: str, content: Content) -> None:
    with pytest.raises(ValueError, match="a4 or letter"):
        sheet(content.practice, wanted)


def test_the_day_is_the_practices(content: Content) -> None:
    night = datetime(2026, 1, 1, 3, tzinfo=timezone.utc)
    assert today(content.practice, night).isoformat() == "2025-12-31"


def test_the_version_changes_with_a_text(content: Content) -> None:
    papers = content.papers.copy(update={"no_diagnosis": "Another sentence."})
    assert version(content.copy(update={"papers": papers})) != version(content)
    assert version(content) == version(content.copy())


def test_the_map_is_the_widgets() -> None:
    source = (ROOT / "widget" / "src" / "cards" / "body-map.ts").read_text(encoding="utf-8")
    found = re.findall(r"^  (\w+): \[(-?\d+), (-?\d+), (-?\d+), (-?\d+)\],$", source, re.MULTILINE)
    assert {name: tuple(map(int, numbers)) for name, *numbers in found} == REGIONS
    assert f"CHEST: Shape = {list(CHEST)}" in source
    assert {s.area for s in shapes(["whole_body"]) if s.marked} == {*REGIONS, ""}
    assert not any(s.marked for s in shapes(["elsewhere"]))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1/", f"{BASE}/x", "data:,"])
def test_a_paper_loads_nothing_else(url: str) -> None:
    with pytest.raises(ValueError, match="load nothing"):
        own_file(url)


def test_a_paper_loads_its_styles() -> None:
    for path, text in STYLES.items():
        assert own_file(BASE + path) == text.encode()
