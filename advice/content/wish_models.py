"""The schema of `content/wishes.yml`: examples of what visitors want of the practice's people."""

from __future__ import annotations

import re
from typing import Any

from pydantic import root_validator

from advice.content.base import Model

NONE = "none"
# A person at once, one of the kinds of message, or nothing of them.
WISHES = ("person", "question", "cancellation", "change", "booking", NONE)
GAP = re.compile(r"\{(\w+)(\??)\}")


class WishExamples(Model):
    """How each wish is said: whole, and in patterns with gaps that `words` fill."""

    words: dict[str, tuple[str, ...]]
    patterns: dict[str, tuple[str, ...]]
    said: dict[str, tuple[str, ...]]

    @root_validator(skip_on_failure=True)
    def _all_wishes_and_words_are_there(cls, values: dict[str, Any]) -> dict[str, Any]:
        for part in ("patterns", "said"):
            if set(values[part]) != set(WISHES):
                raise ValueError(f"`{part}` must have exactly {', '.join(WISHES)}")
        gaps = {
            gap
            for patterns in values["patterns"].values()
            for p in patterns
            for gap, _ in GAP.findall(p)
        }
        unknown = sorted(gaps - {name for name, words in values["words"].items() if words})
        if unknown:
            raise ValueError(f"`words` has nothing for {', '.join(unknown)}")
        return values
