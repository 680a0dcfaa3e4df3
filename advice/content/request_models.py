"""The schema of `content/requests.yml`: how people and messages to them are asked for."""

from __future__ import annotations

from advice.content.base import Model

Phrases = tuple[str, ...]


class PersonWords(Model):
    """How a person is asked for."""

    asks: Phrases
    who: Phrases
    talks: Phrases
    anyone: Phrases
    calls: Phrases
    alone: Phrases
    unless: Phrases


class RequestWords(Model):
    """How something is asked to be passed on, and what belongs to it."""

    person: PersonWords
    message: Phrases
    begins: Phrases
    names_nobody: Phrases
    cancellation: Phrases
    change: Phrases
    booking: Phrases
    ours: Phrases
    general: Phrases
    name: Phrases
    no_name: Phrases
    send_all: Phrases
    send: Phrases
    dont_send: Phrases
    parent: Phrases
