"""Errors as a client gets them."""

from __future__ import annotations

import json

import pytest

from channels.website.problems import Problem


@pytest.mark.parametrize(("seconds", "waits"), [(None, False), (0, True), (30, True)])
def test_how_long_to_wait_may_be_read_on_other_sites(seconds: int | None, waits: bool) -> None:
    response = Problem(429, "Too many.", seconds).response()
    assert json.loads(response.body)["status"] == 429
    assert response.headers.get("Retry-After") == (str(seconds) if waits else None)
    assert response.headers.get("Access-Control-Expose-Headers") == (
        "Retry-After" if waits else None
    )
