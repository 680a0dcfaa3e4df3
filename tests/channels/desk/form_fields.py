"""What a browser sends of the forms on content."""

from __future__ import annotations

from channels.desk.content_forms import Form
from learning.inputs import Choices
from learning.rows import Rows


def sent(form: Form) -> dict[str, str]:
    """What a browser sends where nothing was typed."""
    fields: dict[str, str] = {}
    for one in form.inputs:
        shown = one.shown({})
        if isinstance(one, Rows):
            fields[one.name] = str(len(shown))
            for row, cells in enumerate(shown):
                fields |= {one.cell(row, at): cell for at, cell in enumerate(cells)}
        elif isinstance(one, Choices):
            fields |= {one.name: "1", **{f"{one.name}/{value}": "1" for value in shown}}
        else:
            fields[one.name] = shown.replace("\n", "\r\n")
    return fields


PRACTICE = ("practice", "", False)
PRICE = ("questions", "price", False)
SWEDISH = ("techniques", "swedish_massage", False)
