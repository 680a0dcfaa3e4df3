"""New questions and techniques by form."""

from __future__ import annotations

import pytest

from advice.content.ids import TECHNIQUE_SIDES
from channels.desk.content_forms import ContentForms, NotTaken
from learning.changes import AddTechnique, AddTopic, changed_content
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
