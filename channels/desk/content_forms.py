"""The forms on the content: what they hold, what was typed, and the changes that come of it.

No HTTP. Forms show the content with the changes in it that wait, so that one builds on another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from advice.content import Content
from advice.content.errors import ContentProblem
from advice.content.opening_models import WEEKDAYS
from advice.faq import answer_question
from advice.messages import Message
from advice.techniques import explain_techniques
from learning.changes import (
    NEW_ENTRIES,
    AddSource,
    AddTechnique,
    AddTopic,
    Change,
    ChangeRefused,
    Edit,
    changed_content,
    changed_copy,
    file_of,
)
from learning.entry_fields import entries, entry_sections, new_sections
from learning.fields import PRACTICE_FILE, Section, practice_sections
from learning.inputs import Field, Text
from learning.places import Places
from learning.plain_words import plain
from learning.rows import Rows
from learning.showing import answers
from learning.staged import Staged
from learning.yaml_writing import Value

PARTS: Mapping[str, str] = {
    "practice": "Your practice",
    "questions": "Questions and answers",
    "techniques": "Techniques",
    "sources": "Sources",
}
# Parts with entries, and what one more of them is called.
NEW_TITLES: Mapping[str, str] = {
    "questions": "Add a question",
    "techniques": "Add a technique",
    "sources": "Add a source",
}
WORD = re.compile(r"[a-z0-9]+")
LONGEST_ID = 40
# As `advice.content.checks` says it of a word that leads to two entries.
MEANT = re.compile(r"('.*') already means (.*)")

Typed = Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """A page with forms on content.

    Attributes:
        part: of `PARTS`.
        entry: an entry's id; "" for the practice and for a new entry.
        is_new: whether it makes an entry.
        title: the heading.
        sections: the inputs.
    """

    part: str
    entry: str
    is_new: bool
    title: str
    sections: tuple[Section, ...]

    @property
    def inputs(self) -> list[Field]:
        """All inputs, in order."""
        return [one for section in self.sections for one in section.fields]


class NotTaken(Exception):
    """What was typed can't be; says where.

    Attributes:
        typed: what was typed, tidied.
        by_input: what is wrong with an input, by its name.
        others: what else is wrong.
    """

    def __init__(
        self, typed: Typed, by_input: Mapping[str, list[str]], others: tuple[str, ...] = ()
    ) -> None:
        """Keeps them."""
        super().__init__(*others)
        self.typed = typed
        self.by_input = by_input
        self.others = others


class ContentForms:
    """The forms of an assistant's content."""

    def __init__(self, places: Places) -> None:
        """Opens them."""
        self._places = places
        self._staged = Staged(places)

    @contextmanager
    def _content(self) -> Iterator[Path]:
        try:
            with changed_copy(self._places.content, self._staged.changes()) as folder:
                yield folder
        except ChangeRefused:
            # What waits no longer fits; the page of changes says so.
            yield self._places.content

    def entries(self, part: str) -> dict[str, str]:
        """Title of each entry of a part by its id."""
        with self._content() as folder:
            return entries(folder, part)

    def form(self, part: str, entry: str = "", is_new: bool = False) -> Form:
        """A page's forms.

        Raises:
            KeyError: where there is no such part or entry.
        """
        title = PARTS[part]
        with self._content() as folder:
            if part == "practice":
                return Form(part, "", False, title, tuple(practice_sections(folder)))
            if is_new:
                return Form(part, "", True, NEW_TITLES[part], tuple(new_sections(folder, part)))
            sections = tuple(entry_sections(folder, part, entry))
            return Form(part, entry, False, entries(folder, part)[entry], sections)

    def acted(self, form: Form, typed: Typed, do: str) -> dict[str, str]:
        """What is typed after a button of a list.

        Args:
            form: the page's.
            typed: what it was sent with.
            do: the button's value: `add`, `remove`, `up` or `down`, the input's name, and the
                line, with colons between.
        """
        act, _, rest = do.partition(":")
        name, _, row = rest.rpartition(":")
        for one in form.inputs:
            if isinstance(one, Rows) and one.name == name and name in typed:
                return one.acted(typed, act, int(row) if row.isdecimal() else 0)
        return dict(typed)

    def changes(self, form: Form, typed: Typed) -> list[Change]:
        """What was changed in a form.

        Raises:
            NotTaken: for a new entry without a name.
        """
        if form.is_new:
            return [self._new_entry(form, typed)]
        edits = [edit for one in form.inputs for edit in [one.edit(typed)] if edit]
        return [*_whole_week(form, typed, edits)]

    def _new_entry(self, form: Form, typed: Typed) -> Change:
        values = {one.path[-1]: one.value_of(typed) for one in form.inputs if one.name in typed}
        name = str(values.get("question" if form.part == "questions" else "title") or "")
        id_ = new_id(name, self.entries(form.part))
        texts = {
            str(key): tuple(map(str, value)) if isinstance(value, list) else str(value or "")
            for key, value in values.items()
        }
        try:
            return NEW_ENTRIES[form.part](id=id_, **texts)
        except TypeError:
            raise NotTaken(typed, {}, ("This form is not whole. Load the page anew.",)) from None

    def shown(self, form: Form, typed: Typed) -> tuple[list[Message], Content]:
        """What visitors will read once what was typed is live.

        Raises:
            NotTaken: where it can't be.
        """
        typed, changes, content = self._tried(form, typed)
        found: dict[str, Message] = {}
        for change in changes:
            for message in answers(content, change):
                found.setdefault(message.text, message)
        if not found and form.entry and form.part != "sources":
            as_it_is = (
                [answer_question(content, form.entry)]
                if form.part == "questions"
                else explain_techniques(content, [form.entry], "what")
            )
            found = {message.text: message for message in as_it_is}
        return list(found.values()), content

    def save(self, form: Form, typed: Typed) -> int:
        """Stages what was changed in a form, all of it or nothing.

        Returns:
            How many changes it were.

        Raises:
            NotTaken: with the reasons beside their inputs.
        """
        typed, changes, _ = self._tried(form, typed)
        try:
            self._staged.add(*changes)
        except ChangeRefused as error:
            # Another change came in between.
            raise _not_taken(form, typed, changes, error.problems) from error
        return len(changes)

    def _tried(self, form: Form, typed: Typed) -> tuple[Typed, list[Change], Content]:
        for one in form.inputs:
            if isinstance(one, Rows):
                typed = one.tidied(typed)
        changes = self.changes(form, typed)
        try:
            content = changed_content(self._places.content, [*self._staged.changes(), *changes])
        except ChangeRefused as error:
            raise _not_taken(form, typed, changes, error.problems) from error
        return typed, changes, content


