"""Answers about massage techniques."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from advice.cards import TechniqueCard
from advice.content import Content
from advice.content.models import Technique
from advice.messages import Button, Message
from advice.sources import card_sources
from advice.wording import as_many_as_fit

Aspect = Literal["what", "feeling", "uses", "side", "cautions", "evidence"]
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def explain_techniques(content: Content, ids: Iterable[str], aspect: Aspect) -> list[Message]:
    """One message for each technique; the text answers the aspect asked about.

    Args:
        content: the loaded content.
        ids: technique ids, in the order they were asked; unknown ones are left out.
        aspect: what was asked.

    Returns:
        Messages with `technique` cards; empty if no id is known.
    """
    known = [content.techniques[id_] for id_ in ids if id_ in content.techniques]
    return [_explain(content, technique, aspect) for technique in known]


def _explain(content: Content, technique: Technique, aspect: Aspect) -> Message:
    card = TechniqueCard(
        id=technique.id,
        title=technique.title,
        side=technique.side,
        what=technique.what,
        feels_like=technique.feels_like,
        used_for=technique.used_for,
        cautions=technique.cautions,
        evidence=technique.evidence,
        sources=card_sources(content, technique.sources),
    )
    text = _text(content, technique, aspect)
    if technique.id in content.practice.not_offered:
        text = _not_offered(content, technique, text)
    return Message(text, card, _buttons(content, technique, aspect))


def _not_offered(content: Content, technique: Technique, text: str) -> str:
    said = content.wording.technique.not_offered.format(technique=technique.title)
    return as_many_as_fit([said, *SENTENCE_END.split(text)])


def _text(content: Content, technique: Technique, aspect: Aspect) -> str:
    if aspect == "feeling":
        return technique.feels_like
    if aspect == "uses":
        return technique.used_for
    if aspect == "side":
        return technique.side_note
    if aspect == "evidence":
        return technique.evidence
    if aspect == "cautions":
        return as_many_as_fit(technique.cautions)
    side = content.wording.technique.side_labels[technique.side]
    return as_many_as_fit([technique.what, side, technique.used_for])


def _buttons(content: Content, technique: Technique, aspect: Aspect) -> tuple[Button, ...]:
    titles = content.wording.buttons
    entities = {"technique": technique.id}
    offers = [
        ("feeling", Button(titles["feeling"], "technique_feeling", entities)),
        ("side", Button(titles["side"], "technique_side", entities)),
        ("cautions", Button(titles["cautions"], "technique_cautions", entities)),
    ]
    return tuple(button for offered, button in offers if offered != aspect)
