"""Who is logged in, as a signed cookie says it, and the tokens of the forms."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

import jwt

ALGORITHM = "HS256"
ID_BYTES = 24


class NotSignedIn(Exception):
    """There is no login, or it has ended, expired or is not of ours."""


@dataclass(frozen=True)
class DeskSession:
    """A login.

    Attributes:
        id: 192 random bits.
        began: when the password was given, seconds since 1970.
        seen: when a page was last called for, seconds since 1970.
    """

    id: str
    began: int
    seen: int


class DeskSessions:
    """Makes and reads the cookie; any worker with the same secret and password reads it."""

    def __init__(
        self, secret: bytes, password_hash: str, idle_seconds: int, most_seconds: int
    ) -> None:
        """Creates them.

        Args:
            secret: of the sessions (channels/website/settings.py).
            password_hash: another password ends every login.
            idle_seconds: a login ends after so long without a page.
            most_seconds: it ends after so long in any case.
        """
        purpose = b"kneadwise desk " + password_hash.encode()
        self._key = hmac.digest(secret, purpose, hashlib.sha256)
        self._idle = idle_seconds
        self._most = most_seconds

    def start(self, now: float) -> DeskSession:
        """A new login at `now`."""
        return DeskSession(secrets.token_urlsafe(ID_BYTES), int(now), int(now))

    def write(self, session: DeskSession) -> str:
        """The cookie's value."""
        claims = {"sid": session.id, "began": session.began, "seen": session.seen}
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def read(self, cookie: str | None, now: float) -> DeskSession:
        """The login that a cookie tells, seen now.

        Raises:
            NotSignedIn: where it tells none that still counts.
        """
        try:
            claims = jwt.decode(cookie or "", self._key, algorithms=[ALGORITHM])
            session = DeskSession(str(claims["sid"]), int(claims["began"]), int(claims["seen"]))
        except (jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
            raise NotSignedIn from error
        if now - session.seen >= self._idle or now - session.began >= self._most:
            raise NotSignedIn
        return replace(session, seen=int(now))

    def form_token(self, id_: str) -> str:
        """What every form of a login carries, and of the login page (`id_` of its own cookie)."""
        return hmac.new(self._key, b"form " + id_.encode(), hashlib.sha256).hexdigest()

    def is_form_token(self, id_: str, token: str) -> bool:
        """Whether a form's token is the one of this login."""
        return hmac.compare_digest(self.form_token(id_).encode(), token.encode())
