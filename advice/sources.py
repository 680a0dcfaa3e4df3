"""Turns source keys into what a card shows."""

from __future__ import annotations

from collections.abc import Iterable

from advice.cards import CardSource
from advice.content import Content


def card_sources(content: Content, keys: Iterable[str]) -> tuple[CardSource, ...]:
    """The sources behind `keys`, in order.

    Args:
        content: the loaded content.
        keys: keys of `sources.yml`; unknown ones can't occur in checked content.
    """
    return tuple(
        CardSource(title=content.sources[key].title, url=content.sources[key].where) for key in keys
    )
