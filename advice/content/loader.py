"""Reads `content/` and turns every mistake into a `ContentProblem`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from advice.content.added_models import ADDED_FILE, AddedExamples
from advice.content.base import Model
from advice.content.checks import cross_check
from advice.content.cures import cure_for
from advice.content.errors import ContentError, ContentProblem
from advice.content.guide_models import GuideWords
from advice.content.message_models import MessageWording
from advice.content.models import (
    Article,
    Comparison,
    FaqTopic,
    Measured,
    Source,
    Technique,
)
from advice.content.paper_models import Papers
from advice.content.practice_models import Practice
from advice.content.progress_models import Progress
from advice.content.recommendation_models import (
    FormQuestion,
    GeneralAnswers,
    Notes,
    SignsToAsk,
    SuggestedTechniques,
)
from advice.content.request_models import RequestWords
from advice.content.safety_models import ContextWords, LayWords, Pairs, SafetySign
from advice.content.term_models import BodyAreas, Words
from advice.content.whole import Content, ScreeningWords
from advice.content.widget_models import WidgetWording
from advice.content.wish_models import WishExamples
from advice.content.wording_models import Wording
from advice.recommendation.table import DecisionTable, read_table

DEFAULT_CONTENT_DIRECTORY = Path(__file__).resolve().parents[2] / "content"
CONTENT_VARIABLE = "KNEADWISE_CONTENT"

# Files that are one thing each.
FILES: dict[str, tuple[type[Model], str]] = {
    "article": (Article, "article.yml"),
    "comparison": (Comparison, "comparison.yml"),
    "practice": (Practice, "practice.yml"),
    "measured": (Measured, "measured.yml"),
    "wording": (Wording, "wording.yml"),
    "message": (MessageWording, "message.yml"),
    "guide": (GuideWords, "guide.yml"),
    "progress": (Progress, "progress.yml"),
    "papers": (Papers, "papers.yml"),
    "widget_words": (WidgetWording, "widget.yml"),
    "areas": (BodyAreas, "body_areas.yml"),
    "words": (Words, "words.yml"),
    "requests": (RequestWords, "requests.yml"),
    "wishes": (WishExamples, "wishes.yml"),
    "lay_words": (LayWords, "screening/lay_words.yml"),
    "context": (ContextWords, "screening/context.yml"),
    "pairs": (Pairs, "screening/pairs.yml"),
    "general_answers": (GeneralAnswers, "recommendation/answers.yml"),
    "notes": (Notes, "recommendation/told.yml"),
    "signs_to_ask": (SignsToAsk, "recommendation/signs_to_ask.yml"),
    "suggested_techniques": (SuggestedTechniques, "recommendation/techniques.yml"),
}

M = TypeVar("M", bound=Model)


def content_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """The content folder: what `KNEADWISE_CONTENT` names, else the project's own."""
    return Path(environment.get(CONTENT_VARIABLE) or DEFAULT_CONTENT_DIRECTORY)


def load_content(directory: Path | None = None) -> Content:
    """Loads and checks all content.

    Args:
        directory: the content folder; by default `content_directory()`.

    Returns:
        The content, complete and frozen.

    Raises:
        ContentError: with every problem found, if there is any.
    """
    return _Loader(directory or content_directory()).load()


@lru_cache(maxsize=128)
def _parsed(text: str) -> Any:
    # Kept by its text: the signs alone take seconds, and tests load the content often.
    return YAML(typ="safe", pure=True).load(text)


