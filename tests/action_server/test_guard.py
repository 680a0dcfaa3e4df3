"""Who may call an action, decided from the head of the request."""

from __future__ import annotations

import pytest
from multidict import CIMultiDict

from action_server.guard import SECRET_HEADER, refusal
from channels.website import settings as website
from kneadwise.environment import ROOT

SECRET = b"0123456789abcdef0123456789abcdef"
GIVEN = {SECRET_HEADER.lower(): SECRET.decode()}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({SECRET_HEADER: ""}, 401),
        ({SECRET_HEADER: SECRET.decode()[:-1]}, 401),
        ({SECRET_HEADER: SECRET.decode() + "0"}, 401),
        ({SECRET_HEADER: "\udcff\u20ac"}, 401),
        ({"Content-Encoding": "deflate"}, 401),
        (GIVEN, None),
        ({**GIVEN, "content-encoding": "identity", "content-length": "100"}, None),
        ({**GIVEN, "content-encoding": "deflate"}, 415),
        ({**GIVEN, "content-encoding": "gzip"}, 415),
        ({**GIVEN, "content-encoding": "identity, deflate"}, 415),
        ({**GIVEN, "content-length": "101"}, 413),
        # What is no number is refused where the body is read.
        ({**GIVEN, "content-length": "\u0661"}, None),
    ],
)
def test_refusals(headers: dict[str, str], status: int | None) -> None:
    assert refusal(CIMultiDict(headers), SECRET, 100) == status


def test_rasa_sends_the_header_that_is_asked_for() -> None:
    text = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    assert f"{SECRET_HEADER}: ${{KNEADWISE_ACTION_SECRET}}" in text
    assert website.SHORTEST_SECRET >= 32
