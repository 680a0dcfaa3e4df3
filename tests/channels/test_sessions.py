"""Tokens and buttons can't be forged, altered, or used elsewhere."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.website.sessions import InvalidToken, OfferedButton, Sessions

SECRET = b"s" * 32
BUTTON = OfferedButton("What does it cost?", "/faq_price")


def test_conversation_ids_are_stable_long_and_not_in_the_token() -> None:
    sessions = Sessions(SECRET, 24)
    token, _ = sessions.start()
    id_ = sessions.conversation_id(token)
    assert id_ == Sessions(SECRET, 24).conversation_id(token)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", id_)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert id_ not in token
    assert id_ not in claims.values()


def test_sessions_differ() -> None:
    sessions = Sessions(SECRET, 24)
    ids = {sessions.conversation_id(sessions.start()[0]) for _ in range(100)}
    assert len(ids) == 100


def test_another_secret_neither_reads_nor_guesses() -> None:
    token, _ = Sessions(SECRET, 24).start()
    with pytest.raises(InvalidToken):
        Sessions(b"t" * 32, 24).conversation_id(token)


def test_an_expired_token_is_refused() -> None:
    sessions = Sessions(SECRET, 24)
    token, _ = sessions.start()
    claims = jwt.decode(token, options={"verify_signature": False})
    claims["exp"] = datetime.now(timezone.utc) - timedelta(seconds=1)
    old = jwt.encode(claims, sessions._session_key, algorithm="HS256")
    with pytest.raises(InvalidToken):
        sessions.conversation_id(old)


def test_an_unsigned_token_is_refused() -> None:
    sessions = Sessions(SECRET, 24)
    claims = jwt.decode(sessions.start()[0], options={"verify_signature": False})
    with pytest.raises(InvalidToken):
        sessions.conversation_id(jwt.encode(claims, None, algorithm="none"))


def test_a_button_is_no_session_and_a_session_no_button() -> None:
    sessions = Sessions(SECRET, 24)
    token, _ = sessions.start()
    with pytest.raises(InvalidToken):
        sessions.read_button("c", token)
    with pytest.raises(InvalidToken):
        sessions.conversation_id(sessions.sign_button("c", BUTTON))


@given(st.text(max_size=300))
def test_any_other_text_is_refused(text: str) -> None:
    sessions = Sessions(SECRET, 24)
    with pytest.raises(InvalidToken):
        sessions.conversation_id(text)
    with pytest.raises(InvalidToken):
        sessions.read_button("c", text)


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_a_button_is_read_back_only_in_its_conversation(
    title: str, payload: str, other: str
) -> None:
    sessions = Sessions(SECRET, 24)
    signed = sessions.sign_button("", OfferedButton(title, payload))
    assert sessions.read_button("", signed) == OfferedButton(title, payload)
    with pytest.raises(InvalidToken):
        sessions.read_button(other, signed)
