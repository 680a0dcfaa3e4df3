"""The desk's password: hashed by Argon2id, and never kept (OWASP ASVS 5.0, 6.2 and 11.4.2)."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

SHORTEST_PASSWORD = 12
# Longer ones would only cost the server time.
LONGEST_PASSWORD = 256
_HASHER = PasswordHasher()


class UnfitPassword(ValueError):
    """The password is too short or too long; the text says which."""


def hash_password(password: str) -> str:
    """The hash that stands in the environment.

    Args:
        password: of 12 to 256 characters.

    Raises:
        UnfitPassword: for any other length.
    """
    password = _normal(password)
    if len(password) < SHORTEST_PASSWORD:
        raise UnfitPassword(f"A password needs at least {SHORTEST_PASSWORD} characters.")
    if len(password) > LONGEST_PASSWORD:
        raise UnfitPassword(f"A password has at most {LONGEST_PASSWORD} characters.")
    return _HASHER.hash(password)


def is_password(hash_: str, password: str) -> bool:
    """Whether `password` has this hash; takes some 50 ms of a processor and 64 MiB."""
    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        return _HASHER.verify(hash_, _normal(password))
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def check_hash(text: str) -> bool:
    """Whether a text is an Argon2id hash."""
    try:
        return extract_parameters(text).type is Type.ID
    except InvalidHashError:
        return False


def _normal(password: str) -> str:
    # The same password typed on another keyboard may be composed otherwise.
    return unicodedata.normalize("NFC", password)
