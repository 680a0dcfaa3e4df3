"""The widget's scripts as they are served: `widget/dist/` with the practice's own words in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from advice.content import Content
from advice.progress import progress_page
from channels.website.served import JAVASCRIPT, Served

DIST_DIRECTORY = Path(__file__).resolve().parents[2] / "widget" / "dist"
# Stands in the launcher as a string, and becomes what it shows before anything is fetched.
PLACEHOLDER = b'"__KNEADWISE_PRACTICE__"'
LAUNCHER_WORDS = ("launcher", "launcher_unread", "nudge", "nudge_dismiss", "unavailable")
# An address whose version stays keeps its API; the one without follows the newest.
LAUNCHER_ADDRESSES = ("/widget.js", "/v1/widget.js")
PANEL_ADDRESS = "/v1/panel.js"
# Loaded when a visitor first tracks how it goes; its rules and words stand in it likewise.
PROGRESS_PLACEHOLDER = b'"__KNEADWISE_PROGRESS__"'
PROGRESS_ADDRESS = "/v1/progress.js"


def widget_files(content: Content, directory: Path = DIST_DIRECTORY) -> Mapping[str, Served]:
    """The widget's addresses and what each answers.

    Args:
        content: the loaded content.
        directory: holds the built `widget.js`, `panel.js` and `progress.js`.

    Raises:
        OSError: if a script can't be read.
        ValueError: if a script has no place for the practice's words.
    """
    phone = content.practice.phone
    shown = {
        # The launcher may be all that can be reached: it knows whom to call.
        "strings": {key: content.widget[key].replace("{phone}", phone) for key in LAUNCHER_WORDS},
        "colors": content.practice.colors.dict(),
    }
    launcher = _filled(directory / "widget.js", PLACEHOLDER, shown)
    progress = _filled(directory / "progress.js", PROGRESS_PLACEHOLDER, progress_page(content))
    panel = (directory / "panel.js").read_bytes()
    scripts = {
        **dict.fromkeys(LAUNCHER_ADDRESSES, launcher),
        PANEL_ADDRESS: panel,
        PROGRESS_ADDRESS: progress,
    }
    return MappingProxyType(
        {address: Served(body, JAVASCRIPT, True) for address, body in scripts.items()}
    )


def _filled(path: Path, placeholder: bytes, shown: dict[str, Any]) -> bytes:
    script = path.read_bytes()
    if script.count(placeholder) != 1:
        raise ValueError(
            f"{path} has no place for the practice's words: "
            "build it again with 'npm run build' in widget/"
        )
    return script.replace(placeholder, json.dumps(shown).encode())
