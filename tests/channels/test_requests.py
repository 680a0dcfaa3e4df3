"""What a visitor's text becomes before Rasa sees it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message

from channels.website.requests import BIDI_CONTROLS, clean_text, ordinary_text

# Surrogates too: JSON can carry them.
ANY_TEXT = st.text(st.characters(), max_size=60)


@given(ANY_TEXT)
def test_clean_text_has_no_control_and_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not set(cleaned) & BIDI_CONTROLS
    assert "\x00" not in cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  neck\tpain\n ", "neck\tpain"),
        ("e\u0301", "é"),
        ("\ud800a\x00b\u202ec", "abc"),
        ("👍🏽", "👍🏽"),
        ("مساج", "مساج"),
    ],
)
def test_what_people_write_is_kept(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text(st.sampled_from('/ \t\u00a0\u3000\u2003{}"a:'), max_size=12), ANY_TEXT)
def test_rasa_never_takes_ordinary_text_for_an_intent(start: str, rest: str) -> None:
    text = ordinary_text(clean_text(start + '/greet{"a": "b"}' + rest))
    assert text
    assert not text.strip().startswith("/")
    message = Message.build(text=text)
    assert YAMLStoryReader.unpack_regex_message(message).get("intent") is None


@given(ANY_TEXT)
def test_text_without_a_leading_slash_stays(text: str) -> None:
    cleaned = clean_text("a" + text)
    assert ordinary_text(cleaned) == cleaned
