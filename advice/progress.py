"""What the page shows on which a visitor tracks how it goes (article: measure of success,
termination of care). The entries themselves never reach the server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from advice.content import Content
from advice.content.progress_models import OWN, SIDES, Jump
from advice.practice import fill
from advice.sources import card_sources

# The verdicts that say when care ends.
ENDS = ("goal", "plateau")


def progress_page(content: Content) -> dict[str, Any]:
    """The rules and words of the page, as the widget takes them.

    Args:
        content: the loaded content.

    Returns:
        `rules` (points, percent, entries, days), `words` by name, `verdicts` (by name the
        title, the `text` for each of `SIDES` and the sources), and `call`: the emergency
        number with what its link says. Placeholders are left for what only the widget knows.
    """
    progress = content.progress
    rules: dict[str, Jump] = dict(iter(progress.rules))
    return {
        "rules": {name: rule.dict(exclude={"sources"}) for name, rule in rules.items()},
        "words": {
            name: _filled(content, name, text, **_cells(content, "measure_of_success"))
            for name, text in progress.words.items()
        },
        "verdicts": {
            name: {
                "title": verdict.title,
                "text": {side: _said(content, name, verdict.text, side) for side in SIDES},
                "sources": [source.dict() for source in card_sources(content, keys)],
            }
            for name, verdict in progress.verdicts
            for keys in [_sources(content, name, rules)]
        },
        "call": {
            "title": fill(content, content.widget["call_emergency"]),
            "number": content.practice.emergency_number,
        },
    }


def _said(content: Content, name: str, text: str, side: str) -> str:
    ending: str = getattr(content.progress.endings, side)
    advice = content.safety[content.progress.safety].advice
    return _filled(
        content,
        name,
        text,
        ending=ending.format_map(_cells(content, "termination_of_care")),
        safety=fill(content, advice),
    )


def _sources(content: Content, name: str, rules: dict[str, Jump]) -> Iterable[str]:
    keys = list(content.comparison.sources) if name in ENDS else []
    if name in rules:
        keys += rules[name].sources
    if name == "jumped":
        keys += content.safety[content.progress.safety].sources
    return dict.fromkeys(keys)


def _cells(content: Content, row_id: str) -> dict[str, str]:
    """The two cells of a row of the article's table."""
    row = next(row for row in content.comparison.rows if row.id == row_id)
    return {"medical": row.medical, "relaxation": row.relaxation}


def _filled(content: Content, name: str, text: str, **more: str) -> str:
    """`text` with everything filled in but what the widget fills in."""
    left = {field: f"{{{field}}}" for field in OWN.get(name, frozenset())}
    return fill(content, text, **more, **left)
