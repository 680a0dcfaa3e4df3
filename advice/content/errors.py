"""What is wrong with a content file, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ContentProblem:
    """One thing to mend.

    Attributes:
        file: path inside the content folder, e.g. "faq/visit.yml".
        entry: the entry's id, or "" where the file as a whole is meant.
        field: dotted path inside the entry, or "".
        problem: what is wrong.
        cure: what to do about it.
    """

    file: str
    entry: str
    field: str
    problem: str
    cure: str

    def __str__(self) -> str:
        place = " › ".join(part for part in (self.file, self.entry, self.field) if part)
        return f"{place}: {self.problem} → {self.cure}"


class ContentError(Exception):
    """Raised when the content can't be used; carries every problem found."""

    def __init__(self, problems: list[ContentProblem]) -> None:
        self.problems = problems
        count = len(problems)
        head = f"{count} problem{'s' if count != 1 else ''} in the content:"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in problems)]))
