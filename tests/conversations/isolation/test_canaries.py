"""Visitors who talk at once see and lose nothing of each other's."""

from __future__ import annotations

import asyncio

from kneadwise.servers import Servers
from tests.conversations.isolation.canaries import FAULTS, visit

TURNS = 400
VISITORS = 20


def test_nobody_reads_another_visitor(assistant: Servers) -> None:
    tally = asyncio.run(visit(assistant.address, TURNS, VISITORS))
    assert {fault: tally[fault] for fault in FAULTS if tally[fault]} == {}
    assert tally["turns"] >= TURNS
    # What is searched for does come back, or nothing could be found.
    for seen in ("own_quoted", "own_read", "results", "transcripts", "erased"):
        assert tally[seen] > 0, seen
