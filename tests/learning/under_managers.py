"""For `whole_path`: a loop that starts what ends, as a service manager does, and what a check
costs: the memory of its processes, and how long a visitor waits meanwhile."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping

import psutil

from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT

RESTART_SECONDS = 2.0
STOP_SECONDS = 60.0
LOOK_SECONDS = 2.0
QUESTIONS = ("how much is an hour", "what is hot stone massage", "where can i park")


class Manager:
    """Runs `kneadwise serve …` and starts it again whenever it ends."""

    def __init__(self, server: str, environment: Mapping[str, str]) -> None:
        """Starts it."""
        self.ended: list[int] = []
        self._command = [sys.executable, "-m", "kneadwise", "serve", server]
        self._environment = dict(environment)
        self._is_over = threading.Event()
        self._process = self._started()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, cwd=ROOT, env=self._environment)

    def _watch(self) -> None:
        while True:
            code = self._process.wait()
            if self._is_over.is_set():
                return
            self.ended.append(code)
            if self._is_over.wait(RESTART_SECONDS):
                return
            self._process = self._started()

    def stop(self) -> None:
        """Stops it for good."""
        self._is_over.set()
        self._process.terminate()
        self._thread.join(STOP_SECONDS)


class Meanwhile:
    """Asks as a visitor, and looks at the check's memory, every two seconds."""

    def __init__(self, address: str) -> None:
        """Begins."""
        self.seconds: list[float] = []
        self.failed = 0
        self.most_mib = 0.0
        self._address = address
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        number = 0
        while not self._is_over.wait(LOOK_SECONDS):
            self._ask(QUESTIONS[number % len(QUESTIONS)])
            number += 1
            self.most_mib = max(self.most_mib, _check_mib())

    def _ask(self, text: str) -> None:
        started = time.monotonic()
        try:
            is_answered = WebsiteClient(self._address).say(text).status == 200
        except OSError:
            is_answered = False
        self.seconds.append(time.monotonic() - started)
        self.failed += not is_answered

    def end(self) -> str:
        """Ends, and says what was seen."""
        self._is_over.set()
        self._thread.join(STOP_SECONDS)
        times = sorted(self.seconds)
        return (
            f"{len(times)} questions meanwhile, {self.failed} not answered: "
            f"median {1000 * statistics.median(times):.0f} ms, "
            f"95 of 100 within {1000 * times[int(0.95 * (len(times) - 1))]:.0f} ms, "
            f"slowest {1000 * times[-1]:.0f} ms; the check took {self.most_mib:.0f} MiB at most"
        )


def _check_mib() -> float:
    """Memory of all processes of the check that runs: what they have alone, and their shares."""
    found = [p for p in psutil.process_iter() if "learning.checking" in _command_of(p)]
    whole = 0.0
    for process in {each for top in found for each in [top, *top.children(recursive=True)]}:
        try:
            whole += process.memory_full_info().pss
        except psutil.Error:
            continue
    return whole / 1024**2


def _command_of(process: psutil.Process) -> list[str]:
    try:
        command: list[str] = process.cmdline()
    except psutil.Error:
        return []
    return command
