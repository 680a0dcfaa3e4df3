"""Asks for a practice's facts at the terminal; every answer is kept as soon as it is given."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from advice.content.opening_models import OpeningHours
from kneadwise.new_practice.answers import read_file, write_file
from kneadwise.new_practice.hours import said_week
from kneadwise.new_practice.questions import (
    BY_ID,
    SKIPPED,
    Answer,
    Question,
    asked,
    read_answers,
)
from kneadwise.new_practice.unfit import Unfit

BACK = "<"
YES, NO = frozenset({"", "y", "yes"}), frozenset({"n", "no"})


class Back(Exception):
    """The question before is asked again."""


class Interview:
    """One practice's questions and answers."""

    def __init__(self, draft: Path, console: Console, typed: Callable[[str], str]) -> None:
        """Begins one, or goes on with one that was broken off.

        Args:
            draft: where the answers are kept until the end.
            console: where it is shown.
            typed: shows a prompt and returns a line.

        Raises:
            Unfit: where the draft was changed by hand and can't be read.
            OSError: if it can't be read.
        """
        self._draft, self._console, self._typed = draft, console, typed
        self._answers: dict[str, Answer] = read_file(draft) if draft.exists() else {}
        more = any(BY_ID[id_].is_more for id_ in self._answers)
        # Whether those questions are wanted that not everybody is asked; None: not yet known.
        self._more: bool | None = True if more else None

    @property
    def goes_on(self) -> bool:
        """Whether there are answers of before."""
        return bool(self._answers)

    def run(self) -> dict[str, Any]:
        """Asks until everything is told and looked over.

        Returns:
            Values by the question's id; all of them are fit.

        Raises:
            EOFError, KeyboardInterrupt: if it is broken off; the answers are kept.
            OSError: if they can't be.
        """
        while True:
            told, question = self._next()
            if question is None:
                changed = self._look_over(told)
                if changed is None:
                    return told
                question = changed
                told, _ = read_answers(self._answers, self._before(question))
            try:
                self._keep(question, self._ask(question, told))
            except Back:
                self._go_back()

    def _next(self) -> tuple[dict[str, Any], Question | None]:
        """What was told, and the first question without a fit answer; None at the end."""
        told, errors = read_answers(self._answers, list(self._answers))
        for id_, error in errors.items():
            # Another country makes another phone number of it.
            self._console.print(f"[yellow]{escape(f'{BY_ID[id_].asks} {error}')}[/yellow]")
            del self._answers[id_]
        for question in asked(told, more=False):
            if question.id not in self._answers:
                return told, question
        further = [q for q in asked(told, more=True) if q.id not in self._answers]
        if self._more is None:
            self._more = self._wants_more(len(further))
        return told, further[0] if self._more and further else None

    def _ask(self, question: Question, told: dict[str, Any]) -> Answer:
        usual = question.usual(told)
        left_out = "" if question.needed else " [dim](Enter: visitors are told to ask you)[/dim]"
        offer = f" [dim](Enter: {escape(usual)})[/dim]" if usual else left_out
        self._console.print(f"\n[bold]{escape(question.asks)}[/bold]{offer}")
        self._console.print(f"  [dim]{escape(question.hint)}[/dim]", highlight=False)
        if question.is_list:
            return self._ask_lines(question, told)
        while True:
            answer = self._line()
            try:
                value = question.value(answer, told)
            except Unfit as error:
                self._say(error)
                continue
            if isinstance(value, OpeningHours):
                for line in said_week(value.dict()):
                    self._console.print(f"  [green]{line}[/green]")
            return answer

    def _ask_lines(self, question: Question, told: dict[str, Any]) -> list[str]:
        lines: list[str] = []
        while (line := self._line()).lower() not in SKIPPED:
            try:
                question.value([line], told)
            except Unfit as error:
                self._say(error)
                continue
            lines.append(line)
        return lines

    def _line(self) -> str:
        line = self._typed("> ").strip()
        if line == BACK:
            raise Back
        return line

    def _say(self, error: Unfit) -> None:
        self._console.print(f"  [red]✗[/red] {escape(error.problem)}.", soft_wrap=True)
        self._console.print(f"    Please {escape(error.cure)}.", soft_wrap=True)

    def _keep(self, question: Question, answer: Answer) -> None:
        self._answers[question.id] = answer
        write_file(self._draft, self._answers)

    def _go_back(self) -> None:
        if self._answers:
            id_, _ = self._answers.popitem()
            if not BY_ID[id_].is_more:
                self._more = None

    def _before(self, question: Question) -> list[str]:
        ids = list(BY_ID)
        return [id_ for id_ in ids[: ids.index(question.id)] if id_ in self._answers]

    def _wants_more(self, count: int) -> bool:
        self._console.print(
            f"\n[bold]Visitors ask about {count} more things: gift cards, tips, …[/bold]"
            "\n  [dim]each can be left out with Enter, and told later in practice.yml[/dim]"
        )
        while True:
            answer = self._typed("Go through them now? (yes/no) > ").strip().lower()
            if answer in YES | NO:
                return answer in YES
            self._console.print("  Please type yes or no.")

    def _look_over(self, told: dict[str, Any]) -> Question | None:
        """Shows all answers; the question that is to be asked again, or None."""
        shown = [q for more in (False, True) for q in asked(told, more) if q.id in self._answers]
        self._console.print("\n[bold]This is what you told:[/bold]")
        for number, question in enumerate(shown, start=1):
            answer = self._answers[question.id]
            said = "; ".join(answer) if isinstance(answer, list) else answer
            if said.lower() in SKIPPED:
                said = question.usual(told) or "left out: visitors are told to ask you"
            line = f"  {number:>2}  {question.asks} {said}"
            self._console.print(escape(line), soft_wrap=True)
        while True:
            typed = self._typed("Enter writes it down; a number changes that answer > ").strip()
            if not typed:
                return None
            with contextlib.suppress(ValueError):
                if 1 <= int(typed) <= len(shown):
                    return shown[int(typed) - 1]
            self._console.print(f"  Please press Enter, or type a number from 1 to {len(shown)}.")
