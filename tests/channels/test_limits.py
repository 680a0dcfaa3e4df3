"""Limits: counted by session and by address, with the time to wait, in bounded memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.website.limits import RateLimits, check_room
from channels.website.problems import Problem
from channels.website.requests import counted_address
from channels.website.settings import WebsiteSettings
from channels.website.windows import MovingWindow


def limits(**settings: int) -> RateLimits:
    return RateLimits(WebsiteSettings(**settings))


def test_a_session_has_its_own_count() -> None:
    counted = limits(messages_per_minute=2)
    counted.count_message("a", "1.1.1.1")
    counted.count_message("a", "1.1.1.1")
    counted.count_message("b", "1.1.1.1")
    with pytest.raises(Problem) as caught:
        counted.count_message("a", "2.2.2.2")
    assert caught.value.status == 429
    assert caught.value.retry_after is not None
    assert 1 <= caught.value.retry_after <= 60
    response = caught.value.response()
    assert response.headers["Retry-After"] == str(caught.value.retry_after)


def test_an_address_has_its_own_count() -> None:
    counted = limits(messages_per_minute_per_address=2)
    counted.count_message("a", "1.1.1.1")
    counted.count_form("1.1.1.1")
    counted.count_message("c", "2.2.2.2")
    for call in (
        lambda: counted.count_message("d", "1.1.1.1"),
        lambda: counted.count_form("1.1.1.1"),
    ):
        with pytest.raises(Problem):
            call()


def test_reads_are_counted_apart_from_messages() -> None:
    counted = limits(messages_per_minute=1, reads_per_minute=1, reads_per_minute_per_address=2)
    counted.count_message("a", "1.1.1.1")
    counted.count_read("a", "1.1.1.1")
    with pytest.raises(Problem):
        counted.count_read("a", "1.1.1.1")
    counted.count_read("b", "1.1.1.1")
    with pytest.raises(Problem):
        counted.count_read("c", "1.1.1.1")


def test_new_sessions_are_counted_by_address() -> None:
    counted = limits(sessions_per_hour_per_address=1)
    counted.count_session("1.1.1.1")
    counted.count_session("2.2.2.2")
    with pytest.raises(Problem):
        counted.count_session("1.1.1.1")


def test_there_is_room_up_to_the_limit() -> None:
    check_room(31, 32)
    with pytest.raises(Problem) as caught:
        check_room(32, 32)
    assert caught.value.status == 503
    assert caught.value.retry_after


# Eighths of a second: sums of them are exact, so that a window's edge is the same for both.
EIGHTHS = st.integers(0, 240).map(lambda eighths: eighths / 8)


@given(st.lists(st.tuples(st.sampled_from("abc"), EIGHTHS), max_size=60))
def test_no_key_has_more_than_its_events_in_any_window(steps: list[tuple[str, float]]) -> None:
    window = MovingWindow(3, 60, 10)
    now, counted = 0.0, []
    for key, gone in steps:
        now += gone
        recent = [t for k, t in counted if k == key and t > now - 60]
        wait = window.hit(key, now)
        assert (wait > 0) == (len(recent) >= 3)
        if wait:
            assert wait == pytest.approx(recent[0] + 60 - now)
        else:
            counted.append((key, now))


def test_a_million_addresses_are_not_all_remembered() -> None:
    window = MovingWindow(60, 60, 1000)
    for number in range(1_000_000):
        window.hit(str(number), 0.0)
    assert len(window) == 1000
    window.hit("later", 60.0)
    assert len(window) == 1


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unix", "unix"),
    ],
)
def test_an_ipv6_customer_is_one_address(address: str, counted: str) -> None:
    assert counted_address(address) == counted
