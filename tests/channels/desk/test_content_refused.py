"""What can't be kept of the forms on content is said beside its input."""

from __future__ import annotations

import pytest

from channels.desk.content_forms import ContentForms, NotTaken
from learning.places import Places
from learning.staged import Staged
from tests.channels.desk.form_fields import PRACTICE, PRICE, SWEDISH, sent


@pytest.mark.parametrize(
    ("where", "typed", "input_", "says"),
    [
        (PRACTICE, {"name": ""}, "name", "Fill this in."),
        (
            PRACTICE,
            {"opening_hours/monday": "late"},
            "opening_hours/monday",
            "Write “closed”, or from",
        ),
        (PRACTICE, {"opening_hours/monday": "17-9"}, "opening_hours/monday", "the end is after"),
        (PRACTICE, {"prices/1/1": "an hour"}, "prices", "Line 2, Minutes: Write a whole number"),
        (PRACTICE, {"prices/5/0": "Shiatsu"}, "prices", "Line 6, Minutes: Fill this in."),
        (PRACTICE, {"holidays/3/0": "Easter"}, "holidays", "Line 4, Day: Write the day like"),
        (PRACTICE, {"holidays/3/0": "2027-01-01"}, "holidays", "stands there twice"),
        (
            PRICE,
            {"topics/price/asked_as": "a\nb"},
            "topics/price/asked_as",
            "Give at least 5; there are 2.",
        ),
        (PRICE, {"topics/price/sources/0/0": ""}, "topics/price/sources", "Give at least one."),
        (
            PRICE,
            {"topics/price/sources/0/0": "X"},
            "topics/price/sources",
            "There is no source “X”.",
        ),
        (PRICE, {"topics/price/terms": "parking"}, "topics/price/terms", "“parking” leads to"),
        (
            PRICE,
            {"topics/price/practice/told": "{x}"},
            "topics/price/practice/told",
            "{x} is no placeholder",
        ),
        (
            SWEDISH,
            {"techniques/swedish_massage/what": "a " * 61},
            "techniques/swedish_massage/what",
            "This has 61 words; at most 60",
        ),
        (
            SWEDISH,
            {"techniques/swedish_massage/names": "shiatsu"},
            "techniques/swedish_massage/names",
            "“shiatsu” leads to",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_the_input(
    forms: ContentForms,
    places: Places,
    where: tuple[str, str, bool],
    typed: dict[str, str],
    input_: str,
    says: str,
) -> None:
    form = forms.form(*where)
    fields = {**sent(form), **typed}
    with pytest.raises(NotTaken) as refused:
        forms.save(form, fields)
    assert list(refused.value.by_input) == [input_] or says.startswith("“")
    reasons = [
        *refused.value.by_input.get(input_, ()),
        *refused.value.others,
    ]
    assert any(says in reason for reason in reasons), reasons
    # What was typed is still there, and nothing was kept.
    for name, text in typed.items():
        assert refused.value.typed.get(name, "") == text
    assert Staged(places).changes() == []
    with pytest.raises(NotTaken):
        forms.shown(form, fields)
