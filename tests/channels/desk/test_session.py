"""Logins and their waits, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.desk.attempts import LONGEST_SECONDS, Attempts, delay, overall_delay
from channels.desk.session import DeskSessions, NotSignedIn

SECRET = b"a secret of the tests, long enough"
IDLE, MOST = 60, 600
SESSIONS = DeskSessions(SECRET, "hash", IDLE, MOST)
NOW = 1_000_000


@pytest.mark.parametrize(
    ("seen_before", "began_before", "counts"),
    [(0, 0, True), (59, 59, True), (60, 60, False), (0, 599, True), (0, 600, False)],
)
def test_a_login_ends(seen_before: int, began_before: int, counts: bool) -> None:
    session = replace(SESSIONS.start(NOW), seen=NOW - seen_before, began=NOW - began_before)
    cookie = SESSIONS.write(session)
    if counts:
        assert SESSIONS.read(cookie, NOW) == replace(session, seen=NOW)
    else:
        with pytest.raises(NotSignedIn):
            SESSIONS.read(cookie, NOW)


@pytest.mark.parametrize(
    "other",
    [
        DeskSessions(b"another secret, long enough too", "hash", IDLE, MOST),
        DeskSessions(SECRET, "another password's", IDLE, MOST),
    ],
)
def test_another_secret_or_password_reads_nothing(other: DeskSessions) -> None:
    session = SESSIONS.start(NOW)
    with pytest.raises(NotSignedIn):
        other.read(SESSIONS.write(session), NOW)
    assert not other.is_form_token(session.id, SESSIONS.form_token(session.id))


@given(st.text())
def test_no_text_is_a_login(cookie: str) -> None:
    with pytest.raises(NotSignedIn):
        SESSIONS.read(cookie, NOW)


def test_a_form_belongs_to_its_login() -> None:
    first, second = SESSIONS.start(NOW), SESSIONS.start(NOW)
    assert SESSIONS.is_form_token(first.id, SESSIONS.form_token(first.id))
    assert not SESSIONS.is_form_token(second.id, SESSIONS.form_token(first.id))


@pytest.mark.parametrize(("failures", "seconds"), [(0, 0), (2, 0), (3, 1), (4, 2), (8, 32)])
def test_the_wait_doubles(failures: int, seconds: float) -> None:
    assert delay(failures) == seconds


@given(st.integers(0, 10_000))
def test_waits_grow_and_are_bounded(failures: int) -> None:
    assert 0 <= delay(failures) <= delay(failures + 1) <= LONGEST_SECONDS
    assert 0 <= overall_delay(failures) <= overall_delay(failures + 1) <= 10


def test_an_address_waits_for_its_own_failures() -> None:
    attempts = Attempts()
    for _ in range(3):
        assert attempts.wait("a", 100) == 0
        attempts.begin("a", 100)
    assert attempts.wait("a", 100) == 1
    assert attempts.wait("a", 101) == 0
    assert attempts.wait("b", 100) == 0
    attempts.succeed("a")
    assert attempts.wait("a", 100) == 0


def test_many_addresses_wait_together() -> None:
    attempts = Attempts()
    for number in range(20):
        attempts.begin(str(number), 100)
    assert attempts.wait("new", 100) == 1
    assert attempts.wait("new", 100 + 3601) == 0