def new_id(name: str, taken: Mapping[str, str]) -> str:
    """An id made of a name: its longer words, in lower case.

    Args:
        name: of a question or technique.
        taken: ids that there are.
    """
    words = WORD.findall(name.lower())
    short = "_".join(word for word in words if len(word) > 2)[:LONGEST_ID].strip("_")
    base = short if short[:1].isalpha() else f"entry_{short}".strip("_")
    found, number = base, 2
    while found in taken:
        found, number = f"{base}_{number}", number + 1
    return found


def _whole_week(form: Form, typed: Typed, edits: Sequence[Edit]) -> list[Edit]:
    """Hours go in and out as a week: a day alone is no opening hours."""
    days = [one for one in form.inputs if one.path[0] == "opening_hours"]
    changed = [edit for edit in edits if edit.path[0] == "opening_hours"]
    if not changed:
        return list(edits)
    rest = [edit for edit in edits if edit not in changed]
    week = {str(day.path[1]): day.value_of(typed) for day in days}
    was_told = any(isinstance(day, Text) and day.value for day in days)
    if not any(week.values()):
        return [*rest, Edit(PRACTICE_FILE, ("opening_hours",), None)]
    if not was_told:
        told: Value = {str(day): week[day] for day in WEEKDAYS if week.get(day)}
        return [*rest, Edit(PRACTICE_FILE, ("opening_hours",), told)]
    return list(edits)


def _not_taken(
    form: Form, typed: Typed, changes: Sequence[Change], problems: Sequence[ContentProblem]
) -> NotTaken:
    """Puts what is wrong beside the inputs it is about."""
    files = {file_of(change) for change in changes}
    new = {
        change.id for change in changes if isinstance(change, AddTopic | AddTechnique | AddSource)
    }
    by_input: dict[str, list[str]] = {}
    others: list[str] = []
    for problem in problems:
        problem = _seen_from_here(problem, form.entry, new)
        is_here = problem.file in {"", *files} and problem.entry in {"", form.entry, *new}
        one = next(
            (
                one
                for one in form.inputs
                if is_here
                and (problem.field == one.place or problem.field.startswith(f"{one.place}."))
            ),
            None,
        )
        if one is None:
            others.append(str(problem))
        else:
            by_input.setdefault(one.name, []).append(plain(problem, one))
    return NotTaken(typed, by_input, tuple(others))


def _seen_from_here(problem: ContentProblem, entry: str, new: set[str]) -> ContentProblem:
    """A word that two entries have is said of the later one, which may be the one not edited."""
    found = MEANT.fullmatch(problem.problem)
    if not found or found[2] not in {entry, *new} - {""}:
        return problem
    said = f"{found[1]} already means {problem.entry}"
    return replace(problem, file="", entry=found[2], problem=said)
