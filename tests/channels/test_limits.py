"""Rate limits: counted by session and by address, with the time to wait."""

from __future__ import annotations

import gc

import pytest

from channels.website.limits import RateLimits
from channels.website.problems import Problem
from channels.website.settings import WebsiteSettings


def limits(**settings: int) -> RateLimits:
    made = RateLimits(WebsiteSettings(**settings))
    # The library keeps only a weak reference to its storage.
    gc.collect()
    return made


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
    counted.count_message("b", "1.1.1.1")
    counted.count_message("c", "2.2.2.2")
    with pytest.raises(Problem):
        counted.count_message("d", "1.1.1.1")


def test_new_sessions_are_counted_by_address() -> None:
    counted = limits(sessions_per_hour_per_address=1)
    counted.count_session("1.1.1.1")
    counted.count_session("2.2.2.2")
    with pytest.raises(Problem):
        counted.count_session("1.1.1.1")
