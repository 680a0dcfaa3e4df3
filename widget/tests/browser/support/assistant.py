"""Runs an assistant of its own for the browser tests, until standard input ends.

Prints its address as the first line. A line "restart" stops the Rasa server and starts it anew,
"stop" and "start" do one of them; each is answered by "done".
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from kneadwise.temporary import temporary_assistant  # noqa: E402


def main() -> None:
    """Serves until the input ends."""
    with TemporaryDirectory() as directory, temporary_assistant(Path(directory)) as servers:
        print(servers.address, flush=True)
        for line in sys.stdin:
            command = line.strip()
            if command in ("restart", "stop"):
                servers.stop()
            if command in ("restart", "start"):
                servers.start()
                servers.wait_until_ready()
            print("done", flush=True)


if __name__ == "__main__":
    main()
