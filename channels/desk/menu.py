"""The desk's navigation: one entry a page, in order."""

from __future__ import annotations

OVERVIEW = "/desk"
INBOX = "/desk/messages"
MENU: tuple[tuple[str, str], ...] = (
    (OVERVIEW, "Overview"),
    (INBOX, "Messages"),
    ("/desk/unanswered", "Not understood"),
    ("/desk/changes", "Changes"),
    ("/desk/content/practice", "Content"),
)
