"""What a practice may change of the content, and how a change is written into its files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from advice.content import Content, ContentError, load_content
from advice.content.added_models import ADDED_FILE
from advice.content.errors import ContentProblem
from kneadwise.model import FACTS
from learning.yaml_edits import NotWritable, append, set_value
from learning.yaml_places import NoSuchPlace, read
from learning.yaml_writing import Value

# Where an answer comes from that the practice gives itself.
PRACTICE_SOURCE = "PRACTICE"
SOURCES_FILE = "sources.yml"
# Where a technique goes that the article does not mention.
TECHNIQUES_FILE = "techniques/beyond_article.yml"


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
        terms: words that ask for it when they are all that is typed.
    """

    id: str
    question: str
    answer: str
    asked_as: tuple[str, ...]
    sources: tuple[str, ...] = (PRACTICE_SOURCE,)
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddTechnique:
    """A new technique; the fields are those of `advice.content.models.Technique`."""

    id: str
    title: str
    what: str
    feels_like: str
    used_for: str
    side_note: str
    cautions: tuple[str, ...]
    evidence: str
    sources: tuple[str, ...]
    names: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    described_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddSource:
    """A new source; the fields are those of `advice.content.models.Source`, `id` is its key."""

    id: str
    title: str
    where: str
    tier: str


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


Change = AddExample | AddTopic | AddTechnique | AddSource | Edit
KINDS: Mapping[str, type[Change]] = {
    "example": AddExample,
    "topic": AddTopic,
    "technique": AddTechnique,
    "source": AddSource,
    "edit": Edit,
}
# What makes a new entry of a part of the content.
NEW_ENTRIES: Mapping[str, Callable[..., Change]] = {
    "questions": AddTopic,
    "techniques": AddTechnique,
    "sources": AddSource,
}
# Lists that a technique may be without.
OPTIONAL = ("abbreviations", "misspellings", "related", "described_as")
# How a day of the calendar stands in JSON.
DAY = "day"


class ChangeRefused(Exception):
    """A change that the content can't have; the message says why and what to do."""

    def __init__(self, problems: Sequence[ContentProblem]) -> None:
        """Carries what is wrong."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


def needs_training(changes: Sequence[Change]) -> bool:
    """Whether some of the changes are of what a model is made from, not of facts alone."""
    return not all(isinstance(change, Edit) and change.file in FACTS for change in changes)


def as_json(change: Change) -> dict[str, Any]:
    """A change as JSON values, for `from_json`."""
    kind = next(name for name, type_ in KINDS.items() if isinstance(change, type_))
    data = {"kind": kind, **asdict(change)}
    return {name: _without_days(value) for name, value in data.items()}


def _without_days(value: Any) -> Any:
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, Mapping):
        return {key: _without_days(item) for key, item in value.items()}
    return [*map(_without_days, value)] if isinstance(value, list | tuple) else value


def _with_days(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {DAY}:
            return date.fromisoformat(value[DAY])
        return {key: _with_days(item) for key, item in value.items()}
    return [*map(_with_days, value)] if isinstance(value, list) else value


def from_json(data: Mapping[str, Any]) -> Change:
    """What `as_json` gave.

    Raises:
        KeyError, TypeError: for anything else.
    """
    kind = KINDS[data["kind"]]
    fields = {name: _with_days(value) for name, value in data.items() if name != "kind"}
    for field in dataclass_fields(kind):
        if str(field.type).startswith("tuple") and field.name in fields:
            fields[field.name] = tuple(fields[field.name])
    return kind(**fields)


def apply(directory: Path, changes: Sequence[Change]) -> None:
    """Writes changes into the files of a content folder, in order.

    Args:
        directory: a copy of the content.
        changes: what to write.

    Raises:
        ChangeRefused: for one that its file can't take.
    """
    for change in changes:
        name = file_of(change)
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


def file_of(change: Change) -> str:
    """The file of the content folder that a change is written into."""
    if isinstance(change, Edit):
        return change.file
    if isinstance(change, AddSource):
        return SOURCES_FILE
    return TECHNIQUES_FILE if isinstance(change, AddTechnique) else ADDED_FILE


def _changed(text: str, change: Change) -> str:
    if isinstance(change, Edit):
        return set_value(text, change.path, change.value)
    if isinstance(change, AddTechnique):
        return append(text, ("techniques",), _technique(change))
    if isinstance(change, AddTopic):
        return append(text, ("topics",), _entry(change))
    if isinstance(change, AddSource):
        fields: dict[str, Any] = asdict(change)
        return set_value(text, ("sources", fields.pop("id")), fields)
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
        **({"terms": list(topic.terms)} if topic.terms else {}),
    }


def _technique(technique: AddTechnique) -> dict[str, Any]:
    """In the order of the keys in `techniques/`; the article does not mention it."""
    fields = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(technique).items()
        if value != () or name not in OPTIONAL
    }
    id_, title = fields.pop("id"), fields.pop("title")
    return {"id": id_, "title": title, "side": "beyond_article", **fields}


@contextmanager
def changed_copy(directory: Path, changes: Sequence[Change]) -> Iterator[Path]:
    """A copy of a content folder with changes in it, for a moment.

    Raises:
        ChangeRefused: for one that its file can't take.
    """
    with TemporaryDirectory() as temporary:
        copy = Path(temporary) / "content"
        shutil.copytree(directory, copy)
        apply(copy, changes)
        yield copy


def changed_content(directory: Path, changes: Sequence[Change]) -> Content:
    """The content as it would be with the changes; the folder itself is left alone.

    Args:
        directory: the content folder.
        changes: what to try.

    Raises:
        ChangeRefused: with every problem that the content's own checks find.
    """
    with changed_copy(directory, changes) as copy:
        try:
            return load_content(copy)
        except ContentError as error:
            raise ChangeRefused(error.problems) from error
