"""Ended sessions are remembered until their token has expired, across processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain

from channels.website.ended_sessions import EndedSessions, SqlEndedSessions, ended_sessions


def sql_store(path: Path) -> SQLTrackerStore:
    return SQLTrackerStore(Domain.empty(), host=f"sqlite:///{path}")


@pytest.fixture(params=["sql", "memory"])
def ended(request: pytest.FixtureRequest, tmp_path: Path) -> EndedSessions:
    if request.param == "sql":
        return ended_sessions(FailSafeTrackerStore(sql_store(tmp_path / "db")), 60)
    return ended_sessions(InMemoryTrackerStore(Domain.empty()), 60)


def test_an_ended_session_is_held(ended: EndedSessions) -> None:
    assert not ended.holds("a")
    ended.add("a")
    ended.add("a")
    assert ended.holds("a")
    assert not ended.holds("b")


def test_another_process_knows_it_too(tmp_path: Path) -> None:
    ended_sessions(sql_store(tmp_path / "db"), 60).add("a")
    assert ended_sessions(sql_store(tmp_path / "db"), 60).holds("a")


def test_expired_ones_are_pruned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = SqlEndedSessions(sql_store(tmp_path / "db").engine, 60)
    now = 1_000_000.0
    monkeypatch.setattr("channels.website.ended_sessions.time.time", lambda: now)
    ended.add("old")
    monkeypatch.setattr("channels.website.ended_sessions.time.time", lambda: now + 61)
    ended.add("new")
    assert not ended.holds("old")
    assert ended.holds("new")
