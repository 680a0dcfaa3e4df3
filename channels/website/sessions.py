"""Signed sessions and signed buttons: what a visitor holds and can't forge."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import jwt

ALGORITHM = "HS256"
SESSION_BYTES = 24


class InvalidToken(Exception):
    """The token is forged, altered, expired, or of another conversation."""


@dataclass(frozen=True)
class OfferedButton:
    """A button as the bot offered it: what it says, and Rasa's payload."""

    title: str
    payload: str


class Sessions:
    """Makes and reads session tokens and button payloads.

    The conversation's id is a keyed hash of the session's 192 random bits: who
    reads the database can't resume a chat, and who knows a token can't tell the id.
    """

    def __init__(self, secret: bytes, hours: int) -> None:
        """Args: `secret`, at least 32 bytes; `hours` that a session lives."""
        self._session_key = _derived(secret, b"session")
        self._conversation_key = _derived(secret, b"conversation")
        self._button_key = _derived(secret, b"button")
        self._lifetime = timedelta(hours=hours)

    def start(self) -> tuple[str, datetime]:
        """A new session's token and when it expires (UTC)."""
        now = datetime.now(timezone.utc)
        expires = (now + self._lifetime).replace(microsecond=0)
        claims = {"sid": secrets.token_urlsafe(SESSION_BYTES), "iat": now, "exp": expires}
        return jwt.encode(claims, self._session_key, algorithm=ALGORITHM), expires

    def conversation_id(self, token: str) -> str:
        """The conversation that a session token names.

        Raises:
            InvalidToken: if it is not a valid token of ours.
        """
        try:
            claims = jwt.decode(
                token,
                self._session_key,
                algorithms=[ALGORITHM],
                options={"require": ["sid", "exp"]},
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise InvalidToken from error
        digest = hmac.digest(self._conversation_key, str(claims["sid"]).encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def sign_button(self, conversation_id: str, button: OfferedButton) -> str:
        """The opaque payload under which the bot offers `button` in this conversation."""
        claims = {"c": conversation_id, "t": button.title, "p": button.payload}
        return jwt.encode(claims, self._button_key, algorithm=ALGORITHM)

    def read_button(self, conversation_id: str, payload: str) -> OfferedButton:
        """The button behind an opaque payload.

        Raises:
            InvalidToken: if the bot didn't offer it in this conversation.
        """
        try:
            claims = jwt.decode(payload, self._button_key, algorithms=[ALGORITHM])
        except (jwt.PyJWTError, ValueError) as error:
            raise InvalidToken from error
        if claims.get("c") != conversation_id:
            raise InvalidToken
        return OfferedButton(title=claims["t"], payload=claims["p"])


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hmac.digest(secret, b"kneadwise " + purpose, hashlib.sha256)
