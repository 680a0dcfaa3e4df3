"""What a practice adds itself: further ways in which visitors ask for what is known."""

from __future__ import annotations

from advice.content.base import Model

# The one file with all that a practice adds, by hand or on its page.
ADDED_FILE = "added.yml"


class AddedExamples(Model):
    """Texts by the intent that they are examples of."""

    __root__: dict[str, tuple[str, ...]]
