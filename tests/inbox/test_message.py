"""A message's JSON holds all of it, and nothing else is read as one."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from inbox.message import NotAMessage, PracticeMessage
from tests.inbox.messages import CANARY, MESSAGES, message


@given(MESSAGES)
def test_it_is_read_as_it_was_written(whole: PracticeMessage) -> None:
    assert PracticeMessage.from_json(json.loads(json.dumps(whole.as_json()))) == whole


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "complaint"),
        ("contact_kind", "fax"),
        ("name", 5),
        ("about", None),
        ("level", "severe"),
        ("summary", [["only a title"]]),
        ("summary", [["three", "of", "them"]]),
        ("transcript", [["therapist", "hello"]]),
        ("known", ["no mapping"]),
        ("created_at", "2026-03-14T15:09:26"),
        ("created_at", "yesterday"),
    ],
)
def test_what_is_none_is_refused_and_not_quoted(field: str, value: Any) -> None:
    written = {**message().as_json(), field: value}
    with pytest.raises(NotAMessage) as refused:
        PracticeMessage.from_json(written)
    assert field in str(refused.value)
    assert CANARY not in str(refused.value)


@pytest.mark.parametrize("field", sorted(message().as_json()))
def test_no_field_may_be_missing(field: str) -> None:
    written = message().as_json()
    del written[field]
    with pytest.raises(NotAMessage, match=field):
        PracticeMessage.from_json(written)


def test_no_field_may_be_added() -> None:
    with pytest.raises(NotAMessage, match="password"):
        PracticeMessage.from_json({**message().as_json(), "password": "x"})


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        message(created_at=datetime(2026, 3, 14)).as_json()
