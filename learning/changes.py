"""What a practice may change of the content, and how a change is written into its files."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from advice.content import Content, ContentError, load_content
from advice.content.added_models import ADDED_FILE
from advice.content.errors import ContentProblem
from advice.faq import answer_question
from learning.yaml_edits import NotWritable, append, set_value
from learning.yaml_places import NoSuchPlace, read
from learning.yaml_writing import Value

# Where an answer comes from that the practice gives itself.
PRACTICE_SOURCE = "PRACTICE"


@dataclass(frozen=True)
class AddExample:
    """A further way in which visitors ask for something that is known.

    Attributes:
        intent: what they ask for.
        text: how.
    """

    intent: str
    text: str


@dataclass(frozen=True)
class AddTopic:
    """A new question with its answer.

    Attributes:
        id: of its own, lower case with underscores.
        question: in a visitor's words.
        answer: what is said.
        asked_as: other ways of asking it.
        sources: keys of `sources.yml`.
    """

    id: str
    question: str
    answer: str
    asked_as: tuple[str, ...]
    sources: tuple[str, ...] = (PRACTICE_SOURCE,)


@dataclass(frozen=True)
class Edit:
    """Another value of a field.

    Attributes:
        file: path in the content folder.
        path: keys to the field; in lists, an entry's id or a place.
        value: the new one; None empties a fact.
    """

    file: str
    path: tuple[str | int, ...]
    value: Value


Change = AddExample | AddTopic | Edit
KINDS: Mapping[str, type[Change]] = {"example": AddExample, "topic": AddTopic, "edit": Edit}


class ChangeRefused(Exception):
    """A change that the content can't have; the message says why and what to do."""

    def __init__(self, problems: Sequence[ContentProblem]) -> None:
        """Carries what is wrong."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


def as_json(change: Change) -> dict[str, Any]:
    """A change as JSON values, for `from_json`."""
    kind = next(name for name, type_ in KINDS.items() if isinstance(change, type_))
    return {"kind": kind, **asdict(change)}


def from_json(data: Mapping[str, Any]) -> Change:
    """What `as_json` gave.

    Raises:
        KeyError, TypeError: for anything else.
    """
    fields = {name: value for name, value in data.items() if name != "kind"}
    for name in ("asked_as", "sources", "path"):
        if name in fields:
            fields[name] = tuple(fields[name])
    return KINDS[data["kind"]](**fields)


def apply(directory: Path, changes: Sequence[Change]) -> None:
    """Writes changes into the files of a content folder, in order.

    Args:
        directory: a copy of the content.
        changes: what to write.

    Raises:
        ChangeRefused: for one that its file can't take.
    """
    for change in changes:
        name = change.file if isinstance(change, Edit) else ADDED_FILE
        file = directory / name
        try:
            if ".." in Path(name).parts or Path(name).is_absolute():
                raise NoSuchPlace(name)
            text = file.read_text(encoding="utf-8")
            file.write_text(_changed(text, change), encoding="utf-8")
        except (NoSuchPlace, FileNotFoundError):
            place = ".".join(map(str, change.path)) if isinstance(change, Edit) else ""
            problem = "is not there any more"
            raise ChangeRefused(
                [ContentProblem(name, place, "", problem, "open the page anew and change it there")]
            ) from None
        except NotWritable as error:
            problem = f"can't be written into the file: {error}"
            raise ChangeRefused(
                [ContentProblem(name, "", "", problem, "leave unusual signs out")]
            ) from None


def _changed(text: str, change: Change) -> str:
    if isinstance(change, Edit):
        return set_value(text, change.path, change.value)
    if isinstance(change, AddTopic):
        return append(text, ("topics",), _entry(change))
    examples = (read(text).get("examples") or {}).get(change.intent)
    if not examples:
        return set_value(text, ("examples", change.intent), [change.text])
    if change.text in examples:
        return text
    return append(text, ("examples", change.intent), change.text)


def _entry(topic: AddTopic) -> dict[str, Any]:
    """In the order of the keys in `faq/`."""
    return {
        "id": topic.id,
        "question": topic.question,
        "answer": topic.answer,
        "sources": list(topic.sources),
        "asked_as": list(topic.asked_as),
    }


def changed_content(directory: Path, changes: Sequence[Change]) -> Content:
    """The content as it would be with the changes; the folder itself is left alone.

    Args:
        directory: the content folder.
        changes: what to try.

    Raises:
        ChangeRefused: with every problem that the content's own checks find.
    """
    with TemporaryDirectory() as temporary:
        copy = Path(temporary) / "content"
        shutil.copytree(directory, copy)
        apply(copy, changes)
        try:
            return load_content(copy)
        except ContentError as error:
            raise ChangeRefused(error.problems) from error


def preview(content: Content, change: Change) -> list[str]:
    """How the assistant will speak, in its own words.

    Args:
        content: as `changed_content` gives it.
        change: one of the changes in it.

    Returns:
        The answers that have the change in them; for a field that no answer has alone, itself.
    """
    if isinstance(change, AddTopic):
        return [answer_question(content, change.id).text]
    if isinstance(change, AddExample):
        topic = change.intent.removeprefix("faq_")
        return [answer_question(content, topic).text] if topic in content.faq else []
    if change.file == "practice.yml":
        fact = str(change.path[1] if change.path[0] == "facts" else change.path[0])
        topics = [t.id for t in content.faq.values() if t.practice and t.practice.fact == fact]
        return [answer_question(content, topic).text for topic in topics]
    if len(change.path) > 1 and str(change.path[1]) in content.faq and change.path[0] == "topics":
        return [answer_question(content, str(change.path[1])).text]
    return [str(change.value)]


def title(content: Content, change: Change) -> str:
    """A line that names a change in a list."""
    if isinstance(change, AddTopic):
        return f"New question: {change.question}"
    if isinstance(change, AddExample):
        return f"“{change.text}” asks: {intent_title(content, change.intent)}"
    return f"Changed: {' › '.join([change.file, *map(str, change.path)])}"


def intent_title(content: Content, intent: str) -> str:
    """What an intent asks for, in words."""
    kind, _, rest = intent.partition("_")
    if kind == "faq" and rest in content.faq:
        return content.faq[rest].question
    rows = {row.id: row.label for row in content.comparison.rows}
    if kind == "row" and rest in rows:
        return rows[rest]
    reading = content.wording.clarify.readings.get(intent, intent)
    return reading.replace("{technique}", "a technique")
