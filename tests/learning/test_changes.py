"""Changes are written into the content's files, and refused in plain words."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from advice.content import load_content
from kneadwise.environment import ROOT
from learning.changes import (
    AddExample,
    AddTechnique,
    AddTopic,
    Change,
    ChangeRefused,
    Edit,
    apply,
    as_json,
    changed_content,
    from_json,
)
from learning.places import Places
from learning.showing import preview, title
from learning.staged import Staged

CONTENT = ROOT / "content"
WIFI = AddTopic(
    "wifi",
    "Is there wifi?",
    "Yes. Ask us for the password at the desk.",
    ("do you have wifi", "whats the wifi password", "wifi?", "is there internet", "free wlan"),
)
CHANGES: list[Change] = [
    WIFI,
    AddExample("faq_wifi", "can i get online at your place"),
    AddExample("faq_parking", "where do i leave my van"),
    Edit("practice.yml", ("facts", "mobile_visits"), "We come to hotels in the quarter."),
    Edit("techniques/medical.yml", ("techniques", "myofascial_release", "feels_like"), "Slow."),
    Edit("faq/practice.yml", ("topics", "price", "practice", "told"), "You pay: {fact}."),
    AddTechnique(
        "lomi_lomi",
        "Lomi lomi",
        what="A massage from Hawaii.",
        feels_like="It flows.",
        used_for="To relax.",
        side_note="Our guide does not place it.",
        cautions=("Tell your therapist about illnesses.",),
        evidence="We know of none.",
        sources=("BG",),
        names=("lomi lomi",),
    ),
    Edit("practice.yml", ("not_offered",), ["lomi_lomi"]),
    Edit("practice.yml", ("holidays",), [{"date": date(2027, 7, 4), "hours": "closed"}]),
]


def test_changes_build_on_each_other_and_are_previewed() -> None:
    content = changed_content(CONTENT, CHANGES)
    assert content.faq["wifi"].answer == WIFI.answer
    assert content.added_examples["faq_wifi"] == ("can i get online at your place",)
    shown = [preview(content, change) for change in CHANGES]
    assert shown[0] == [WIFI.answer]
    assert shown[1] == [WIFI.answer]
    assert any("We come to hotels" in text for text in shown[3])
    assert shown[4] == ["Slow."]
    assert shown[5][0].startswith("You pay: ")
    assert shown[6][0].startswith("We don't offer Lomi lomi here. A massage from Hawaii.")
    assert title(content, CHANGES[6]) == "New technique: Lomi lomi"
    assert shown[8] == ["2027-07-04, closed"]
    assert title(content, CHANGES[2]) == "“where do i leave my van” asks: Where can I park?"
    # The folder itself is as it was.
    assert "wifi" not in load_content(CONTENT).faq


def test_only_the_changed_files_change(tmp_path: Path) -> None:
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    apply(copy, CHANGES)
    changed = {
        str(p.relative_to(copy))
        for p in copy.rglob("*")
        if p.is_file() and p.read_bytes() != (CONTENT / p.relative_to(copy)).read_bytes()
    }
    assert changed == {
        "added.yml",
        "practice.yml",
        "techniques/medical.yml",
        "techniques/beyond_article.yml",
        "faq/practice.yml",
    }


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_read_as_it_was_written(change: Change) -> None:
    assert from_json(json.loads(json.dumps(as_json(change)))) == change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (AddTopic("wifi", "Wifi?", "Yes.", ("wifi",)), "added.yml › wifi › asked_as: has 1 items"),
        (AddTopic("price", "Price?", "Yes.", WIFI.asked_as), "price › id: stands in"),
        (AddTopic("wifi", "Wifi?", "Call {fone}.", WIFI.asked_as), "{fone} is no placeholder"),
        (AddExample("faq_nothing", "hm"), "examples › faq_nothing: is nothing that can be asked"),
        (Edit("practice.yml", ("retention_days",), 200), "practice.yml › retention_days: "),
        (Edit("practice.yml", ("opening_hours", "monday"), "late"), 'must be "closed" or like'),
        (Edit("practice.yml", ("facts", "x", "y"), "z"), "is not there any more"),
        (Edit("../settings.env", ("x",), "z"), "is not there any more"),
        (Edit("gone.yml", ("x",), "z"), "is not there any more"),
        (Edit("practice.yml", ("phone",), ""), "practice.yml › phone: "),
    ],
)
def test_what_cannot_be_is_refused_with_place_and_cure(change: Change, says: str) -> None:
    with pytest.raises(ChangeRefused) as refused:
        changed_content(CONTENT, [change])
    assert says in str(refused.value)
    assert " → " in str(refused.value)


def test_staged_changes_stay_until_they_are_taken_back(tmp_path: Path) -> None:
    places = Places(CONTENT, tmp_path / "m.tar.gz", tmp_path / "state", ROOT)
    staged = Staged(places)
    assert staged.changes() == []
    staged.add(WIFI)
    # It builds on the one before.
    staged.add(CHANGES[1])
    with pytest.raises(ChangeRefused):
        staged.add(WIFI)
    assert Staged(places).changes() == [WIFI, CHANGES[1]]
    staged.remove(1)
    staged.remove(5)
    assert staged.changes() == [WIFI]
    staged.drop([WIFI])
    assert staged.changes() == []
