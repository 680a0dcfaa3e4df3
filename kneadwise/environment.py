"""Where the project is, and the environment its processes run in."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from advice.content.loader import (
    CONTENT_VARIABLE,
    DEFAULT_CONTENT_DIRECTORY,
    content_directory,
)

ROOT = Path(__file__).resolve().parents[1]
SETTINGS_FILE = ROOT / "settings.env"
# Logs, the signing secret and the SQLite conversations; not tracked by git.
STATE_DIRECTORY = ".kneadwise"
# In it, one folder for each content folder but the project's own.
PRACTICES = "practices"


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
    """The environment for Rasa's processes: settings.env, what is set, and `more` first.

    A content folder of its own has a model, a database and a state of its own.
    """
    given = {**os.environ, **more}
    return read_settings(_settings(), {**places_of_its_own(given), **given, **_content(given)})


def standard_environment(environment: Mapping[str, str], root: Path = ROOT) -> dict[str, str]:
    """The same, but with the project's own content and model."""
    content = str(root / DEFAULT_CONTENT_DIRECTORY.name)
    model = read_settings(_settings(), {})["KNEADWISE_MODEL"]
    return {**environment, CONTENT_VARIABLE: content, "KNEADWISE_MODEL": model}


def places_of_its_own(environment: Mapping[str, str]) -> dict[str, str]:
    """Where a practice's model, database, secret, backups and logs are, unless told otherwise.

    Args:
        environment: with the content folder, and perhaps with a folder for the state.

    Returns:
        Variables for a content folder that is not the project's; none for that.
    """
    content = content_directory(environment).absolute()
    if content.resolve() == DEFAULT_CONTENT_DIRECTORY:
        return {}
    state = environment.get("KNEADWISE_LOGS") or f"{STATE_DIRECTORY}/{PRACTICES}/{_name(content)}"
    return {
        "KNEADWISE_LOGS": state,
        "KNEADWISE_MODEL": f"{state}/models/kneadwise.tar.gz",
        "KNEADWISE_TRACKER_URL": f"sqlite:///{state}/conversations.db",
        "KNEADWISE_SECRET_FILE": f"{state}/secret",
        "KNEADWISE_BACKUPS": f"{state}/backups",
    }


def _name(content: Path) -> str:
    """A folder's own name, and what tells it from another of that name."""
    said = re.sub(r"[^a-z0-9]+", "-", content.name.lower()).strip("-") or "practice"
    return f"{said}-{hashlib.sha256(os.fsencode(content)).hexdigest()[:8]}"


def _content(environment: Mapping[str, str]) -> dict[str, str]:
    # The servers run in the project's folder, whatever folder this runs in.
    if not environment.get(CONTENT_VARIABLE):
        return {}
    return {CONTENT_VARIABLE: str(content_directory(environment).absolute())}


def _settings() -> str:
    return SETTINGS_FILE.read_text(encoding="utf-8")
