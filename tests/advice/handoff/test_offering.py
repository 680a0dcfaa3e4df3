"""How to reach a person, and when."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content, load_content
from advice.content.opening_models import Holiday
from advice.handoff.offering import offer_person
from advice.wording import WORD_LIMIT

CONTENT = load_content()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-24 17:59+00:00", "We are closed now and open today at 10:00 (PST)."),
        ("2026-11-24 18:00+00:00", "We are open now, until 19:00 (PST)."),
        ("2026-11-25 03:00+00:00", "We are closed now and open tomorrow at 10:00 (PST)."),
        ("2026-11-29 20:00+00:00", "We are closed now and open Tuesday at 10:00 (PST)."),
        ("2026-07-07 17:00+00:00", "We are open now, until 19:00 (PDT)."),
    ],
)
def test_what_is_said_of_now(content: Content, at: str, said: str) -> None:
    message = offer_person(content, datetime.fromisoformat(at))
    assert said in message.text
    assert content.practice.phone in message.text


def test_long_holidays_name_the_day(content: Content) -> None:
    first = datetime(2026, 12, 20, 20, tzinfo=timezone.utc)
    closed = tuple(Holiday(date=first.date() + timedelta(days=day)) for day in range(10))
    practice = content.practice.copy(update={"holidays": closed})
    changed = content.copy(update={"practice": practice})
    said = "We are closed now and open on Wednesday, December 30, at 10:00 (PST)."
    assert said in offer_person(changed, first).text


def test_who_may_not_leave_a_message_is_not_offered_to(content: Content) -> None:
    now = datetime(2026, 11, 24, tzinfo=timezone.utc)
    assert offer_person(content, now).buttons[0].intent == "leave_message"
    withheld = offer_person(content, now, takes_message=False)
    assert withheld.buttons == ()
    assert content.wording.handoff.write not in withheld.text


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(timezone.utc)))
def test_it_is_short_and_filled_in_at_any_time(now: datetime) -> None:
    message = offer_person(CONTENT, now)
    assert len(message.text.split()) <= WORD_LIMIT
    assert "{" not in message.text
    assert message.card is not None
