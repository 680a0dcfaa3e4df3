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

from channels.desk.passwords import hash_password  # noqa: E402
from kneadwise.temporary import temporary_assistant  # noqa: E402

# Of the practice's page; desk.ts types it.
PASSWORD = "lavender and juniper"


def main() -> None:
    """Serves until the input ends."""
    desk = {"KNEADWISE_DESK_PASSWORD_HASH": hash_password(PASSWORD)}
    with TemporaryDirectory() as folder, temporary_assistant(Path(folder), **desk) as servers:
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
