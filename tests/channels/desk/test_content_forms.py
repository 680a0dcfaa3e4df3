"""From what is typed into the forms on content to staged changes, on real files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from channels.desk.content_forms import ContentForms, NotTaken
from learning.changes import Edit, changed_content
from learning.inputs import Lines
from learning.places import Places
from learning.staged import Staged
from tests.channels.desk.form_fields import PRACTICE, PRICE, SWEDISH, sent


@pytest.mark.parametrize("where", [PRACTICE, PRICE, SWEDISH, ("questions", "privacy", False)])
def test_nothing_typed_changes_nothing(
    forms: ContentForms, places: Places, where: tuple[str, str, bool]
) -> None:
    form = forms.form(*where)
    assert forms.save(form, sent(form)) == 0
    assert Staged(places).changes() == []


@pytest.mark.parametrize(
    ("where", "typed", "gone", "file", "path", "value"),
    [
        (
            PRACTICE,
            {"facts/parking": "In the\r\nyard."},
            (),
            "practice.yml",
            ("facts", "parking"),
            "In the yard.",
        ),
        (PRACTICE, {"facts/parking": ""}, (), "practice.yml", ("facts", "parking"), None),
        (
            PRACTICE,
            {"opening_hours/monday": "9 - 5:30pm"},
            (),
            "practice.yml",
            ("opening_hours", "monday"),
            "09:00-17:30",
        ),
        (
            PRACTICE,
            {"opening_hours/friday": "Closed"},
            (),
            "practice.yml",
            ("opening_hours", "friday"),
            "closed",
        ),
        (
            PRACTICE,
            {"payment_kinds": "cash\r\n\r\n vouchers \r\ncash"},
            (),
            "practice.yml",
            ("payment_kinds",),
            ["cash", "vouchers"],
        ),
        (
            PRACTICE,
            {},
            ("not_offered/thai_massage",),
            "practice.yml",
            ("not_offered",),
            ["thai_massage"],
        ),
        (
            PRACTICE,
            {"holidays/3/0": "2027-07-04"},
            (),
            "practice.yml",
            ("holidays",),
            [
                {"date": date(2026, 12, 24), "hours": "10:00-14:00"},
                {"date": date(2026, 12, 25), "hours": "closed"},
                {"date": date(2027, 1, 1), "hours": "closed"},
                {"date": date(2027, 7, 4)},
            ],
        ),
        (
            PRICE,
            {"topics/price/terms": "price"},
            (),
            "faq/practice.yml",
            ("topics", "price", "terms"),
            ["price"],
        ),
        (
            PRICE,
            {"topics/price/sources/1/0": "BG"},
            (),
            "faq/practice.yml",
            ("topics", "price", "sources"),
            ["PRACTICE", "BG"],
        ),
        (
            SWEDISH,
            {"recommendation": ""},
            ("relaxation/1/goals/sleep",),
            "recommendation/techniques.yml",
            ("relaxation", 1, "goals"),
            ["relax", "less_stress", "treat_myself", "maintenance", "less_pain", "move_better"],
        ),
    ],
)
def test_what_is_typed_becomes_one_change(
    forms: ContentForms,
    places: Places,
    where: tuple[str, str, bool],
    typed: dict[str, str],
    gone: tuple[str, ...],
    file: str,
    path: tuple[str | int, ...],
    value: Any,
) -> None:
    form = forms.form(*where)
    fields = {k: v for k, v in {**sent(form), **typed}.items() if k not in gone}
    assert forms.save(form, fields) == 1
    assert Staged(places).changes() == [Edit(file, path, value)]
    # It is written so that it is read as that, and shown by the next form.
    changed_content(places.content, Staged(places).changes())
    assert forms.save(forms.form(*where), sent(forms.form(*where))) == 0


def test_prices_are_added_moved_changed_and_removed(forms: ContentForms, places: Places) -> None:
    form = forms.form(*PRACTICE)
    typed = forms.acted(form, sent(form), "remove:prices:4")
    typed = forms.acted(form, typed, "up:prices:1")
    typed = forms.acted(form, typed, "down:prices:9")
    typed = forms.acted(form, typed, "add:prices:0")
    typed = forms.acted(form, typed, "what:nothing:0")
    last = int(typed["prices"]) - 1
    typed |= {
        f"prices/{last}/0": "Reflexology",
        f"prices/{last}/1": "30",
        f"prices/{last}/2": "$50",
    }
    typed |= {"prices/0/2": "$140"}
    assert forms.save(form, typed) == 1
    messages, _ = forms.shown(form, typed)
    assert any("Reflexology, 30 minutes: $50" in message.text for message in messages)
    prices = changed_content(places.content, Staged(places).changes()).practice.prices
    assert [(p.service, p.minutes, p.price) for p in prices] == [
        ("Relaxation massage", 90, "$140"),
        ("Relaxation massage", 60, "$95"),
        ("Medical massage", 45, "$85"),
        ("Medical massage", 60, "$110"),
        ("Reflexology", 30, "$50"),
    ]
    # A second edit builds on the first, which waits.
    form = forms.form(*PRACTICE)
    assert forms.save(form, {**sent(form), "prices/4/2": "$55"}) == 1
    prices = changed_content(places.content, Staged(places).changes()).practice.prices
    assert (len(prices), prices[4].price) == (5, "$55")


def test_hours_come_and_go_as_a_week(forms: ContentForms, places: Places) -> None:
    form = forms.form(*PRACTICE)
    days = [one.name for one in form.inputs if one.path[0] == "opening_hours"]
    none = {**sent(form), **dict.fromkeys(days, "")}
    assert forms.save(form, none) == 1
    assert changed_content(places.content, Staged(places).changes()).practice.opening_hours is None
    form = forms.form(*PRACTICE)
    with pytest.raises(NotTaken) as refused:
        forms.save(form, {**sent(form), days[0]: "9-17"})
    assert refused.value.by_input[days[1]] == ["Fill this in."]
    assert forms.save(form, {**sent(form), **dict.fromkeys(days, "9-17")}) == 1
    hours = changed_content(places.content, Staged(places).changes()).practice.opening_hours
    assert hours is not None
    assert hours.sunday == "09:00-17:00"


def test_a_technique_off_the_menu_is_explained_and_not_recommended(
    forms: ContentForms, places: Places
) -> None:
    form = forms.form(*PRACTICE)
    typed = sent(form)
    del typed["not_offered/hot_stone_massage"]
    messages, content = forms.shown(form, typed)
    assert [m.text[:40] for m in messages] == ["We don't offer Hot stone massage here. H"]
    assert content.practice.not_offered == ("hot_stone_massage",)


def test_lists_show_one_item_on_a_line(forms: ContentForms) -> None:
    names = next(i for i in forms.form(*SWEDISH).inputs if i.path[-1] == "cautions")
    assert isinstance(names, Lines)
    assert len(names.shown({}).split("\n")) == len(names.items)
