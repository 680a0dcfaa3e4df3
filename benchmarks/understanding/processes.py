"""Jobs in fresh processes, with progress."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from kneadwise.environment import ROOT, process_environment

POLL_SECONDS = 0.5
REPORT_SECONDS = 30.0
LOG_LINES = 15
console = Console(highlight=False)


class JobFailed(Exception):
    """A job's process ended with an error; the message has the end of its log."""


def run_job(title: str, job: dict[str, Any]) -> dict[str, Any]:
    """Does a job of `worker` in a process of its own and shows how long it takes.

    Args:
        title: what is shown meanwhile.
        job: as the worker's functions take it, with `task`, the function's name.

    Returns:
        As the worker's function.

    Raises:
        JobFailed: with the end of the log.
    """
    with TemporaryDirectory() as name:
        directory = Path(name)
        job_file, result_file = directory / "job.json", directory / "result.json"
        job_file.write_text(json.dumps(job), encoding="utf-8")
        log = directory / "log"
        started = time.monotonic()
        with console.status(f"{title} …"), log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.understanding.worker", job_file, result_file],
                cwd=ROOT,
                # Without a cache of its own, Rasa would take an earlier training's results.
                env=process_environment(
                    RASA_CACHE_DIRECTORY=str(directory / "cache"), LOG_LEVEL="ERROR"
                ),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait(process, title, started)
            except BaseException:
                process.kill()
                process.wait()
                raise
        if process.returncode != 0:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            raise JobFailed(f"{title} failed:\n" + "\n".join(lines[-LOG_LINES:]))
        console.print(f"[green]✓[/green] {title} ({time.monotonic() - started:.0f} s)")
        result: dict[str, Any] = json.loads(result_file.read_text(encoding="utf-8"))
        return result


def _wait(process: subprocess.Popen[bytes], title: str, started: float) -> None:
    reported = started
    while process.poll() is None:
        time.sleep(POLL_SECONDS)
        # A terminal shows the spinner; a log gets a line now and then.
        if not console.is_terminal and time.monotonic() - reported >= REPORT_SECONDS:
            reported = time.monotonic()
            console.print(f"   … {title} ({reported - started:.0f} s)")
