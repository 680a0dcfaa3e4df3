"""What is said when a message was not understood: two or three readings and a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from advice.cards import ClarifyCard, Option
from advice.content import Content
from advice.discarding import DELETE, RESTART
from advice.handoff.offering import offer_person
from advice.messages import Button, Message

MOST_READINGS = 3
FEWEST_READINGS = 2
# contract.md §3 and conversation.md §1 no. 2: a second miss in three turns offers the person.
MISSES_BEFORE_PERSON = 2
CHOOSE = "choose_style"


def clarify(
    content: Content,
    ranked_intents: Iterable[str],
    techniques: Sequence[str],
    misses: int,
    now: datetime | None = None,
    loss: Button | None = None,
) -> list[Message]:
    """Offers the nearest readings of a message that was not understood.

    Args:
        content: the loaded content.
        ranked_intents: intents, likeliest first.
        techniques: ids of the techniques the message names.
        misses: how many of the last three turns were not understood, this one included.
        now: an aware moment, to say whether a person is there.
        loss: the reading that would throw something away, where it was read in doubt.

    Returns:
        A `clarify` message; at the second miss, how to reach a person too.
    """
    readings = _readings(content, ranked_intents, techniques, loss)
    person = Button(content.wording.clarify.person, "talk_to_person")
    buttons = (*readings, person)
    texts = content.wording.clarify.texts
    message = Message(
        texts[max(misses - 1, 0) % len(texts)],
        ClarifyCard(options=tuple(Option(title=b.title, payload=b.payload) for b in buttons)),
        buttons,
    )
    if misses == MISSES_BEFORE_PERSON:
        return [message, offer_person(content, now)]
    return [message]


def which_technique(content: Content, intent: str) -> Message:
    """Asks which technique is meant, where a question about one names none."""
    likely = ("swedish_massage", "trigger_point_therapy")
    buttons = (
        Button(content.wording.clarify.readings[CHOOSE], CHOOSE),
        *(Button(content.techniques[id_].title, intent, {"technique": id_}) for id_ in likely),
        Button(content.wording.clarify.person, "talk_to_person"),
    )
    options = tuple(Option(title=b.title, payload=b.payload) for b in buttons)
    return Message(content.wording.technique.which_one, ClarifyCard(options=options), buttons)


def reading_of(content: Content, intent: str, technique: str | None = None) -> Button | None:
    """The button that offers `intent` as a reading.

    Args:
        content: the loaded content.
        intent: the intent's name.
        technique: the technique named with it, or None.

    Returns:
        The button, or None where the intent is not something to offer.
    """
    kind, _, rest = intent.partition("_")
    if kind == "faq" and rest in content.faq:
        return Button(content.faq[rest].question, intent)
    rows = {row.id: row for row in content.comparison.rows}
    if kind == "row" and rest in rows:
        return Button(rows[rest].label, intent)
    title = content.wording.clarify.readings.get(intent)
    if title is None:
        return None
    if "{technique}" not in title:
        return Button(title, intent)
    if technique is None:
        return None
    name = content.techniques[technique].title.lower()
    return Button(title.format(technique=name), intent, {"technique": technique})


def reading_of_loss(content: Content, intent: str) -> Button | None:
    """The button that throws away what a doubtful message may have meant to; None for none."""
    titles = {RESTART: content.widget["start_over"], DELETE: content.widget["delete_chat"]}
    return Button(titles[intent], intent) if intent in titles else None


def _readings(
    content: Content,
    ranked_intents: Iterable[str],
    techniques: Sequence[str],
    loss: Button | None,
) -> tuple[Button, ...]:
    technique = techniques[0] if techniques else None
    found: dict[str, Button] = {loss.title: loss} if loss is not None else {}
    if technique is not None:
        named = reading_of(content, "explain_technique", technique)
        if named is not None:
            found[named.title] = named
    for intent in ranked_intents:
        button = reading_of(content, intent, technique)
        if button is not None and len(found) < MOST_READINGS:
            found.setdefault(button.title, button)
    for intent in content.wording.clarify.defaults:
        button = reading_of(content, intent)
        if button is not None and len(found) < FEWEST_READINGS:
            found.setdefault(button.title, button)
    return tuple(found.values())
