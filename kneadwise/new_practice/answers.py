"""Files of answers: those that were written before, and the draft of an interview."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kneadwise.new_practice.questions import BY_ID, Answer
from kneadwise.new_practice.unfit import Unfit
from kneadwise.new_practice.writing import plain_or_quoted
from learning.whole_files import write_whole

HEAD = """# Answers for `kneadwise new-practice`, as they were typed. An empty one is left out.
"""


def read_file(file: Path) -> dict[str, Answer]:
    """The answers in a file, not yet checked.

    Args:
        file: YAML, "question: answer" lines.

    Raises:
        Unfit: where it can't be read, or asks what nobody answers.
        OSError: if there is none.
    """
    try:
        data = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1} of {file}" if mark else str(file)
        raise Unfit(f"{where} can't be read as YAML", "check its colons and quotes") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise Unfit(f"{file} holds no answers", "write lines like 'name: Harbor Hands'")
    unknown = [str(key) for key in data if key not in BY_ID]
    if unknown:
        raise Unfit(
            f"{file}: nothing is asked about {', '.join(unknown)}", f"use {', '.join(BY_ID)}"
        )
    return {key: _answer(key, value) for key, value in data.items()}


def _answer(key: str, value: Any) -> Answer:
    if value is None:
        return ""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    if (
        isinstance(value, list)
        and BY_ID[key].is_list
        and all(isinstance(line, (str, int, float)) for line in value)
    ):
        return [str(line) for line in value]
    wanted = "lines starting with '- '" if BY_ID[key].is_list else "text"
    raise Unfit(f"{key} is not {wanted}", "write it as it would be typed, in quotes if need be")


def write_file(file: Path, answers: Mapping[str, Answer]) -> None:
    """Keeps answers, whole, so that they can be read back as they were typed.

    Raises:
        OSError: if they can't be written.
    """
    lines = [HEAD]
    for key, answer in answers.items():
        if isinstance(answer, list):
            lines.append(f"{key}:" if answer else f"{key}: []")
            lines += [f"  - {plain_or_quoted(line)}" for line in answer]
        else:
            lines.append(f"{key}: {plain_or_quoted(answer) if answer else ''}".rstrip())
    write_whole(file, "\n".join(lines) + "\n")
