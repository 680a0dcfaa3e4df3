"""The answers so far, as the form itself carries them: signed, and nowhere else kept."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

import jwt

from advice.recommendation.facts import StandingSign

ALGORITHM = "HS256"
# Of the form's own format; a form of another version begins anew.
VERSION = 1
Correction = Literal["mistake", "cleared"]


class InvalidState(Exception):
    """The hidden field is missing, changed, or of another version."""


@dataclass(frozen=True)
class Draft:
    """What a page's fields hold.

    Attributes:
        values: the options chosen.
        words: what was written beside them.
    """

    values: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Answered:
    """A page was answered."""

    question: str
    draft: Draft


@dataclass(frozen=True)
class Reopened:
    """The visitor went back to a page; what its answers raised stands till taken back.

    Attributes:
        question: the page's question.
        signs: warning signs that the answers given up had raised, each with the question of
            the page that raised it (rule R12: going back takes no warning back).
    """

    question: str
    signs: tuple[tuple[str, StandingSign], ...]


@dataclass(frozen=True)
class Corrected:
    """A warning was called a mistake, or cleared by a doctor."""

    kind: Correction


@dataclass(frozen=True)
class Confirmed:
    """A correction was repeated back and answered."""

    yes: bool


@dataclass(frozen=True)
class Visit:
    """What the numbers of visits need, carried by the form too: nothing of it is on the server.

    Attributes:
        id: made at random for the first page, so that a form sent twice counts once.
        day: on which it began, in the practice's time zone; it counts on that.
        counted: for what it was counted (`insights.seeing.Seen.once`).
    """

    id: str
    day: date
    counted: frozenset[str] = frozenset()


Event = Answered | Reopened | Corrected | Confirmed
NO_DRAFTS: Mapping[str, Draft] = MappingProxyType({})


@dataclass(frozen=True)
class State:
    """Everything that the form carries.

    Attributes:
        events: what was done, in order.
        drafts: answers given up by going back, to be offered again.
        visit: whose it is; None for a form from before visits were counted.
    """

    events: tuple[Event, ...] = ()
    drafts: Mapping[str, Draft] = field(default=NO_DRAFTS)
    visit: Visit | None = None


class Signer:
    """Writes a state into text that only this server can have written, and reads it back."""

    def __init__(self, secret: bytes) -> None:
        """Creates it from the secret of the sessions (channels/website/settings.py)."""
        self._key = hmac.digest(secret, b"kneadwise guide", hashlib.sha256)

    def write(self, state: State) -> str:
        """The hidden field's value."""
        claims = {
            "v": VERSION,
            "e": [_packed(event) for event in state.events],
            "d": {q: [list(d.values), d.words] for q, d in state.drafts.items()},
            **({"c": _packed_visit(state.visit)} if state.visit else {}),
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def write_visit(self, visit: Visit) -> str:
        """For an address: whose visit it is, without any answer."""
        claims = {"b": _packed_visit(replace(visit, counted=frozenset()))}
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def read_visit(self, text: str) -> Visit | None:
        """The visit of such a text; None if `write_visit` did not give it."""
        try:
            return _unpacked_visit(jwt.decode(text, self._key, algorithms=[ALGORITHM])["b"])
        except (jwt.PyJWTError, ValueError, KeyError, TypeError):
            return None

    def read(self, text: str) -> State:
        """The state of a hidden field.

        Raises:
            InvalidState: if `write` did not give this text.
        """
        try:
            claims = jwt.decode(text, self._key, algorithms=[ALGORITHM])
            if claims["v"] != VERSION:
                raise InvalidState
            drafts = {q: Draft(tuple(v), words) for q, (v, words) in claims["d"].items()}
            visit = _unpacked_visit(claims["c"]) if "c" in claims else None
            return State(tuple(_unpacked(event) for event in claims["e"]), drafts, visit)
        except (jwt.PyJWTError, ValueError, KeyError, TypeError) as error:
            raise InvalidState from error


def _packed_visit(visit: Visit) -> list[Any]:
    return [visit.id, visit.day.isoformat(), sorted(visit.counted)]


def _unpacked_visit(packed: Sequence[Any]) -> Visit:
    id_, day, counted = packed
    return Visit(id_, date.fromisoformat(day), frozenset(counted))


def _packed(event: Event) -> list[Any]:
    if isinstance(event, Answered):
        return ["a", event.question, list(event.draft.values), event.draft.words]
    if isinstance(event, Reopened):
        signs = [[page, s.sign, s.quote, s.agreed] for page, s in event.signs]
        return ["r", event.question, signs]
    if isinstance(event, Corrected):
        return ["c", event.kind]
    return ["y", event.yes]


def _unpacked(packed: Sequence[Any]) -> Event:
    kind, *rest = packed
    if kind == "a":
        question, values, words = rest
        return Answered(question, Draft(tuple(values), words))
    if kind == "r":
        question, signs = rest
        return Reopened(question, tuple((page, StandingSign(*sign)) for page, *sign in signs))
    if kind == "c":
        return Corrected(*rest)
    if kind == "y":
        return Confirmed(*rest)
    raise InvalidState
