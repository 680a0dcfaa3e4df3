"""Many visitors at once, each with words of their own, and a search for anybody else's.

    python -m tests.conversations.isolation.canaries --turns 10000 --visitors 50

A canary is an invented word that one visitor types in one conversation. Whatever comes
back may hold the canaries of that conversation only: not another visitor's, and not those
of a conversation that the same visitor has erased.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import string
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import aiohttp

from kneadwise.client import BASE_PATH
from kneadwise.temporary import temporary_assistant

CANARY = re.compile(r"zorv[a-z]{8}")
LONGEST_SECONDS = 120.0
FAULTS = ("leaked", "lost", "doubled", "unknown", "changed", "empty", "not_erased", "server_error",
          "unexpected")  # fmt: skip
# Each is sent with a canary in its place.
QUESTIONS = (
    "i am {}, what is hot stone",
    "where can i park, {}",
    "{} says how much is an hour",
    "{} is my name",
    "which massage do i need, {}",
)
# Typed answers to the form's questions; anything else is answered with `PAIN`.
ANSWERS = {
    "goals": ("i want to relax because of {}", "less pain, {}"),
    "concern": ("nothing wrong", "it is stress from {}"),
    "area": ("my neck hurts, {}", "neck"),
    "since": ("over 3 months",),
    "severity": ("5",),
    "signs": ("none of these",),
    "health": ("none of these",),
    "physician": ("no doctor",),
    "pressure": ("medium",),
}
PAIN = ("my neck hurts since tuesday, {}",)


def canaries_in(body: Any) -> set[str]:
    """Every canary in a JSON body, wherever it is."""
    return set(CANARY.findall(json.dumps(body).lower()))


@dataclass
class Visitor:
    """One visitor: what was typed and acknowledged in the current conversation."""

    http: aiohttp.ClientSession
    base: str
    chance: random.Random
    tally: Counter[str]
    token: str = ""
    canaries: set[str] = field(default_factory=set)
    acknowledged: dict[str, str | None] = field(default_factory=dict)
    last: list[dict[str, Any]] = field(default_factory=list)

    async def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """One call, whose answer is searched for canaries that are not of this conversation."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        async with self.http.request(
            method, self.base + path, json=body, headers=headers
        ) as response:
            text = await response.text()
        answer = json.loads(text) if text else {}
        self.tally["server_error"] += response.status >= 500
        self.tally["leaked"] += len(canaries_in(answer) - self.canaries)
        return response.status, answer

    async def start(self) -> None:
        """Opens a new session."""
        self.token, self.canaries, self.acknowledged, self.last = "", set(), {}, []
        status, answer = await self.call("POST", "/session", {})
        self.tally["unexpected"] += status != 201
        self.token = answer.get("token", "")

    def typed(self) -> str:
        """Something to type: an answer to the form's question, or a question."""
        canary = "zorv" + "".join(self.chance.choices(string.ascii_lowercase, k=8))
        self.canaries.add(canary)
        asked = self._asked()
        answering = asked is not None and self.chance.random() < 0.85
        texts = ANSWERS.get(asked["id"], PAIN) if asked and answering else QUESTIONS
        return self.chance.choice(texts).format(canary)

    def content(self) -> dict[str, str]:
        """What to send: a tapped option now and then, else a text."""
        options = (self._asked() or {}).get("options") or []
        if options and self.chance.random() < 0.15:
            return {"payload": self.chance.choice(options)["payload"]}
        return {"text": self.typed()}

    def _asked(self) -> dict[str, Any] | None:
        cards = [said["card"] for said in self.last if "card" in said]
        return next((card for card in reversed(cards) if card["kind"] == "question"), None)

    async def send(self, content: dict[str, str], id_: str | None = None) -> Any:
        """Sends a message and notes whether it was acknowledged; its answer."""
        id_ = id_ or str(UUID(int=self.chance.getrandbits(128), version=4))
        status, answer = await self.call("POST", "/messages", {"id": id_, **content})
        if status != 200:
            self.tally["busy" if status == 409 else "unexpected"] += 1
            return answer
        self.tally["turns"] += 1
        self.acknowledged.setdefault(id_, content.get("text"))
        self.last = answer["messages"]
        self.tally["empty"] += not any("card" in said for said in self.last)
        self.tally["own_quoted"] += len(canaries_in(self.last) & self.canaries)
        for said in self.last:
            self.tally["results"] += said.get("card", {}).get("kind") == "recommendation"
        return answer

    async def repeat(self) -> None:
        """The same message twice with one id: the same answer."""
        id_ = str(UUID(int=self.chance.getrandbits(128), version=4))
        content = self.content()
        first = await self.send(content, id_)
        self.tally["changed"] += first != await self.send(content, id_)

    async def read(self) -> None:
        """Reads the transcript: everything acknowledged is there once, as it was typed."""
        status, answer = await self.call("GET", "/messages")
        if status != 200:
            self.tally["unexpected"] += 1
            return
        said = [message for message in answer["messages"] if message["from"] == "visitor"]
        stored = Counter(message["id"] for message in said)
        self.tally["transcripts"] += 1
        self.tally["lost"] += len(self.acknowledged.keys() - stored.keys())
        self.tally["unknown"] += len(stored.keys() - self.acknowledged.keys())
        self.tally["doubled"] += stored.total() - len(stored)
        for message in said:
            typed = self.acknowledged.get(message["id"])
            self.tally["changed"] += typed is not None and typed != message["text"]
        self.tally["own_read"] += len(canaries_in(said) & self.canaries)

    async def leave(self) -> None:
        """Erases the conversation, whose token then opens nothing, and starts another."""
        status, _ = await self.call("DELETE", "/session")
        self.tally["unexpected"] += status != 204
        status, _ = await self.call("GET", "/messages")
        self.tally["not_erased"] += status != 401
        self.tally["erased"] += 1
        await self.start()

    async def talk(self, turns: int) -> None:
        """Goes mixed ways until all visitors together have had so many turns."""
        await self.start()
        while self.tally["turns"] < turns and self.tally["unexpected"] < turns:
            way = self.chance.random()
            if way < 0.75:
                await self.send(self.content())
            elif way < 0.85:
                await self.read()
            elif way < 0.90:
                await self.repeat()
            elif way < 0.95:
                await asyncio.gather(self.send(self.content()), self.send(self.content()))
            elif way < 0.97:
                await self.read()
                await self.leave()
        await self.read()


