"""Reading CLINC150: what is accepted, and what is said about anything else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.understanding.data import (
    Dataset,
    DataUnusable,
    long_messages,
    read_dataset,
    twelve_word_messages,
)
from kneadwise.environment import ROOT

GOOD: dict[str, Any] = {
    "about": "further keys are ignored",
    "train": [["what's my balance", "balance"], ["book a flight", "book_flight"]],
    "test": [["show me  my\nbalance ", "balance"]],
    "out_of_scope": ["how tall is the moon", ["who won", "oos"]],
}


def written(directory: Path, data: Any) -> Path:
    path = directory / "data.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_messages_are_read_each_in_one_line(tmp_path: Path) -> None:
    data = read_dataset(written(tmp_path, GOOD))
    assert data == Dataset(
        train=(("what's my balance", "balance"), ("book a flight", "book_flight")),
        test=(("show me my balance", "balance"),),
        out_of_scope=("how tall is the moon", "who won"),
        sha256=data.sha256,
    )
    assert data.intents == ["balance", "book_flight"]


def test_the_digest_tells_files_apart(tmp_path: Path) -> None:
    first = read_dataset(written(tmp_path, GOOD)).sha256
    second = read_dataset(written(tmp_path, {**GOOD, "about": "another"})).sha256
    assert len({first, second}) == 2


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("{", "is not JSON"),
        ("\udcff".encode("utf-8", "surrogatepass").decode("latin-1"), "is not JSON"),
        ([], "is not a JSON object but empty (a list)"),
        ("3", "is not a JSON object but a number"),
        ({}, "has no `train`; it has nothing"),
        ({"train": GOOD["train"], "val": []}, "has no `test`; it has train, val"),
        ({**GOOD, "train": {"a": 1}}, "`train` must be a list of messages, and is an object"),
        ({**GOOD, "test": []}, "`test` must be a list of messages, and is empty (a list)"),
        ({**GOOD, "out_of_scope": None}, "`out_of_scope` must be a list of messages, and is null"),
        ({**GOOD, "test": ["hello"]}, '`test`, item 1 must be [text, intent], and is "hello"'),
        ({**GOOD, "test": [["a", "balance"], ["b"]]}, "`test`, item 2 must be [text, intent]"),
        ({**GOOD, "train": [["a", 3]]}, "`train`, item 1 must be [text, intent]"),
        ({**GOOD, "train": [["  ", "a"]]}, "`train`, item 1 must be [text, intent]"),
        ({**GOOD, "out_of_scope": [[]]}, "`out_of_scope`, item 1 must be a text"),
        ({**GOOD, "out_of_scope": ["a", 1]}, "`out_of_scope`, item 2 must be a text"),
        ({**GOOD, "train": [["a", "balance"]]}, "`train` has one intent only"),
        ({**GOOD, "test": [["a", "z"], ["b", "y"]]}, "intents without training: y, z"),
    ],
)
def test_anything_else_is_refused_with_the_reason(tmp_path: Path, data: Any, problem: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(DataUnusable) as refused:
        read_dataset(path)
    said = str(refused.value)
    assert problem in said
    assert said.startswith(str(path))


@pytest.mark.parametrize("name", [None, "missing.json", "."])
def test_without_a_file_the_data_is_explained(tmp_path: Path, name: str | None) -> None:
    with pytest.raises(DataUnusable) as refused:
        read_dataset(tmp_path / name if name else None)
    said = str(refused.value)
    for needed in ("CLINC150", "github.com/clinc/oos-eval", "data_full.json", "--data FILE"):
        assert needed in said
    for key in ("train", "test", "out_of_scope"):
        assert f'"{key}"' in said


@pytest.mark.parametrize("arguments", [[], ["--data", "missing.json"]])
def test_the_command_says_so_and_exits_with_2(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.understanding", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "CLINC150" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


WORDS = st.text(st.characters(blacklist_categories=["Z", "C"]), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1), st.integers(1, 20))
def test_timed_messages_have_their_length_and_differ(words: list[str], count: int) -> None:
    twelve, long = twelve_word_messages(words, count), long_messages(words, count)
    assert all(len(message.split()) == 12 for message in twelve)
    assert all(len(message) == 1000 for message in long)
    for messages in (twelve, long):
        assert 1 <= len(messages) <= count
        assert len(set(messages)) == len(messages)
