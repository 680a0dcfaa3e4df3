"""Where the project is, and the environment its processes run in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETTINGS_FILE = ROOT / "settings.env"
# Logs, the signing secret and the SQLite conversations; not tracked by git.
STATE_DIRECTORY = ".kneadwise"


def read_settings(text: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Reads `NAME=value` lines; `${NAME}` stands for a value read or set before.

    Args:
        text: the settings file's text.
        environment: variables already set; they win.

    Returns:
        `environment` with the missing variables added.

    Raises:
        ValueError: for a line that is neither empty, comment nor `NAME=value`.
    """
    merged = dict(environment)
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.isidentifier():
            raise ValueError(f"line {number} is not NAME=value")
        for known in sorted(merged, key=len, reverse=True):
            value = value.replace("${" + known + "}", merged[known])
        merged.setdefault(name, value)
    return merged


def process_environment(**more: str) -> dict[str, str]:
    """The environment for Rasa's processes: settings.env, what is set, and `more` first."""
    text = SETTINGS_FILE.read_text(encoding="utf-8")
    return read_settings(text, {**os.environ, **more})
