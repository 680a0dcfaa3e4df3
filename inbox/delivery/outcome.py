"""How an attempt to deliver ends where it doesn't arrive."""

from __future__ import annotations


class NotDelivered(Exception):
    """It did not arrive, or nobody said that it did: it is tried again."""


class GaveUp(Exception):
    """The receiver wants nothing more: it is not tried again."""
