"""How the papers look in print: how small their letters are, and where tables break."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from advice.content import Content
from papers import doctor_note, questionnaire, result, therapist_sheet
from papers.findings import Finder
from papers.pdf import pdf_bytes
from papers.rendering import Renderer
from tests.papers.cases import BY_OUTCOME, known

SMALLEST_POINTS = 8.0
SIZES = ("a4", "letter")
OUTCOMES = ("medical", "relaxation", "either", "physician_first", "urgent", "emergency")


def papers(
    content: Content, finder: Finder, renderer: Renderer, paper: str
) -> Iterator[tuple[str, str]]:
    """Every kind of paper, with each outcome that it may have."""
    yield "questionnaire", questionnaire.page(content, renderer, paper)
    for outcome in OUTCOMES:
        told = BY_OUTCOME[outcome]
        findings = finder.find(told)
        yield f"result, {outcome}", result.page(content, renderer, findings, paper)
        yield f"note, {outcome}", doctor_note.page(content, renderer, findings, paper)
        yield f"sheet, {outcome}", therapist_sheet.page(content, told, paper=paper)


def printed(html: str) -> list[list[tuple[str, float]]]:
    """What stands on each page of the PDF, with its size in points."""
    pages = []
    for page in PdfReader(io.BytesIO(pdf_bytes(html))).pages:
        found: list[tuple[str, float]] = []

        def look(
            text: str, cm: list[float], tm: list[float], font: Any, size: float, found: Any = found
        ) -> None:
            if text.strip():
                scale = abs(tm[0] * tm[3] - tm[1] * tm[2]) * abs(cm[0] * cm[3] - cm[1] * cm[2])
                found.append((text.strip(), size * math.sqrt(scale)))

        page.extract_text(visitor_text=look)
        pages.append(found)
    return pages


@pytest.mark.parametrize("paper", SIZES)
def test_no_letter_is_smaller_than_eight_points(
    paper: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    found = {}
    for name, html in papers(content, finder, renderer, paper):
        texts = [each for page in printed(html) for each in page]
        assert len(texts) > 5
        small = [(text, round(size, 2)) for text, size in texts if size < SMALLEST_POINTS - 0.01]
        if small:
            found[name] = small
    assert found == {}


def on_pages(html: str) -> list[str]:
    """The text of each page."""
    pages = PdfReader(io.BytesIO(pdf_bytes(html))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("outcome", OUTCOMES[:4])
def test_the_results_answers_stand_on_one_page(
    outcome: str, paper: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(BY_OUTCOME[outcome])
    pages = on_pages(result.page(content, renderer, findings, paper))
    names = content.wording.recommendation.answer_names
    head = content.papers.result.answers
    (here,) = (page.partition(head)[2] for page in pages if head in page)
    assert [name for name in names.values() if name not in here] == []


@pytest.mark.parametrize("paper", SIZES)
def test_long_answers_break_between_rows_under_their_heads(
    paper: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    long = "it has been hurting since I moved house and it won't stop " * 12
    pages = on_pages(result.page(content, renderer, finder.find(known(long)), paper))
    heads = f"{content.papers.result.question} {content.papers.result.answer}"
    told = " ".join(long.split())
    names = content.wording.recommendation.answer_names.values()
    with_rows = [page for page in pages if any(f"{name} " in page for name in names)]
    rows = sum(page.partition(heads)[2].count(told) for page in pages)
    assert rows == len(names), "each answer is whole on its page, under the heads"
    assert len(with_rows) > 1


@pytest.mark.parametrize("paper", SIZES)
def test_the_questionnaires_signs_stand_on_one_page(
    paper: str, content: Content, renderer: Renderer
) -> None:
    pages = on_pages(questionnaire.page(content, renderer, paper))
    assert len(pages) == 3
    areas = [area for area, _ in questionnaire.signs_by_area(content)]
    prompt = content.questions["signs"].prompt
    (here,) = (page.partition(prompt)[2] for page in pages if prompt in page)
    assert [area for area in areas if area not in here] == []
    guide = content.papers.questionnaire.guide
    assert [guide in page for page in pages] == [False, False, True]


@pytest.mark.parametrize("paper", SIZES)
def test_the_sheets_last_line_does_not_stand_alone(paper: str, content: Content) -> None:
    quotes = ("my neck " * number for number in range(1, 9))
    sheets = (therapist_sheet.page(content, known(quote), paper=paper) for quote in quotes)
    ended = [pages for pages in map(on_pages, sheets) if len(pages) > 1]
    assert ended
    for pages in ended:
        assert content.papers.therapist_sheet.notes in pages[-1]
