"""What a client shows before the first message."""

from __future__ import annotations

from typing import Any

from advice.comparison import table_card
from advice.content import Content
from advice.practice import fill


def opening(content: Content) -> dict[str, Any]:
    """The body of `GET /config` (contract.md §1): what a client shows around the cards."""
    practice = content.practice
    return {
        "practice": practice.name,
        "tagline": practice.tagline or "",
        "phone": practice.phone,
        "emergency_number": practice.emergency_number,
        "booking_url": practice.booking_url or "",
        "greeting": fill(content, content.wording.opening.greeting),
        "suggestions": list(content.wording.opening.suggestions),
        "colors": practice.colors.dict(),
        "privacy_notice": fill(content, practice.privacy_notice),
        "retention_days": practice.retention_days,
        "locale": "en-US",
        "strings": content.widget,
        "techniques": {id_: technique.title for id_, technique in content.techniques.items()},
        "rows": [row.dict() for row in table_card(content).rows],
    }
