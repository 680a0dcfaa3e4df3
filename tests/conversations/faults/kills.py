"""Kills a server at random moments while visitors talk, and counts what is lost or doubled.

    python -m tests.conversations.faults.kills --runs 200

A message is acknowledged when its answer came. A client sends what was not acknowledged
again with the same id, as the widget does.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from uuid import uuid4

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_environment

VISITORS = 4
LONGEST_WAIT = 1.5
GIVE_UP_SECONDS = 90.0
TEXTS = (
    "what is trigger point therapy",
    "which massage do i need",
    "less pain",
    "my neck",
    "how much is an hour",
    "thanks",
)


@dataclass
class Talk:
    """One visitor's talk: what was acknowledged, in order, and what it answered."""

    visitor: WebsiteClient
    texts: Iterator[str] = field(default_factory=lambda: cycle(TEXTS))
    acknowledged: list[tuple[str, list[str]]] = field(default_factory=list)
    sent_again: int = 0

    def go_on(self, stopped: threading.Event) -> None:
        """Says one message after the other until told to stop; the last one is answered too."""
        while not stopped.is_set():
            self.say()

    def say(self) -> None:
        """Says the next message, again and again until it is acknowledged."""
        text, id_ = next(self.texts), str(uuid4())
        give_up = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < give_up:
            try:
                answer = self.visitor.say(text, id_)
            except OSError:
                answer = None
            if answer is not None and answer.status == 200:
                self.acknowledged.append((id_, [m["text"] for m in answer.messages]))
                return
            self.sent_again += 1
            time.sleep(0.1)
        raise TimeoutError(f"no answer within {GIVE_UP_SECONDS:.0f} s")

    def faults(self) -> Counter[str]:
        """What the transcript has wrong: lost, doubled or changed messages, and their order."""
        transcript = self.visitor.transcript().messages
        stored = [m["id"] for m in transcript if m["from"] == "visitor"]
        sent = [id_ for id_, _ in self.acknowledged]
        found = Counter(
            lost=len(set(sent) - set(stored)),
            doubled=len(stored) - len(set(stored)),
            unknown=len(set(stored) - set(sent)),
            order=int([i for i in stored if i in set(sent)] != sent),
        )
        for id_, texts in self.acknowledged:
            if id_ in stored and _answer(transcript, id_) != texts:
                found["changed"] += 1
            found["empty"] += not texts
        return +found


def _answer(transcript: list[dict[str, str]], id_: str) -> list[str]:
    texts: list[str] = []
    inside = False
    for message in transcript:
        if message["from"] == "visitor":
            inside = message["id"] == id_
        elif inside:
            texts.append(message["text"])
    return texts


def kill_one(servers: Servers, victim: str, chance: random.Random) -> tuple[Counter[str], int, int]:
    """Lets visitors talk, kills a server at a random moment, starts it again, looks.

    Args:
        servers: both, running.
        victim: "rasa" or "actions".
        chance: where the moment comes from.

    Returns:
        The faults found, the messages acknowledged, and how often one was sent again.
    """
    talks = [Talk(WebsiteClient(servers.address)) for _ in range(VISITORS)]
    for talk in talks:
        talk.say()
    stopped = threading.Event()
    threads = [threading.Thread(target=talk.go_on, args=(stopped,)) for talk in talks]
    for thread in threads:
        thread.start()
    time.sleep(chance.uniform(0, LONGEST_WAIT))
    process = servers.process(victim)
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    (servers.start_rasa if victim == "rasa" else servers.start_actions)()
    servers.wait_until_ready()
    stopped.set()
    for thread in threads:
        thread.join()
    faults = sum((talk.faults() for talk in talks), Counter[str]())
    messages = sum(len(talk.acknowledged) for talk in talks)
    return faults, messages, sum(talk.sent_again for talk in talks)


def kill_often(directory: Path, runs: int, seed: int) -> tuple[Counter[str], int, int]:
    """`kill_one` so many times, one server after the other; see there."""
    chance = random.Random(seed)
    servers = Servers(temporary_environment(directory))
    faults, messages, again = Counter[str](), 0, 0
    try:
        servers.start()
        servers.wait_until_ready()
        for run in range(runs):
            found, said, resent = kill_one(servers, ("rasa", "actions")[run % 2], chance)
            faults, messages, again = faults + found, messages + said, again + resent
            if __name__ == "__main__":
                print(f"{run + 1}: {messages} acknowledged, {again} sent again, {dict(faults)}")
    finally:
        servers.stop()
    return faults, messages, again


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kill_often(Path(folder), arguments.runs, arguments.seed)
