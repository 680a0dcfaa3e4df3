"""`make run`'s failures: one clear message, a non-zero exit, nothing left running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kneadwise.environment import ROOT
from kneadwise.temporary import temporary_environment

Edit = Callable[[str, str, str], Path]


def kneadwise(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kneadwise", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_check_content_says_that_all_is_in_order() -> None:
    result = kneadwise("check-content")
    assert result.returncode == 0
    assert "15 techniques, 43 FAQ topics, 6 rows" in result.stdout


@pytest.mark.parametrize("command", ["check-content", "run", "train"])
def test_broken_content_is_named_and_nothing_starts(edit: Edit, command: str) -> None:
    directory = edit("practice.yml", "retention_days: 30", "retention_days: 0")
    result = kneadwise(command, KNEADWISE_CONTENT=str(directory))
    assert result.returncode == 1
    assert "practice.yml › retention_days" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("variable", ["KNEADWISE_PORT", "KNEADWISE_ACTION_PORT"])
def test_a_port_in_use_is_named_with_its_variable(tmp_path: Path, variable: str) -> None:
    environment = temporary_environment(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environment[variable] = str(taken.getsockname()[1])
        result = kneadwise("run", **environment)
    assert result.returncode == 1
    assert f"Port {environment[variable]} can't be used" in result.stderr
    assert f"set {variable} to another one" in result.stderr


def test_a_failed_training_is_one_message_and_keeps_the_earlier_model(
    tmp_path: Path,
) -> None:
    environment = temporary_environment(
        tmp_path,
        KNEADWISE_MODEL=str(tmp_path / "models" / "model.tar.gz"),
    )
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "model.tar.gz").write_text("earlier")
    environment["PYTHONPATH"] = str(broken_rasa(tmp_path))
    result = kneadwise("train", "--force", **environment)
    assert result.returncode == 1
    assert "Training failed" in result.stderr
    assert "no disk left" in result.stderr
    assert (tmp_path / "models" / "model.tar.gz").read_text() == "earlier"


def broken_rasa(directory: Path) -> Path:
    """A `rasa` command that fails, found before the real one."""
    package = directory / "broken" / "rasa"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("raise SystemExit('no disk left')\n")
    return package.parent


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_both_servers(tmp_path: Path, sent: signal.Signals) -> None:
    environment = temporary_environment(tmp_path)
    process = subprocess.Popen(
        # As a background job of a script: such a shell has SIGINT ignored.
        ["sh", "-c", "trap '' INT; exec \"$0\" -m kneadwise run", sys.executable],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ready: " in line:
                break
        else:
            pytest.fail("".join(lines))
        assert f":{environment['KNEADWISE_PORT']}/" in lines[-1]
        process.send_signal(sent)
        assert process.wait(60) == 0
        assert "Stopped." in process.stdout.read()
    finally:
        process.kill()
    for port in ("KNEADWISE_PORT", "KNEADWISE_ACTION_PORT"):
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", int(environment[port]))) != 0
