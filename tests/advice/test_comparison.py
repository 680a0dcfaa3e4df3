"""Rows and the whole table."""

from __future__ import annotations

import pytest

from advice.comparison import RowSide, asked_side, compare_row, compare_styles
from advice.content import Content
from advice.content.ids import ROW_IDS


@pytest.mark.parametrize(
    ("named", "side"),
    [
        ([], "both"),
        (["medical"], "medical"),
        (["relaxation"], "relaxation"),
        (["medical", "relaxation"], "both"),
        (["relaxation", "relaxation"], "relaxation"),
    ],
)
def test_asked_side(named: list[str], side: str) -> None:
    assert asked_side(named) == side


@pytest.mark.parametrize("row_id", ROW_IDS)
@pytest.mark.parametrize("side", ["medical", "relaxation", "both"])
def test_a_row_says_the_cells_asked_for(content: Content, row_id: str, side: RowSide) -> None:
    row = {row.id: row for row in content.comparison.rows}[row_id]
    message = compare_row(content, row_id, side)
    assert message.card is not None
    assert message.card.as_json() == {
        "kind": "row",
        "id": row_id,
        "label": row.label,
        "medical": row.medical,
        "relaxation": row.relaxation,
        "side": side,
    }
    assert (row.medical in message.text) == (side in ("medical", "both"))
    assert (row.relaxation in message.text) == (side in ("relaxation", "both"))
    assert len(message.text.split()) <= 60
    offered = [dict(button.entities).get("side") for button in message.buttons]
    assert side not in offered
    assert message.buttons[-1].intent == "compare_styles"


def test_an_unknown_row_is_an_error(content: Content) -> None:
    with pytest.raises(KeyError):
        compare_row(content, "price", "both")


def test_the_table_has_six_rows_and_says_that_the_styles_overlap(content: Content) -> None:
    message = compare_styles(content)
    assert message.card is not None
    assert [row["id"] for row in message.card.as_json()["rows"]] == list(ROW_IDS)
    assert "overlap" in message.text
    assert len(message.text.split()) <= 60
