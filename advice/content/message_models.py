"""The schema of `content/message.yml`: what is said of messages to the practice's people."""

from __future__ import annotations

from typing import Literal

from advice.content.base import Model

Field = Literal["about", "name", "contact"]
Kind = Literal["question", "booking", "change", "cancellation"]


class MessageWording(Model):
    """Said where something is passed on to the practice's people."""

    ask: dict[Field, str]
    again: dict[Field, str]
    problems: dict[str, str]
    keeps_answers: str
    confirm: str
    confirm_again: str
    changed: str
    request: str
    kinds: dict[Kind, str]
    lines: dict[Field, str]
    nothing_about: str
    warning: str
    result: str
    buttons: dict[str, str]
    sent: str
    sent_all: str
    sent_already: str
    nothing_to_send: str
    cancelled: str
    failed: str
    why: str
