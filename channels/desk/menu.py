"""The desk's navigation: one entry a page, in order."""

from __future__ import annotations

INBOX = "/desk"
MENU: tuple[tuple[str, str], ...] = (
    (INBOX, "Messages"),
    ("/desk/unanswered", "Not understood"),
    ("/desk/changes", "Changes"),
    ("/desk/content/practice", "Content"),
)
