"""A small run of `tests.inbox.outages`: none lost, none twice without reason."""

from __future__ import annotations

from tests.inbox.outages import is_well, play


def test_every_message_arrives_once_through_outages(url: str) -> None:
    counts = play(messages=12, kills=0, seed=3, database=url)
    assert is_well(counts), counts
    for way in ("email", "webhook"):
        assert counts[way]["outages"] > 0
