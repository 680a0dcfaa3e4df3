"""Python 3.10 is found on the PATH, in pyenv, or through uv; else there is a clear message."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kneadwise.environment import ROOT

# The system's tools without any Python 3.10 among them.
TOOLS = ["bash", "dirname", "env", "cat", "grep", "sh"]


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A PATH folder with basic tools only, and an empty home."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(f"/usr/bin/{tool}")
    return tools


def find(machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    home = machine.parent / "home"
    return subprocess.run(
        [str(ROOT / "scripts" / "prepare-environment"), "find-python"],
        env={"PATH": str(machine), "HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def real_python() -> Path:
    return Path(os.path.realpath(sys.executable))


def executable(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def test_on_the_path(machine: Path) -> None:
    (machine / "python3.10").symlink_to(real_python())
    found = find(machine)
    assert found.stdout.strip() == str(machine / "python3.10")


def test_in_pyenv_only(machine: Path, tmp_path: Path) -> None:
    # pyenv's shim for a version that is not selected fails; it must be passed over.
    executable(machine / "python3.10", "#!/bin/sh\nexit 127\n")
    installed = tmp_path / "pyenv" / "versions" / "3.10.13" / "bin"
    installed.mkdir(parents=True)
    (installed / "python3.10").symlink_to(real_python())
    found = find(machine, PYENV_ROOT=str(tmp_path / "pyenv"))
    assert found.stdout.strip() == str(installed / "python3.10")


def test_through_uv(machine: Path) -> None:
    executable(machine / "uv", f'#!/bin/sh\n[ "$2" = find ] && echo {real_python()}\n')
    assert find(machine).stdout.strip() == str(real_python())


def test_another_version_is_not_taken(machine: Path) -> None:
    executable(machine / "python3.10", "#!/bin/sh\nexit 1\n")
    executable(machine / "uv", "#!/bin/sh\nexit 2\n")
    assert find(machine).returncode == 1


def test_nowhere_is_a_clear_message(machine: Path) -> None:
    found = find(machine)
    assert found.returncode == 1
    assert "needs Python 3.10" in found.stderr
    assert "pyenv install 3.10" in found.stderr
