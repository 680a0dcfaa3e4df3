"""What an address answers with, made once at the start."""

from __future__ import annotations

from typing import NamedTuple

HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"
JAVASCRIPT = "text/javascript; charset=utf-8"
SVG = "image/svg+xml"


class Served(NamedTuple):
    """A body and how it may be used.

    Attributes:
        body: the bytes.
        content_type: as the header has it.
        for_other_sites: whether pages of other sites load it.
    """

    body: bytes
    content_type: str
    for_other_sites: bool = False
