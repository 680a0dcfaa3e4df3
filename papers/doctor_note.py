"""One page that the visitor's doctor fills in and signs. Pure."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from advice.content import Content
from advice.sources import card_sources
from papers import result
from papers.answers import answer_lines, sign_lines
from papers.findings import Findings
from papers.rendering import Renderer

# What fits beside the boxes on a sheet of Letter, in lines of so many Latin letters.
MOST_LINES = 15
LETTERS_OF_A_LINE = 80
# Of one answer, so that the first does not take the room of the others.
MOST_OF_ONE = 120
# How wide a full-width letter is, where a font without it draws a box, and a capital.
FULL_WIDTH, CAPITAL = 3, 2


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
    lines: list[tuple[str, str]] = []
    left = MOST_LINES
    for title, text in _told(content, findings):
        short = shortened(text, MOST_OF_ONE)
        needed = lines_of(f"{title}: {short}")
        if needed >= left:
            lines.append(("", content.papers.doctor_note.cut))
            break
        left -= needed
        lines.append((title, short))
    return tuple(lines)


def _told(content: Content, findings: Findings) -> Iterator[tuple[str, str]]:
    quote = content.papers.quote
    for sign in sign_lines(content, findings):
        yield sign.title, quote.format(quote=sign.quote) if sign.quote else sign.meaning
    for line in answer_lines(content, findings):
        yield line.name, quote.format(quote=line.quote) if line.quote else line.titles


def lines_of(text: str) -> int:
    """How many lines text takes at most; a long word begins one of its own."""
    longest = max(width(word) for word in text.split())
    return math.ceil(width(text) / LETTERS_OF_A_LINE) + (longest > LETTERS_OF_A_LINE // 2)


def width(text: str) -> int:
    """How much room text takes, in widths of a Latin letter."""
    return sum(
        FULL_WIDTH if unicodedata.east_asian_width(c) in "WF" else CAPITAL if c.isupper() else 1
        for c in text
    )


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