async def visit(address: str, turns: int, visitors: int, seed: int = 1) -> Counter[str]:
    """Lets visitors talk at once and tells what was seen.

    Args:
        address: the assistant's, e.g. "http://127.0.0.1:5005".
        turns: answered messages, of all visitors together.
        visitors: how many talk at once.
        seed: where what they do and type comes from.

    Returns:
        How often each of `FAULTS` and of "turns", "results", "transcripts", "erased", "busy",
        "own_quoted" and "own_read" (a visitor's own canaries in answers and transcripts) was seen.

    Raises:
        aiohttp.ClientError: if the assistant is gone.
    """
    tally = Counter[str](dict.fromkeys(FAULTS, 0))
    timeout = aiohttp.ClientTimeout(total=LONGEST_SECONDS)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as http:
        everyone = [
            Visitor(http, address + BASE_PATH, random.Random(f"{seed} {number}"), tally)
            for number in range(visitors)
        ]
        await asyncio.gather(*(visitor.talk(turns) for visitor in everyone))
    return tally


def main() -> None:
    """Starts an assistant of its own and prints the tally; ends with 1 for any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    at_once = str(2 * given.visitors)
    with (
        tempfile.TemporaryDirectory() as folder,
        temporary_assistant(Path(folder), KNEADWISE_TURNS_AT_ONCE=at_once) as servers,
    ):
        tally = asyncio.run(visit(servers.address, given.turns, given.visitors, given.seed))
    print(json.dumps(tally, indent=2))
    if any(tally[fault] for fault in FAULTS):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
