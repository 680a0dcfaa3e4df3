"""Papers as PDF: how many pages, on which sheet, and what is said where none can be made."""

from __future__ import annotations

import asyncio
import io
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from advice.content import Content
from papers import doctor_note, pdf, questionnaire, result, therapist_sheet
from papers.doctor_note import shortened, width
from papers.findings import Finder
from papers.pdf import PdfUnavailable, make_pdf, own_file, pdf_bytes
from papers.rendering import Renderer
from tests.papers.cases import ANSWERS, BY_OUTCOME, known

# In points, as wide as the sheet.
WIDTHS = {"a4": 595, "letter": 612}
LONG = {
    "words": "it has been hurting since I moved house and it won't stop " * 20,
    "one word": "ache" * 250,
    "wide": "痛み" * 500,
    "wide letters": "W" * 1000,
    "lines": "a\n" * 500,
}
MANY_SIGNS = ("heart_or_pressure", "bones_or_nerves", "rash", "sunburn", "bruise", "broken_skin")


def pages_of(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


@pytest.mark.parametrize("paper", WIDTHS)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_note_is_one_page_whatever_was_told(
    text: str, paper: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(known(text, signs=MANY_SIGNS))
    read = pages_of(pdf_bytes(doctor_note.page(content, renderer, findings, paper)))
    assert len(read.pages) == 1
    assert int(read.pages[0].mediabox.width) == WIDTHS[paper]


def test_the_note_is_text_to_its_last_line(
    content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(known(LONG["words"], signs=MANY_SIGNS))
    (page,) = pages_of(pdf_bytes(doctor_note.page(content, renderer, findings))).pages
    text = " ".join(page.extract_text().split())
    assert content.practice.phone in text
    assert content.papers.doctor_note.signature in text


@pytest.mark.parametrize("paper", WIDTHS)
def test_the_others_break_in_pages(
    paper: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    medical = BY_OUTCOME["medical"]
    made = {
        "result": result.page(content, renderer, finder.find(medical), paper),
        "warning": result.page(content, renderer, finder.find(BY_OUTCOME["urgent"]), paper),
        "sheet": therapist_sheet.page(content, medical, paper=paper),
        "questionnaire": questionnaire.page(content, renderer, paper),
    }
    counts = {name: len(pages_of(pdf_bytes(html)).pages) for name, html in made.items()}
    assert counts["warning"] == 1
    assert counts["result"] == 2
    assert counts["sheet"] <= 2
    # Front, back, and the guide for staff on a sheet that visitors needn't get.
    assert counts["questionnaire"] == 3


def test_what_is_cut_says_so() -> None:
    assert shortened("short  one\n", 20) == "short one"
    assert shortened("a" * 30, 10) == "a" * 9 + "…"
    assert width(shortened("痛" * 30, 10)) <= 10


def test_the_gravest_is_told_first_and_a_mark_where_room_ends(
    content: Content, finder: Finder
) -> None:
    told = doctor_note.told(content, finder.find(known("word " * 200, signs=MANY_SIGNS)))
    assert told[0][0] == content.safety["bones_or_nerves"].title
    assert told[-1] == ("", content.papers.doctor_note.cut)
    # Of a visitor of few words, all is there.
    short = doctor_note.told(content, finder.find(BY_OUTCOME["physician_first"]))
    names = content.wording.recommendation.answer_names
    assert [title for title, _ in short] == [names[q] for q in ANSWERS]


def test_a_pdf_is_made_beside_the_event_loop(
    content: Content, finder: Finder, renderer: Renderer
) -> None:
    html = result.page(content, renderer, finder.find(BY_OUTCOME["urgent"]))

    async def turns_meanwhile() -> tuple[bytes, int]:
        making, turns = asyncio.create_task(make_pdf(html)), 0
        while not making.done():
            await asyncio.sleep(0.01)
            turns += 1
        return await making, turns

    made, turns = asyncio.run(turns_meanwhile())
    assert made.startswith(b"%PDF")
    assert turns > 3


def test_weasyprint_is_loaded_only_when_asked_for() -> None:
    async def loaded() -> str:
        code = "import sys, channels.website.papers as p; print('weasyprint' in sys.modules)"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-c", code, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        return out.decode().split()[-1]

    assert asyncio.run(loaded()) == "False"


def test_without_pango_the_packages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a machine without the library has it: loading it fails with OSError.
    package = tmp_path / "weasyprint"
    package.mkdir()
    (package / "__init__.py").write_text("raise OSError('cannot load library libpango')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(PdfUnavailable, match=pdf.PANGO_PACKAGES):
        asyncio.run(make_pdf("<p>x</p>"))


def test_nothing_is_fetched_for_a_pdf() -> None:
    with pytest.raises(ValueError, match="nothing"):
        own_file("http://example.invalid/style.css")
    made = pdf_bytes('<img src="file:///etc/hostname"><p>still made</p>')
    assert "still made" in pages_of(made).pages[0].extract_text()
