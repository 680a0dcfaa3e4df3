"""The wordings of wishes that the assistant is measured by, and what an answer made of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from advice.content import load_content
from kneadwise.client import Answer

DIRECTORY = Path(__file__).parent / "wordings"
OFFER, FORM = "handoff/offer", "handoff/form"
KINDS = load_content().message.kinds


def read(name: str) -> Any:
    """A file of wordings."""
    yaml = YAML(typ="safe", pure=True)
    return yaml.load((DIRECTORY / f"{name}.yml").read_text(encoding="utf-8"))


def kind_begun(answer: Answer) -> str | None:
    """The kind of message that an answer has begun to take; None where it takes none."""
    cards = [message.get("card") or {} for message in answer.messages]
    forms = [card for card in cards if f"{card.get('kind')}/{card.get('id')}" == FORM]
    if not forms:
        return None
    summary = forms[-1]["summary"]
    # Without a summary it asks what the message is about: a request would have told.
    found = [kind for kind, title in KINDS.items() if summary.startswith(f"{title}:")]
    return str(found[0]) if found else "question"


def share(right: list[bool]) -> float:
    """The share that is right, 0 to 1."""
    return sum(right) / len(right)
