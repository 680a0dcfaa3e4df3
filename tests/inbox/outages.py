"""Messages while mail server and webhook go up and down, and what became of each of them.

    .venv/bin/python -m tests.inbox.outages --messages 200

Prints the counts as JSON; ends with 1 where a message was lost or came twice without its
sender having reason to send it again. Real servers, real processes of couriers; only the waits
between attempts are shorter than in practice.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from inbox.store import Inbox, open_inbox
from kneadwise.services import PostgresServer
from tests.inbox import courier_process
from tests.inbox.messages import message
from tests.inbox.receivers import MailReceiver, Receiver, WebReceiver, by_chance

PROCESSES = 2
UP_SECONDS = (0.1, 0.6)
DOWN_SECONDS = (0.1, 0.6)
BETWEEN_MESSAGES = 0.1
PATIENCE_SECONDS = 240.0


class Outages(threading.Thread):
    """Stops and starts a receiver at random until `end`; then leaves it up for good."""

    def __init__(self, receiver: Receiver, chances: random.Random) -> None:
        super().__init__(daemon=True)
        self._receiver, self._chances = receiver, chances
        self._ending = threading.Event()
        self.count = 0

    def run(self) -> None:
        while not self._ending.wait(self._chances.uniform(*UP_SECONDS)):
            self._receiver.stop()
            self.count += 1
            self._ending.wait(self._chances.uniform(*DOWN_SECONDS))
            self._receiver.start()

    def end(self) -> None:
        self._ending.set()
        self.join()


def play(messages: int, kills: int, seed: int, database: str) -> dict[str, Any]:
    """Lets messages come while the receivers go up and down.

    Args:
        messages: how many.
        kills: how often one of the couriers' processes is killed and started anew.
        seed: of all that is random.
        database: SQLAlchemy address of an empty one.

    Returns:
        The counts; see `is_well`.
    """
    chances = random.Random(seed)
    mail, web = MailReceiver(), WebReceiver()
    receivers: dict[str, Receiver] = {"email": mail, "webhook": web}
    variables = courier_process.environment(database, mail.port, web.url)
    inbox = open_inbox(variables)
    started = time.monotonic()
    with ExitStack() as stack:
        outages = {}
        for way, receiver in receivers.items():
            own = random.Random(chances.random())
            receiver.fate = lambda own=own: by_chance(own)  # type: ignore[misc]
            receiver.start()
            stack.callback(receiver.stop)
            outages[way] = Outages(receiver, random.Random(chances.random()))
            outages[way].start()
        processes = [courier_process.start(variables) for _ in range(PROCESSES)]
        stack.callback(lambda: [p.kill() for p in processes])
        killed_after = sorted(chances.sample(range(messages), kills))
        for number in range(messages):
            assert inbox.add(message(number))
            time.sleep(chances.uniform(0, BETWEEN_MESSAGES))
            if number in killed_after:
                at = chances.randrange(PROCESSES)
                processes[at].kill()
                processes[at].wait()
                processes[at] = courier_process.start(variables)
        _wait_until_delivered(inbox, messages)
        for outage in outages.values():
            outage.end()
        for process in processes:
            process.send_signal(signal.SIGTERM)
        ends = [process.wait(30) for process in processes]
    waiting = [d.state for e in inbox.list(limit=messages) for d in e.deliveries]
    inbox.engine.dispose()
    return {
        "messages": messages,
        "kills": kills,
        "seed": seed,
        "seconds": round(time.monotonic() - started, 1),
        "noted as delivered": waiting.count("delivered"),
        "processes that ended well": ends.count(0),
        **{way: _counts(receivers[way], outages[way].count, messages) for way in receivers},
    }


def is_well(counts: dict[str, Any]) -> bool:
    """Whether every message was delivered once by each way, and noted so.

    A message that was taken while the answer was lost is sent again: those are counted apart.
    A process that is killed after an answer can't note it: at most one more for each way.
    """
    return counts["noted as delivered"] == 2 * counts["messages"] and all(
        counts[way]["missing"] == 0
        and counts[way]["unknown"] == 0
        and counts[way]["again without reason"] <= counts["kills"]
        for way in ("email", "webhook")
    )


def _counts(receiver: Receiver, outages: int, messages: int) -> dict[str, int]:
    expected = {message(number).id for number in range(messages)}
    arrived = {receipt.id for receipt in receiver.receipts}
    return {
        "arrived": len(arrived & expected),
        "missing": len(expected - arrived),
        "unknown": len(arrived - expected),
        "again without reason": sum(receiver.answered.values()) - len(receiver.answered),
        "again because the answer was lost": receiver.lost,
        "refused": receiver.refused,
        "outages": outages,
    }


def _wait_until_delivered(inbox: Inbox, messages: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        entries = inbox.list(limit=messages)
        if all(d.state == "delivered" for entry in entries for d in entry.deliveries):
            return
        time.sleep(0.2)


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--kills", type=int, default=0, help="of couriers' processes")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory, ExitStack() as stack:
        database = f"sqlite:///{directory}/conversations.db"
        if given.postgresql:
            server = PostgresServer(Path(directory) / "postgresql")
            server.start()
            stack.callback(server.stop)
            database = server.url
        counts = play(given.messages, given.kills, given.seed, database)
    print(json.dumps(counts, indent=2))
    sys.exit(0 if is_well(counts) else 1)


if __name__ == "__main__":
    main()
