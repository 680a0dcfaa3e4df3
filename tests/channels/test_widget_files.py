"""The widget's scripts as they are served."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advice.content import Content
from advice.progress import progress_page
from channels.website.widget_files import (
    LAUNCHER_ADDRESSES,
    PANEL_ADDRESS,
    PLACEHOLDER,
    PROGRESS_ADDRESS,
    PROGRESS_PLACEHOLDER,
    widget_files,
)


def built(directory: Path, launcher: bytes) -> Path:
    (directory / "widget.js").write_bytes(launcher)
    (directory / "panel.js").write_bytes(b"export {};")
    (directory / "progress.js").write_bytes(b"b(" + PROGRESS_PLACEHOLDER + b")")
    return directory


def test_the_launcher_holds_the_practices_words_and_colours(content: Content) -> None:
    for address in LAUNCHER_ADDRESSES:
        script = widget_files(content)[address].body.decode()
        assert json.dumps(content.widget["launcher"]) in script
        assert content.practice.colors.primary in script
        assert f"You can call us on {content.practice.phone}" in script
        assert PLACEHOLDER.decode() not in script


def test_other_sites_may_read_the_scripts(content: Content) -> None:
    assert all(served.for_other_sites for served in widget_files(content).values())


def test_words_cannot_break_out_of_the_script(content: Content, tmp_path: Path) -> None:
    word = 'Ask "us" </script>\u2028\\'
    changed = content.copy(update={"widget": {**content.widget, "launcher": word}})
    served = widget_files(changed, built(tmp_path, b"a(" + PLACEHOLDER + b")"))
    inside = served["/widget.js"].body.decode().removeprefix("a(").removesuffix(")")
    assert json.loads(inside)["strings"]["launcher"] == word
    assert "\u2028" not in inside


@pytest.mark.parametrize("launcher", [b"", b"x", PLACEHOLDER * 2])
def test_a_launcher_without_place_for_them_is_refused(
    launcher: bytes, content: Content, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="npm run build"):
        widget_files(content, built(tmp_path, launcher))


def test_a_progress_page_without_place_for_its_words_is_refused(
    content: Content, tmp_path: Path
) -> None:
    directory = built(tmp_path, PLACEHOLDER)
    (directory / "progress.js").write_bytes(b"x")
    with pytest.raises(ValueError, match=r"progress\.js.*npm run build"):
        widget_files(content, directory)


def test_the_progress_page_holds_its_rules_and_words(content: Content, tmp_path: Path) -> None:
    served = widget_files(content, built(tmp_path, PLACEHOLDER))[PROGRESS_ADDRESS].body.decode()
    inside = json.loads(served.removeprefix("b(").removesuffix(")"))
    assert inside == progress_page(content)
    assert PROGRESS_PLACEHOLDER not in widget_files(content)[PROGRESS_ADDRESS].body


def test_a_missing_script_is_an_error(content: Content, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        widget_files(content, tmp_path)


def test_the_panel_is_served_as_it_was_built(content: Content, tmp_path: Path) -> None:
    directory = built(tmp_path, PLACEHOLDER)
    assert widget_files(content, directory)[PANEL_ADDRESS].body == b"export {};"
