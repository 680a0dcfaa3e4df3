"""One page that the visitor's doctor fills in and signs. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime

from advice.content import Content
from advice.sources import card_sources
from papers import result
from papers.answers import answer_lines, sign_lines
from papers.findings import Findings
from papers.rendering import Renderer

# What fits beside the boxes on one sheet, in widths of a Latin letter.
MOST_WIDTH = 680
# Of one answer, so that the first does not take the room of the others.
MOST_OF_ONE = 140
# How much wider than a Latin letter a full-width one is, where a font without it draws a box.
WIDE = 3
# A line's title and a half-empty last line.
OF_A_LINE = 50


def page(
    content: Content,
    renderer: Renderer,
    findings: Findings,
    paper: str | None = None,
    now: datetime | None = None,
) -> str:
    """The note as HTML, one page; in an emergency the warning instead: no form delays a call.

    Args:
        content: the loaded content.
        renderer: of the same content.
        findings: whole ones.
        paper: "a4", "letter", or None for the practice's.
        now: when it is made, aware; by default now.

    Raises:
        ValueError: for another size of paper.
    """
    if findings.warning == "emergency":
        return result.page(content, renderer, findings, paper, now)
    words = content.papers.doctor_note
    return renderer.page(
        "doctor_note",
        paper,
        now,
        told=told(content, findings),
        sources=card_sources(content, words.sources),
    )


def told(content: Content, findings: Findings) -> tuple[tuple[str, str], ...]:
    """What the visitor told, gravest first, as (title, words), cut to what one page holds."""
    cut_mark = content.papers.doctor_note.cut
    lines, left = [], MOST_WIDTH
    for title, text in _told(content, findings):
        if left < 2 * OF_A_LINE:
            lines.append(("", cut_mark))
            break
        short = shortened(text, min(MOST_OF_ONE, left - OF_A_LINE))
        left -= OF_A_LINE + width(short)
        lines.append((title, short))
    return tuple(lines)


def _told(content: Content, findings: Findings) -> Iterator[tuple[str, str]]:
    quote = content.papers.quote
    for sign in sign_lines(content, findings):
        yield sign.title, quote.format(quote=sign.quote) if sign.quote else sign.meaning
    for line in answer_lines(content, findings):
        yield line.name, quote.format(quote=line.quote) if line.quote else line.titles


def width(text: str) -> int:
    """How much room text takes, in widths of a Latin letter."""
    return sum(WIDE if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shortened(text: str, most: int) -> str:
    """Text on one line, at most `most` wide, with an ellipsis where it is cut."""
    text = " ".join(text.split())
    if width(text) <= most:
        return text
    kept, used = [], 1
    for character in text:
        used += width(character)
        if used > most:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…"
