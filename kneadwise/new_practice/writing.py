"""A practice's facts as the text of practice.yml, which people read and change. Pure."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from advice.content.ids import PRACTICE_FACTS, PRACTICE_LISTS
from advice.content.opening_models import WEEKDAYS
from channels.website.colors import BLACK, WHITE, contrast

FOLDER = Path(__file__).parent
TEMPLATE = "practice.yml.jinja"
# Written as lists or lines of their own.
ELSEWHERE = frozenset({"prices", "opening_hours", "phone"})
LINE = 78
# Said where the practice has told a web address.
BOOKING = "Book online at {booking_url} or call {phone}."
PRIVACY = "The full notice is at %s"


def practice_yaml(told: Mapping[str, Any]) -> str:
    """The text of practice.yml.

    Args:
        told: values by the question's id, as `questions.read_answers` gives them; what is not
            in it is left empty.
    """
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # It writes YAML, and every value goes through a filter that quotes.
        autoescape=False,
    )
    environment.filters.update(
        line=lambda text: " ".join(str(text).split()),
        yaml=plain_or_quoted,
        yaml_in_braces=lambda text: plain_or_quoted(text, "{k: %s}"),
        yaml_after_key=after_key,
    )
    optional = dict.fromkeys(("tagline", "email", "booking_url", "opening_hours", "privacy_url"))
    written = [id_ for id_ in PRACTICE_FACTS if id_ not in ELSEWHERE]
    values = {
        **optional,
        "prices": (),
        **dict.fromkeys(PRACTICE_LISTS, ()),
        **told,
        "color": _colors(told["color"]["primary"]),
        "facts": [{"id": id_, "text": _fact(id_, told)} for id_ in written],
        "weekdays": WEEKDAYS,
    }
    if hours := told.get("opening_hours"):
        values["opening_hours"] = hours.dict()
    return environment.get_template(TEMPLATE).render(values)


def plain_or_quoted(text: str, around: str = "k: %s") -> str:
    """A text as one line of YAML, in quotes only where it needs them.

    Args:
        text: one line.
        around: what it will stand in.
    """
    try:
        read = YAML(typ="safe", pure=True).load(around % text)
    except YAMLError:
        read = None
    return text if read == {"k": text} else json.dumps(text, ensure_ascii=False)


def after_key(text: str | None, indent: int = 0) -> str:
    """What follows on "key:" in a file: nothing, a line, or a block of folded lines.

    Args:
        text: with single spaces only, or None for no value.
        indent: of the key.
    """
    if not text:
        return ""
    if len(text) + indent <= LINE // 2 + LINE // 4:
        return f" {plain_or_quoted(text)}"
    margin = " " * (indent + 2)
    lines = textwrap.wrap(text, LINE - len(margin), break_long_words=False, break_on_hyphens=False)
    return "\n".join([" >-", *(margin + line for line in lines)])


def _fact(id_: str, told: Mapping[str, Any]) -> str | None:
    if id_ == "booking":
        return BOOKING if told.get("booking_url") else None
    if id_ == "privacy_policy":
        return PRIVACY % told["privacy_url"] if told.get("privacy_url") else None
    return told.get(id_)


def _colors(primary: str) -> dict[str, str]:
    on_primary = max(WHITE, BLACK, key=lambda color: contrast(primary, color))
    return {"primary": primary, "on_primary": on_primary}
