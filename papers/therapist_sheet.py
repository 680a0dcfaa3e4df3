"""The sheet for the therapist, of what a visitor agreed to pass on. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from advice.content import Content
from advice.practice import fill
from advice.recommendation.known import Known
from advice.recommendation.outcome import outcome
from papers.answers import answer_lines, sign_lines
from papers.body_map import shapes
from papers.findings import Finder
from papers.pdf import make_pdf
from papers.rendering import Renderer

if TYPE_CHECKING:
    from inbox.message import PracticeMessage


def page(
    content: Content,
    known: Known,
    message: PracticeMessage | None = None,
    paper: str | None = None,
    now: datetime | None = None,
) -> str:
    """The sheet as HTML.

    Args:
        content: the loaded content.
        known: what the conversation has brought; of an inbox message
            `Known.from_json(message.known)`.
        message: the message it came with, for name, contact and words.
        paper: "a4", "letter", or None for the practice's.
        now: when it is made, aware; by default now.

    Raises:
        ValueError: for another size of paper.
    """
    findings = Finder(content).find(known)
    card, parts = findings.card, None
    if card is not None:
        parts = outcome(content, findings.messages, findings.facts, findings.decision)
    level = findings.warning
    return Renderer(content).page(
        "therapist_sheet",
        paper,
        now,
        message=message,
        level=fill(content, getattr(content.papers.levels, level)) if level else "",
        answers=answer_lines(content, findings),
        signs=sign_lines(content, findings),
        shapes=shapes(findings.facts.values("area")),
        parts=parts,
    )


async def pdf(
    content: Content,
    known: Known,
    message: PracticeMessage | None = None,
    paper: str | None = None,
) -> bytes:
    """The sheet as PDF; arguments as `page`.

    Raises:
        ValueError: for another size of paper.
        papers.pdf.PdfUnavailable: where none can be made.
    """
    return await make_pdf(page(content, known, message, paper))