class _Loader:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.problems: list[ContentProblem] = []
        self.files: dict[tuple[str, str], str] = {}

    def load(self) -> Content:
        if not self.directory.is_dir():
            problem = ContentProblem(
                str(self.directory),
                "",
                "",
                "there is no such content folder",
                f"correct {CONTENT_VARIABLE}, or make it with `kneadwise new-practice`",
            )
            raise ContentError([problem])
        whole: dict[str, Any] = {
            name: self._one(model, file) for name, (model, file) in FILES.items()
        }
        added = self._added()
        topics = (*self._items("faq", "topics"), *self._listed(ADDED_FILE, added["topics"] or []))
        questions = "recommendation/questions"
        entries: dict[str, Any] = {
            "sources": self._sources(),
            "techniques": self._entries(
                Technique, "techniques", self._items("techniques", "techniques")
            ),
            "faq": self._entries(FaqTopic, "faq", topics),
            "added_examples": self._validated(
                AddedExamples, added["examples"] or {}, ADDED_FILE, "examples"
            ),
            "safety": self._entries(SafetySign, "safety", self._items("safety", "signs")),
            "questions": self._entries(
                FormQuestion, questions, self._items(questions, "questions")
            ),
            "decision_table": self._table("recommendation/decision_table.csv"),
        }
        if self.problems:
            raise ContentError(self.problems)
        entries["added_examples"] = entries["added_examples"].__root__
        entries["added_topics"] = tuple(
            id_
            for (folder, id_), name in self.files.items()
            if (folder, name) == ("faq", ADDED_FILE)
        )
        content = Content.construct(
            **{name: value for name, value in whole.items() if name in Content.__fields__},
            **entries,
            body_areas=whole["areas"].areas,
            told=whole["notes"].__root__,
            widget=whole["widget_words"].__root__,
            screening=ScreeningWords.construct(
                lay_words=whole["lay_words"].words,
                context=whole["context"],
                pairs=whole["pairs"].pairs,
            ),
        )
        self.problems += cross_check(content, self.files)
        if self.problems:
            raise ContentError(self.problems)
        return content

    def _table(self, name: str) -> DecisionTable | None:
        try:
            return read_table(self.directory / name)
        except FileNotFoundError:
            self._problem(name, "", "", "the file is missing", f"create content/{name}")
        except (ValueError, KeyError, UnicodeDecodeError) as error:
            self._problem(name, "", "", str(error), "see facts on the decision table")
        return None

    def _read(self, name: str) -> dict[str, Any] | None:
        path = self.directory / name
        try:
            data = _parsed(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self._problem(name, "", "", "the file is missing", f"create content/{name}")
            return None
        except UnicodeDecodeError as error:
            self._problem(name, "", "", f"not UTF-8 text ({error.reason})", "save as UTF-8")
            return None
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = f"line {mark.line + 1}: " if mark else ""
            problem = getattr(error, "problem", None) or str(error).splitlines()[0]
            self._problem(
                name,
                "",
                "",
                f"{line}not readable as YAML: {problem}",
                "check the indentation, quotes and colons around that line",
            )
            return None
        if not isinstance(data, dict):
            self._problem(name, "", "", "is empty or not 'key: value' lines", "see its comment")
            return None
        return data

    def _one(self, model: type[M], name: str) -> M | None:
        data = self._read(name)
        return None if data is None else self._validated(model, data, name, "")

    def _added(self) -> dict[str, Any]:
        data = self._read(ADDED_FILE) or {}
        if set(data) != {"topics", "examples"}:
            self._problem(
                ADDED_FILE, "", "", "must hold 'topics:' and 'examples:'", "write both keys"
            )
            return {"topics": [], "examples": {}}
        return data

    def _entries(
        self, model: type[M], folder: str, items: Iterable[tuple[str, dict[str, Any]]]
    ) -> dict[str, M]:
        found: dict[str, M] = {}
        for name, item in items:
            entry = str(item.get("id", "without id"))
            value = self._validated(model, item, name, entry)
            if value is None:
                continue
            if entry in found:
                first = self.files[folder, entry]
                self._problem(
                    name, entry, "id", f"stands in {first} too", "give one of them another id"
                )
                continue
            found[entry] = value
            self.files[folder, entry] = name
        return found

    def _items(self, folder: str, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        paths = sorted((self.directory / folder).glob("*.yml"))
        if not paths:
            self._problem(folder, "", "", "holds no .yml file", "add one")
        for path in paths:
            name = f"{folder}/{path.name}"
            data = self._read(name)
            if data is None:
                continue
            items = data.get(key)
            if not isinstance(items, list) or set(data) != {key}:
                self._problem(name, "", "", f"must hold one list named '{key}:'", "see the others")
                continue
            yield from self._listed(name, items)

    def _listed(self, name: str, items: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        for number, item in enumerate(items if isinstance(items, list) else [items], start=1):
            if isinstance(item, dict):
                yield name, item
            else:
                self._problem(
                    name, f"entry {number}", "", "is not 'key: value' lines", "indent its keys"
                )

    def _sources(self) -> dict[str, Source]:
        data = self._read("sources.yml") or {}
        found = {}
        for key, item in (data.get("sources") or {}).items():
            value = self._validated(Source, item, "sources.yml", str(key))
            if value is not None:
                found[str(key)] = value
        return found

    def _validated(self, model: type[M], data: Any, name: str, entry: str) -> M | None:
        try:
            return model.parse_obj(data)
        except ValidationError as error:
            for detail in error.errors():
                field = ".".join(str(part) for part in detail["loc"] if part != "__root__")
                self._problem(name, entry, field, detail["msg"], cure_for(detail))
            return None

    def _problem(self, file: str, entry: str, field: str, problem: str, cure: str) -> None:
        self.problems.append(ContentProblem(file, entry, field, problem, cure))
