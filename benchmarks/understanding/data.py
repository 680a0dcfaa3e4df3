"""Reads CLINC150, which is not part of the project, and makes the texts that are timed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ABOUT = """\
The benchmark needs CLINC150 (Larson et al., EMNLP 2019, CC BY 3.0): short requests of
150 intents and requests that belong to none. It is not part of this project. Get
data/data_full.json from https://github.com/clinc/oos-eval, keep some intents and
examples of each (benchmarks/README.md shows how), and name the file:

    .venv/bin/python -m benchmarks.understanding --data FILE

FILE holds one JSON object:

    {"train": [["what's my balance", "balance"], …],   text and intent
     "test": [["show me my balance", "balance"], …],   of intents that train has
     "out_of_scope": ["how tall is the moon", …]}      or [text, anything]"""
TWELVE_WORDS = 12
LONG_CHARACTERS = 1000


class DataUnusable(Exception):
    """The data is missing or ill-formed; the message says what is wrong, and what is needed."""

    def __init__(self, problem: str) -> None:
        """Joins the problem with what the data is and where it comes from."""
        super().__init__(f"{problem}\n\n{ABOUT}")


@dataclass(frozen=True)
class Dataset:
    """Messages with their intents.

    Attributes:
        train: (text, intent) of the training examples.
        test: (text, intent) of the test messages, in scope.
        out_of_scope: texts of the test messages that have none of the intents.
        sha256: of the file, so that a result says what it was measured on.
    """

    train: tuple[tuple[str, str], ...]
    test: tuple[tuple[str, str], ...]
    out_of_scope: tuple[str, ...]
    sha256: str

    @property
    def intents(self) -> list[str]:
        """The intents, in order."""
        return sorted({intent for _, intent in self.train})


def read_dataset(path: Path | None) -> Dataset:
    """Reads the data's file.

    Args:
        path: of the file; None where none was named.

    Raises:
        DataUnusable: the file is missing, no JSON, or of another shape.
    """
    if path is None:
        raise DataUnusable("No data: --data is missing.")
    try:
        content = path.read_bytes()
        data = json.loads(content)
    except OSError as error:
        raise DataUnusable(f"{path} can't be read: {error.strerror}.") from error
    except ValueError as error:
        raise DataUnusable(f"{path} is not JSON: {error}.") from error
    if not isinstance(data, dict):
        raise DataUnusable(f"{path} is not a JSON object but {_kind(data)}.")
    train, test, out_of_scope = (
        _items(path, data, key) for key in ("train", "test", "out_of_scope")
    )
    dataset = Dataset(
        train=tuple(_labelled(path, "train", item, i) for i, item in enumerate(train)),
        test=tuple(_labelled(path, "test", item, i) for i, item in enumerate(test)),
        out_of_scope=tuple(_text(path, item, i) for i, item in enumerate(out_of_scope)),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    if len(dataset.intents) < 2:
        raise DataUnusable(f"{path}: `train` has one intent only; two or more are needed.")
    unknown = sorted({intent for _, intent in dataset.test} - set(dataset.intents))
    if unknown:
        raise DataUnusable(f"{path}: `test` has intents without training: {', '.join(unknown)}.")
    return dataset


def twelve_word_messages(texts: Sequence[str], count: int) -> list[str]:
    """Up to `count` different messages of twelve words, out of the words of `texts`."""
    words = " ".join(texts).split()
    starts = range(0, count * TWELVE_WORDS, TWELVE_WORDS)
    return list(dict.fromkeys(" ".join(_run(words, at, TWELVE_WORDS)) for at in starts))


def long_messages(texts: Sequence[str], count: int) -> list[str]:
    """Up to `count` different texts of 1,000 characters, out of the words of `texts`."""
    words = " ".join(texts).split()
    starts = range(0, count * TWELVE_WORDS, TWELVE_WORDS)
    runs = (" ".join(_run(words, at, LONG_CHARACTERS)) for at in starts)
    return list(dict.fromkeys(run[:LONG_CHARACTERS] for run in runs))


def _run(words: Sequence[str], start: int, count: int) -> list[str]:
    return [words[(start + i) % len(words)] for i in range(count)]


def _items(path: Path, data: dict[str, Any], key: str) -> list[Any]:
    if key not in data:
        raise DataUnusable(f"{path} has no `{key}`; it has {', '.join(data) or 'nothing'}.")
    items = data[key]
    if not isinstance(items, list) or not items:
        raise DataUnusable(f"{path}: `{key}` must be a list of messages, and is {_kind(items)}.")
    return items


def _labelled(path: Path, key: str, item: Any, position: int) -> tuple[str, str]:
    if isinstance(item, list) and len(item) == 2 and all(_is_said(part) for part in item):
        return _plain(item[0]), item[1].strip()
    raise DataUnusable(
        f"{path}: `{key}`, item {position + 1} must be [text, intent], "
        f"and is {json.dumps(item)[:80]}."
    )


def _text(path: Path, item: Any, position: int) -> str:
    text = item[0] if isinstance(item, list) and item else item
    if _is_said(text):
        return _plain(text)
    raise DataUnusable(
        f"{path}: `out_of_scope`, item {position + 1} must be a text or [text, anything], "
        f"and is {json.dumps(item)[:80]}."
    )


def _is_said(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _plain(text: str) -> str:
    # One line, as Rasa's training file has its examples.
    return " ".join(text.split())


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    if value is None:
        return "null"
    if value in ([], {}):
        return f"empty ({names[type(value)]})"
    return names.get(type(value), "a number")
