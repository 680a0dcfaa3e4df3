"""A command at a real terminal (a pseudo-terminal), typed at as a person does."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

from kneadwise.environment import ROOT

# No measure of speed: only so that a test that waits for nothing ends.
HANGS_SECONDS = 60.0
AGAIN_SECONDS = 2.0
CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")


class Terminal:
    """One run of `kneadwise new-practice`."""

    def __init__(self, directory: Path) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kneadwise", "new-practice", "--no-train", str(directory)],
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            # The session's own terminal: Ctrl-C there is a signal.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self.shown = ""
        self._read = 0

    def wait_for(self, text: str) -> str:
        """Reads until a text is shown after what was waited for before; all that came with it."""
        deadline = time.monotonic() + HANGS_SECONDS
        while text not in (new := self.shown[self._read :]):
            assert time.monotonic() < deadline, f"{text!r} was never shown:\n{self.shown}"
            if not self._receive():
                raise AssertionError(f"It ended without {text!r}:\n{self.shown}")
        self._read += new.index(text) + len(text)
        return new

    def answer(self, question: str, *lines: str) -> None:
        """Waits for a question, and types at its prompt."""
        self.wait_for(question)
        for line in lines:
            self.wait_for("> ")
            self.type(line)

    def type(self, line: str) -> None:
        os.write(self._ours, f"{line}\n".encode())

    def press_until(self, key: bytes, text: str) -> None:
        """Presses a key, and again where nothing comes of it, as people do.

        A signal that comes just before Python waits for a key is only seen with the next one.
        """
        for _ in range(5):
            os.write(self._ours, key)
            if select.select([self._ours], [], [], AGAIN_SECONDS)[0]:
                break
        self.wait_for(text)

    def end(self) -> int:
        """Reads on until the command ends; its exit code."""
        while self._receive():
            pass
        os.close(self._ours)
        return self.process.wait(HANGS_SECONDS)

    def kill(self) -> None:
        """As when the window is closed."""
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def _receive(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], HANGS_SECONDS)
        assert ready, f"Nothing came any more:\n{self.shown}"
        try:
            data = os.read(self._ours, 4096)
        except OSError:
            # Linux's way of saying that nobody is at the other end.
            return False
        self.shown += CONTROL.sub("", data.decode(errors="replace"))
        return bool(data)
