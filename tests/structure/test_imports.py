"""Who may import whom (architecture: advice is pure, actions are thin)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneadwise.environment import ROOT

# Folder -> top-level packages it must not import.
FORBIDDEN = {
    "advice": {"rasa", "rasa_sdk", "sanic", "actions", "channels", "components", "kneadwise"},
    "action_server": {"rasa", "channels", "components", "kneadwise", "evaluation"},
    "actions": {"rasa", "channels", "components", "kneadwise", "evaluation"},
    "components": {"rasa_sdk", "actions", "channels", "kneadwise", "evaluation"},
    "channels": {"rasa_sdk", "actions", "components", "kneadwise", "evaluation"},
    "guards": {"rasa", "rasa_sdk", "sanic", "action_server", "actions", "channels", "kneadwise"},
    "inbox": {"rasa", "rasa_sdk", "sanic", "actions", "channels", "components", "kneadwise"},
    "insights": {"rasa", "rasa_sdk", "sanic", "actions", "channels", "components", "kneadwise"},
    "kneadwise": {"rasa", "rasa_sdk", "actions", "components", "evaluation"},
    "learning": {"rasa_sdk", "actions", "channels"},
    "papers": {"rasa", "rasa_sdk", "sanic", "actions", "channels", "components", "kneadwise"},
    "stores": {"rasa_sdk", "actions", "components", "kneadwise", "evaluation"},
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_a_package_imports_only_what_it_may(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    found = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imported(path)
        if name in FORBIDDEN[folder]
    }
    assert found == set()


def test_only_settings_read_the_environment() -> None:
    allowed = {"advice/content/loader.py", "kneadwise/environment.py"}
    found = {
        str(path.relative_to(ROOT))
        for folder in FORBIDDEN
        for path in (ROOT / folder).rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8")
    }
    assert found <= allowed


def test_no_source_file_is_over_300_lines() -> None:
    # Lists of data, where one more entry or wording is no new concern.
    lists = {"content/sources.yml", "content/screening/lay_words.yml", "content/wishes.yml"}
    lists.add("tests/conversations/service/wordings/unseen.yml")
    lists |= {str(p.relative_to(ROOT)) for p in (ROOT / "content" / "safety").glob("*.yml")}
    lists |= {f"content/techniques/{n}.yml" for n in ("medical", "relaxation", "beyond_article")}
    files = [
        path
        for folder in (*FORBIDDEN, "tests", "evaluation", "benchmarks", "content", "demo")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js", ".css", ".html", ".yml"}
        and not {"messages", "report"} & {*path.parts}
    ]
    long = {
        str(path.relative_to(ROOT))
        for path in files
        if len(path.read_text(encoding="utf-8").splitlines()) > 300
    }
    assert long - lists == set()
