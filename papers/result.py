"""The visitor's result as a page to print and keep. Pure."""

from __future__ import annotations

from datetime import datetime

from advice.content import Content
from advice.practice import telephone_link
from advice.recommendation.outcome import outcome
from papers.answers import answer_lines, sign_lines
from papers.findings import Findings
from papers.rendering import Renderer


def page(
    content: Content,
    renderer: Renderer,
    findings: Findings,
    paper: str | None = None,
    now: datetime | None = None,
) -> str:
    """The result as HTML; under a warning only what to do, and no style.

    Args:
        content: the loaded content.
        renderer: of the same content.
        findings: whole ones.
        paper: "a4", "letter", or None for the practice's.
        now: when it is made, aware; by default now.

    Raises:
        ValueError: for another size of paper.
    """
    if findings.warning:
        return _warning(content, renderer, findings, paper, now)
    parts = outcome(content, findings.messages, findings.facts, findings.decision)
    return renderer.page(
        "result",
        paper,
        now,
        parts=parts,
        answers=answer_lines(content, findings),
        signs=sign_lines(content, findings),
        sources=parts.sources,
    )


def _warning(
    content: Content,
    renderer: Renderer,
    findings: Findings,
    paper: str | None,
    now: datetime | None,
) -> str:
    signs = [line for line in sign_lines(content, findings) if line.level == findings.warning]
    card = findings.messages[0].card
    return renderer.page(
        "warning",
        paper,
        now,
        level=findings.warning,
        signs=signs,
        telephone=telephone_link(content.practice.emergency_number),
        sources=getattr(card, "sources", ()),
    )
