"""Visits of the guide, for the counts: when one begins, and what it is counted for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from secrets import token_urlsafe

from advice.messages import Message
from channels.guide.state import State, Visit
from insights.seeing import Seen, seen_in_turn

ID_BYTES = 16


def begun(day: date) -> State:
    """The state of a visitor who has answered nothing yet."""
    return State(visit=Visit(token_urlsafe(ID_BYTES), day))


def shown(state: State, messages: Iterable[Message]) -> tuple[State, frozenset[Seen]]:
    """What an answer's page shows for the first time in its visit.

    Args:
        state: after the answer.
        messages: what the chat would say there.

    Returns:
        The state that remembers it, and what is to be counted.
    """
    visit = state.visit
    if visit is None:
        return state, frozenset()
    cards = (message.card_json() for message in messages)
    seen = seen_in_turn(card for card in cards if card)
    new = frozenset(each for each in seen if each.once not in visit.counted)
    counted = visit.counted | {each.once for each in new}
    return replace(state, visit=replace(visit, counted=counted)), new
