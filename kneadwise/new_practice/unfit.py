"""What is wrong with an answer, said so that whoever typed it can mend it."""

from __future__ import annotations


class Unfit(ValueError):
    """An answer that can't be used.

    Attributes:
        problem: what is wrong, e.g. "'555' can't be a phone number of US".
        cure: what to type instead.
    """

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(f"{problem} → {cure}")
        self.problem = problem
        self.cure = cure
