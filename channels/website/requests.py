"""Reads and checks what a client sends, before anything costly runs."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sanic.request import Request

from channels.website.problems import Problem
from channels.website.settings import WebsiteSettings

# Explicit directional controls can make a text read differently from what it is.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
DROPPED_CATEGORIES = frozenset({"Cc", "Cs"})
BEARER = "bearer "
LEADING_SLASHES = re.compile(r"^[\s/]+")


@dataclass(frozen=True)
class IncomingMessage:
    """A visitor's message: typed text, or the payload of a button, never both."""

    id: str
    text: str | None
    payload: str | None


def check_origin(request: Request, settings: WebsiteSettings) -> None:
    """Refuses a browser's request from a site that isn't ours and isn't allowed.

    Raises:
        Problem: 403.
    """
    origin = request.headers.get("origin")
    if origin is None or origin in settings.origins:
        return
    # Only the host: a proxy that ends TLS changes the scheme.
    if urlsplit(origin).netloc == request.headers.get("host", ""):
        return
    raise Problem(403, "This site may not use this chat.")


def client_address(request: Request) -> str:
    """Where a request comes from, as the limits count it.

    Sanic believes the headers that a proxy adds (`remote_addr`) only where its
    PROXIES_COUNT, REAL_IP_HEADER or FORWARDED_SECRET is set.
    """
    return counted_address(str(request.remote_addr or request.ip))


def counted_address(address: str) -> str:
    """The address, or of an IPv6 address its network: a single customer has all of a /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed, 64), strict=False))


def bearer_token(request: Request) -> str:
    """The session token of the Authorization header.

    Raises:
        Problem: 401 if there is none.
    """
    header = request.headers.get("authorization", "")
    if not header.lower().startswith(BEARER):
        raise Problem(401, "Send the session's token as 'Authorization: Bearer …'.")
    return str(header[len(BEARER) :].strip())


def json_object(request: Request, settings: WebsiteSettings) -> dict[str, Any]:
    """The request's body as a JSON object.

    Raises:
        Problem: 415, 413 or 400.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Problem(415, "Send the body as it is, not compressed.")
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        raise Problem(415, "Send application/json.")
    if len(request.body) > settings.body_bytes:
        raise Problem(413, f"The body is longer than {settings.body_bytes} bytes.")
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not valid JSON.") from None
    if not isinstance(data, dict):
        raise Problem(400, "The body must be a JSON object.")
    return data


def incoming_message(request: Request, settings: WebsiteSettings) -> IncomingMessage:
    """The message of a `POST /messages`.

    Raises:
        Problem: 415, 413 or 400.
    """
    data = json_object(request, settings)
    id_, text, payload = data.get("id"), data.get("text"), data.get("payload")
    if not _is_uuid(id_):
        raise Problem(400, "'id' must be a UUID.")
    if (text is None) == (payload is None):
        raise Problem(400, "Send either 'text' or 'payload'.")
    if payload is not None:
        if not isinstance(payload, str) or not payload:
            raise Problem(400, "'payload' must be text.")
        return IncomingMessage(str(id_).lower(), None, payload)
    if not isinstance(text, str):
        raise Problem(400, "'text' must be text.")
    if len(text) > settings.message_characters:
        raise Problem(413, f"'text' is longer than {settings.message_characters} characters.")
    if len(text.split()) > settings.message_words:
        raise Problem(413, f"'text' is longer than {settings.message_words} words.")
    cleaned = clean_text(text)
    if not cleaned:
        raise Problem(400, "'text' is empty.")
    return IncomingMessage(str(id_).lower(), cleaned, None)


def _is_uuid(value: Any) -> bool:
    try:
        return isinstance(value, str) and str(UUID(value)) == value.lower()
    except ValueError:
        return False


def clean_text(text: str) -> str:
    """Text in NFC without control, surrogate and bidi control characters, trimmed."""
    kept = (
        character
        for character in text
        if character in "\n\t"
        or (
            unicodedata.category(character) not in DROPPED_CATEGORIES
            and character not in BIDI_CONTROLS
        )
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def ordinary_text(text: str) -> str:
    """Text that Rasa can't take for its `/intent{…}` syntax.

    Args:
        text: cleaned text.

    Returns:
        The text without leading slashes; "?" where nothing else is left.
    """
    return LEADING_SLASHES.sub("", text).strip() or "?"
