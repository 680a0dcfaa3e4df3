"""Answers from the article's comparison table."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from advice.cards import RowCard, TableCard, TableRow
from advice.content import Content
from advice.content.models import Row
from advice.messages import Button, Message
from advice.practice import fill

# The FAQ topic on the page where a visitor tracks how it goes.
TRACKING = "track_progress"

RowSide = Literal["medical", "relaxation", "both"]


def asked_side(sides: Collection[str]) -> RowSide:
    """Which side of a row was asked: the one style named, else both."""
    named = set(sides)
    if named == {"medical"}:
        return "medical"
    if named == {"relaxation"}:
        return "relaxation"
    return "both"


def compare_row(content: Content, row_id: str, side: RowSide) -> Message:
    """One row of the table, in the article's words.

    Args:
        content: the loaded content.
        row_id: one of the six row ids.
        side: which cell was asked for.

    Raises:
        KeyError: for an unknown row id.
    """
    row = {row.id: row for row in content.comparison.rows}[row_id]
    card = RowCard(
        id=row.id, label=row.label, medical=row.medical, relaxation=row.relaxation, side=side
    )
    return Message(_row_text(content, row, side), card, _row_buttons(content, row, side))


def _row_text(content: Content, row: Row, side: RowSide) -> str:
    wording = content.wording.row
    if side == "both":
        return fill(
            content,
            wording.both,
            label=row.label,
            medical=row.medical,
            relaxation=row.relaxation,
        )
    medical = side == "medical"
    sides = content.comparison.sides
    return fill(
        content,
        wording.one,
        label=row.label,
        side=(sides.medical if medical else sides.relaxation).title.lower(),
        cell=row.medical if medical else row.relaxation,
        plain=row.plain_medical if medical else row.plain_relaxation,
    )


def _row_buttons(content: Content, row: Row, side: RowSide) -> tuple[Button, ...]:
    titles = content.wording.buttons
    return (
        *(
            Button(titles[f"row_{other}"], f"row_{row.id}", {"side": other})
            for other in ("medical", "relaxation")
            if other != side
        ),
        *_tracking(content, row),
        Button(titles["whole_table"], "compare_styles"),
    )


def _tracking(content: Content, row: Row) -> tuple[Button, ...]:
    """From how success is measured to measuring it."""
    topic = content.faq.get(TRACKING)
    if topic is None or row.id != "measure_of_success":
        return ()
    return (Button(topic.question, f"faq_{TRACKING}"),)


def compare_styles(content: Content) -> Message:
    """The whole table, with the article's framing: the two overlap."""
    framing = content.article.framing
    text = fill(
        content,
        content.wording.table.text,
        overlap=framing.overlap,
        difference=framing.difference,
    )
    return Message(text, table_card(content))


def table_card(content: Content) -> TableCard:
    """The card of the six rows."""
    return TableCard(
        rows=tuple(
            TableRow(id=row.id, label=row.label, medical=row.medical, relaxation=row.relaxation)
            for row in content.comparison.rows
        )
    )
