"""Technique answers: the text answers the aspect asked, the card has everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content, load_content
from advice.techniques import Aspect, explain_techniques
from advice.wording import WORD_LIMIT, as_many_as_fit

CONTENT = load_content()
ASPECTS: tuple[Aspect, ...] = ("what", "feeling", "uses", "side", "cautions", "evidence")
FIELDS: dict[Aspect, str] = {
    "what": "what",
    "feeling": "feels_like",
    "uses": "used_for",
    "side": "side_note",
    "evidence": "evidence",
}


@pytest.mark.parametrize("technique", CONTENT.techniques)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_text_answers_the_aspect(content: Content, technique: str, aspect: Aspect) -> None:
    (message,) = explain_techniques(content, [technique], aspect)
    entry = content.techniques[technique]
    wanted = entry.cautions[0] if aspect == "cautions" else getattr(entry, FIELDS[aspect])
    assert message.text.startswith(wanted)
    assert len(message.text.split()) <= WORD_LIMIT
    assert message.card is not None
    card = message.card.as_json()
    assert (card["kind"], card["id"], card["side"]) == ("technique", technique, entry.side)
    assert card["cautions"]
    assert card["sources"]
    intents = [button.intent for button in message.buttons]
    assert f"technique_{aspect}" not in intents
    assert len(set(intents)) == len(intents)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_technique_off_the_menu_is_explained_with_that_said(aspect: Aspect) -> None:
    practice = CONTENT.practice.copy(update={"not_offered": tuple(CONTENT.techniques)})
    content = CONTENT.copy(update={"practice": practice})
    for technique in content.techniques.values():
        (message,) = explain_techniques(content, [technique.id], aspect)
        (before,) = explain_techniques(CONTENT, [technique.id], aspect)
        said = f"We don't offer {technique.title} here. "
        assert message.text.startswith(said)
        assert before.text.startswith(message.text.removeprefix(said))
        assert len(message.text.split()) <= WORD_LIMIT
        assert message.card == before.card


def test_unknown_ids_are_left_out(content: Content) -> None:
    assert explain_techniques(content, ["no_such_technique"], "what") == []
    messages = explain_techniques(content, ["shiatsu", "nothing", "reflexology"], "what")
    assert [m.card.id for m in messages if m.card] == ["shiatsu", "reflexology"]


@given(st.lists(st.lists(st.just("word"), min_size=1, max_size=40), min_size=1, max_size=8))
def test_as_many_as_fit_keeps_the_first_and_the_limit(words: list[list[str]]) -> None:
    sentences = [" ".join(sentence) for sentence in words]
    joined = as_many_as_fit(sentences)
    assert joined.startswith(sentences[0])
    assert len(joined.split()) <= max(WORD_LIMIT, len(words[0]))
    assert " ".join(sentences).startswith(joined)
