"""The widget's scripts as they are served: `widget/dist/` with the practice's own words in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from advice.content import Content
from channels.website.served import JAVASCRIPT, Served

DIST_DIRECTORY = Path(__file__).resolve().parents[2] / "widget" / "dist"
# Stands in the launcher as a string, and becomes what it shows before anything is fetched.
PLACEHOLDER = b'"__KNEADWISE_PRACTICE__"'
LAUNCHER_WORDS = ("launcher", "launcher_unread", "nudge", "nudge_dismiss", "unavailable")
# An address whose version stays keeps its API; the one without follows the newest.
LAUNCHER_ADDRESSES = ("/widget.js", "/v1/widget.js")
PANEL_ADDRESS = "/v1/panel.js"


def widget_files(content: Content, directory: Path = DIST_DIRECTORY) -> Mapping[str, Served]:
    """The widget's addresses and what each answers.

    Args:
        content: the loaded content.
        directory: holds the built `widget.js` and `panel.js`.

    Raises:
        OSError: if a script can't be read.
        ValueError: if the launcher has no place for the practice's words.
    """
    launcher = (directory / "widget.js").read_bytes()
    if launcher.count(PLACEHOLDER) != 1:
        raise ValueError(
            f"{directory / 'widget.js'} has no place for the practice's words: "
            "build it again with 'npm run build' in widget/"
        )
    phone = content.practice.phone
    shown = {
        # The launcher may be all that can be reached: it knows whom to call.
        "strings": {key: content.widget[key].replace("{phone}", phone) for key in LAUNCHER_WORDS},
        "colors": content.practice.colors.dict(),
    }
    launcher = launcher.replace(PLACEHOLDER, json.dumps(shown).encode())
    panel = Served((directory / "panel.js").read_bytes(), JAVASCRIPT, for_other_sites=True)
    scripts = {address: Served(launcher, JAVASCRIPT, True) for address in LAUNCHER_ADDRESSES}
    return MappingProxyType({**scripts, PANEL_ADDRESS: panel})
