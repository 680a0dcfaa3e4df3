"""New questions and techniques by form."""

from __future__ import annotations

import pytest

from advice.content.ids import TECHNIQUE_SIDES
from channels.desk.content_forms import ContentForms, NotTaken
from learning.changes import AddSource, AddTechnique, AddTopic, changed_content, changed_copy
from learning.places import Places
from learning.staged import Staged
from tests.channels.desk.form_fields import sent

NEW_TECHNIQUE = {
    "title": "Lomi lomi",
    "what": "Lomi lomi is a massage from Hawaii, with long strokes of the forearms.",
    "feels_like": "Lomi lomi feels flowing.",
    "used_for": "People choose lomi lomi to relax.",
    "side_note": "Our guide does not place lomi lomi.",
    "evidence": "We know of no trials.",
    "names": "lomi lomi\nlomilomi",
    "described_as": "the hawaiian one\nthe one with forearms like waves",
}


def test_a_new_technique_needs_a_source_and_is_explained(
    forms: ContentForms, places: Places
) -> None:
    form = forms.form("techniques", is_new=True)
    typed = {**sent(form), **{f"techniques//{key}": text for key, text in NEW_TECHNIQUE.items()}}
    with pytest.raises(NotTaken) as refused:
        forms.save(form, typed)
    assert dict(refused.value.by_input) == {"techniques//sources": ["Give at least one."]}
    typed["techniques//sources/0/0"] = "BG"
    (message,), content = forms.shown(form, typed)
    assert message.text.startswith("Lomi lomi is a massage from Hawaii")
    assert content.techniques["lomi_lomi"].side == "beyond_article"
    assert forms.save(form, typed) == 1
    (change,) = Staged(places).changes()
    assert isinstance(change, AddTechnique)
    # The caution that all have was in the form.
    assert change.cautions[-1].startswith("Tell your therapist")
    # It can be edited at once, though it only waits.
    form = forms.form("techniques", "lomi_lomi")
    assert forms.save(form, {**sent(form), "techniques/lomi_lomi/title": "Lomilomi"}) == 1
    content = changed_content(places.content, Staged(places).changes())
    assert content.techniques["lomi_lomi"].title == "Lomilomi"
    assert set(TECHNIQUE_SIDES) < set(content.techniques)


def test_a_new_question_needs_an_answer_and_a_source(forms: ContentForms, places: Places) -> None:
    form = forms.form("questions", is_new=True)
    with pytest.raises(NotTaken) as refused:
        forms.save(form, sent(form))
    assert {name.rpartition("/")[2] for name in refused.value.by_input} == {
        "question", "answer", "sources", "asked_as",
    }  # fmt: skip
    typed = {
        **sent(form),
        "topics//question": "Is there wifi?",
        "topics//answer": "Yes. The password is at the desk.",
        "topics//asked_as": "do you have wifi\nwhats the wifi password\nfree wlan\nwifi?\nonline?",
        "topics//terms": "wifi",
        "topics//sources/0/0": "PRACTICE",
    }
    assert forms.save(form, typed) == 1
    (change,) = Staged(places).changes()
    assert change == AddTopic(
        "there_wifi",
        "Is there wifi?",
        "Yes. The password is at the desk.",
        ("do you have wifi", "whats the wifi password", "free wlan", "wifi?", "online?"),
        ("PRACTICE",),
        ("wifi",),
    )
    assert forms.entries("questions")["there_wifi"] == "Is there wifi?"


SOURCE = {
    "sources//title": "Trial: foot massage for tired feet, 2025",
    "sources//where": "https://example.org/feet/",
    "sources//tier": "A",
}


def test_a_new_source_is_there_for_a_new_question(forms: ContentForms, places: Places) -> None:
    form = forms.form("sources", is_new=True)
    before = (places.content / "sources.yml").read_text(encoding="utf-8")
    assert forms.save(form, {**sent(form), **SOURCE}) == 1
    key = "trial_foot_massage_for_tired_feet_2025"
    (change,) = Staged(places).changes()
    assert change == AddSource(key, SOURCE["sources//title"], "example.org/feet", "A")
    # Every line that was there stays, comments and order; the new one stands after them.
    with changed_copy(places.content, [change]) as copy:
        after = (copy / "sources.yml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert "example.org/feet" in after[len(before.rstrip("\n")) :]
    # It can be chosen at once, though it only waits, and what names it is taken with it.
    question = forms.form("questions", is_new=True)
    (rows,) = (one for one in question.inputs if one.path[-1] == "sources")
    assert (key, SOURCE["sources//title"]) in rows.columns[0].choices  # type: ignore[attr-defined]
    typed = {
        **sent(question),
        "topics//question": "Do you massage feet alone?",
        "topics//answer": "Yes, half an hour of feet alone is possible.",
        "topics//asked_as": "feet only\nonly my feet\ncan you do just feet\njust feet\nfeet alone",
        "topics//sources/0/0": key,
    }
    assert forms.save(question, typed) == 1
    content = changed_content(places.content, Staged(places).changes())
    assert content.faq["you_massage_feet_alone"].sources == (key,)
    # Edited, it keeps its key; a second of its name gets another.
    form = forms.form("sources", key)
    assert forms.save(form, {**sent(form), f"sources/{key}/where": ""}) == 1
    assert changed_content(places.content, Staged(places).changes()).sources[key].where == ""
    form = forms.form("sources", is_new=True)
    assert forms.save(form, {**sent(form), **SOURCE}) == 1
    assert f"{key}_2" in forms.entries("sources")


@pytest.mark.parametrize(
    ("typed", "input_", "says"),
    [
        ({"sources//title": " "}, "sources//title", "Fill this in."),
        ({"sources//where": "on my shelf"}, "sources//where", "Write an address like example.org"),
        ({"sources//where": "shelf"}, "sources//where", "Write an address like example.org"),
        ({"sources//tier": ""}, "sources//tier", "Choose one of the list."),
        ({"sources//tier": "Z"}, "sources//tier", "Choose one of the list."),
    ],
)
def test_what_a_source_lacks_is_said_beside_its_field(
    typed: dict[str, str], input_: str, says: str, forms: ContentForms, places: Places
) -> None:
    form = forms.form("sources", is_new=True)
    with pytest.raises(NotTaken) as refused:
        forms.save(form, {**sent(form), **SOURCE, **typed})
    assert list(refused.value.by_input) == [input_]
    assert refused.value.by_input[input_][0].startswith(says)
    assert refused.value.others == ()
    assert Staged(places).changes() == []


def test_a_source_in_one_line_is_edited_in_its_line(forms: ContentForms, places: Places) -> None:
    form = forms.form("sources", "NCCAM")
    assert forms.changes(form, sent(form)) == []
    typed = {**sent(form), "sources/NCCAM/title": "NCCAM: what massage is, {2013}"}
    assert forms.save(form, typed) == 1
    before = (places.content / "sources.yml").read_text(encoding="utf-8").splitlines()
    with changed_copy(places.content, Staged(places).changes()) as copy:
        after = (copy / "sources.yml").read_text(encoding="utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    ((old, new),) = changed
    assert new == old.replace(
        old[old.index('"') : old.index('", where')], '"NCCAM: what massage is, {2013}'
    )
