"""Every command's `--help` has an example, and the example is one that can be typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from kneadwise.cli import app

GROUP = typer.main.get_command(app)
assert isinstance(GROUP, click.Group)
COMMANDS = sorted(GROUP.commands)


def test_the_commands_that_the_readme_may_name_are_there() -> None:
    assert {"check", "check-content", "evaluate", "report", "run", "train"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_that_is_parsed(name: str) -> None:
    assert isinstance(GROUP, click.Group)
    command = GROUP.commands[name]
    shown = CliRunner().invoke(app, [name, "--help"])
    assert shown.exit_code == 0
    assert "kneadwise" in shown.output
    found = re.search(r"Example: (.+)", command.help or "")
    assert found, f"{name} has no example"
    words = shlex.split(found[1].split(" > ")[0])
    words = words[words.index("kneadwise") + 1 :]
    assert words[0] == name
    # Parsing alone: an unknown option or a missing argument raises click.UsageError.
    command.make_context(name, words[1:])


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_a_clear_error(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--no-such-option"])
    assert result.exit_code == 2
    assert "no-such-option" in result.output


def test_check_names_broken_content(
    edit: Callable[[str, str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = edit("practice.yml", "retention_days: 30", "retention_days: 0")
    monkeypatch.setenv("KNEADWISE_CONTENT", str(directory))
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 1
