"""What all content models share."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from pydantic import BaseModel, Extra

IDENTIFIER = re.compile(r"^[a-z][a-z0-9_]*$")


def word_count(text: str) -> int:
    """Number of words in `text`, as the contract's limit of 60 counts them."""
    return len(text.split())


class NoWebAddress(ValueError):
    """A text that a browser can't open."""

    code = "web_address"


class Model(BaseModel):
    """Base of all content: unknown keys are errors, values don't change."""

    class Config:
        extra = Extra.forbid
        frozen = True
        anystr_strip_whitespace = True
        min_anystr_length = 1


def limit_words(text: str, words: int) -> str:
    """Returns `text`, or raises ValueError where it has more than `words` words."""
    if word_count(text) > words:
        raise ValueError(f"has {word_count(text)} words, {words} are allowed")
    return text


def at_least(count: int) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A validator that refuses fewer than `count` items."""

    # pydantic 1 does not enforce min_items on tuples.
    def check(value: tuple[str, ...]) -> tuple[str, ...]:
        if len(value) < count:
            raise ValueError(f"has {len(value)} items, at least {count} are needed")
        return value

    return check


def identifier(value: str) -> str:
    """Returns `value`, or raises ValueError where it is no lower_snake name."""
    if not IDENTIFIER.match(value):
        raise ValueError(f"{value!r} is not lower case letters, digits and underscores")
    return value


def web_address(url: str) -> str:
    """Returns `url`, or raises NoWebAddress where it is no http(s) address without spaces."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise NoWebAddress("is not a web address") from None
    if parts.scheme not in ("http", "https") or not host.strip(".") or re.search(r"\s", url):
        raise NoWebAddress("is not a web address starting with http:// or https://")
    return url
