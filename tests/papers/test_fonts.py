"""Letters without a font are said: on the paper where they are, and when the servers start."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from advice.content import Content
from kneadwise.environment import ROOT
from papers import doctor_note, result, therapist_sheet
from papers.findings import Finder
from papers.fonts import WRITING, fonts_missing, unprintable
from papers.pdf import make_pdf
from papers.rendering import Renderer
from tests.papers.cases import BY_OUTCOME, known
from tests.papers.html import Paper

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
CHINESE = "脖子疼了三个月"
# No font can have it: a place for private use.
OF_NO_FONT = "\U000f1234"


@pytest.fixture
def only_dejavu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For processes that are started: a machine with the fonts of `fonts-dejavu-core` alone."""
    assert DEJAVU.is_dir(), "apt-get install fonts-dejavu-core"
    file = tmp_path / "fonts.conf"
    file.write_text(CONFIGURATION.format(fonts=DEJAVU, cache=tmp_path / "cache"))
    monkeypatch.setenv("FONTCONFIG_FILE", str(file))


def pages_of(html: str) -> list[str]:
    """The text of each page of a PDF, made in a process of its own."""
    pages = PdfReader(io.BytesIO(asyncio.run(make_pdf(html)))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_what_the_fonts_here_can_print() -> None:
    assert unprintable("Zoë Müller, Łódź – “quoted” 0-10") == ""
    assert unprintable(f"a{OF_NO_FONT}b{OF_NO_FONT}") == OF_NO_FONT
    # Joiners, marks of direction, controls and spaces have no picture.
    assert unprintable("a\u200d\u200f\n\t\u00a0\u2028\ufe0f") == ""


@pytest.mark.usefixtures("only_dejavu")
def test_a_paper_with_letters_that_no_font_has_says_so(
    content: Content, finder: Finder, renderer: Renderer
) -> None:
    said = content.papers.missing_letters
    for told, is_said in ((known(CHINESE), True), (known("رقبتي تؤلمني, Боль"), False)):
        findings = finder.find(told)
        for html in (
            result.page(content, renderer, findings),
            doctor_note.page(content, renderer, findings, "letter"),
            therapist_sheet.page(content, told),
        ):
            assert (said in " ".join(pages_of(html))) is is_said
    # What visitors type can't switch it on.
    spoofed = result.page(content, renderer, finder.find(known('<p class="letters" hidden>')))
    assert said not in " ".join(pages_of(spoofed))


@pytest.mark.usefixtures("only_dejavu")
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_note_stays_on_one_page_with_it(
    paper: str, content: Content, finder: Finder, renderer: Renderer
) -> None:
    findings = finder.find(known("痛み" * 500, signs=("heart_or_pressure", "rash", "bruise")))
    pages = pages_of(doctor_note.page(content, renderer, findings, paper))
    assert len(pages) == 1
    assert content.papers.missing_letters in pages[0]


def test_in_a_browser_it_is_not_said(content: Content, finder: Finder, renderer: Renderer) -> None:
    paper = Paper(result.page(content, renderer, finder.find(BY_OUTCOME["medical"])))
    (notice,) = [each for _, each in paper.attributes if each.get("class") == "letters"]
    assert "hidden" in notice


@pytest.mark.usefixtures("only_dejavu")
def test_at_start_the_missing_fonts_packages_are_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kneadwise", "check"], cwd=ROOT, capture_output=True, text=True
    )
    said = " ".join((done.stdout + done.stderr).split())
    assert "can't show words in Chinese, Japanese, Korean" in said
    assert "Arabic" not in said
    assert "apt-get install fonts-noto-cjk fonts-noto-core" in said


def test_nothing_is_said_where_all_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papers.fonts.WRITING", {"Greek": WRITING["Greek"]})
    assert fonts_missing() == ""


@pytest.mark.parametrize("file", ["deploy/Dockerfile", "docs/deployment.md"])
def test_the_packages_are_installed_and_documented(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    for package in {package for _, package in WRITING.values()}:
        assert package in text
