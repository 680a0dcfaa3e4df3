"""Who may call an action, and with what; decided from the request's head alone."""

from __future__ import annotations

import hmac
from collections.abc import Mapping

SECRET_HEADER = "X-Kneadwise-Action-Secret"
IDENTITY = "identity"


def refusal(headers: Mapping[str, str], secret: bytes, most_bytes: int) -> int | None:
    """The status that a request is refused with.

    Args:
        headers: the request's; their names are looked up as `SECRET_HEADER` is written, so
            the mapping must ignore case.
        secret: what the caller has to know.
        most_bytes: how long the body may be.

    Returns:
        401 without the secret, 415 for an encoded body (inflating one has no bound), 413 for
        one that says it is too long; None where the request may go on.
    """
    given = headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
    # In a time that does not tell how much of a guess was right.
    if not hmac.compare_digest(given, secret):
        return 401
    if headers.get("Content-Encoding", IDENTITY).strip().lower() != IDENTITY:
        return 415
    length = headers.get("Content-Length", "0").strip()
    if length.isascii() and length.isdigit() and int(length) > most_bytes:
        return 413
    return None
