"""A light load generator in a process of its own.

`python -m benchmarks.serving.load JOB RESULT` reads a job (JSON): `address`, `channel`,
`pids` of the servers by name, `visitors` at once, `conversations` (lists of texts, taken in
turn), `seconds` after which no message is sent any more or null, and `each`, whether the
servers' processor time is looked at after each turn. It writes `turns` and what was `taken`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.serving.usage import Watch, processor_seconds
from benchmarks.serving.visitor import Channel, Request, Visitor

TIMEOUT_SECONDS = 60.0


class Load:
    """Visitors who each answer at once."""

    def __init__(self, job: dict[str, Any], session: aiohttp.ClientSession) -> None:
        """Prepares a job."""
        self._job = job
        self._session = session
        self._conversations: Iterator[list[str]] = iter(job["conversations"])
        self._end = time.monotonic() + (job["seconds"] or float("inf"))
        self.turns: list[dict[str, Any]] = []

    async def run(self) -> None:
        """Has all visitors talk until texts or time are used up."""
        await asyncio.gather(*(self._talk() for _ in range(self._job["visitors"])))

    async def _talk(self) -> None:
        for conversation in self._conversations:
            visitor = Visitor(Channel(self._job["channel"]))
            opening = visitor.opening()
            failure = None
            if opening is not None:
                status, body = await self._post(opening)
                failure = visitor.opened(status, body)
            for text in conversation:
                if time.monotonic() >= self._end:
                    return
                await self._turn(visitor, text, failure)

    async def _turn(self, visitor: Visitor, text: str, failure: str | None) -> None:
        started = time.perf_counter()
        if failure is None:
            status, body = await self._post(visitor.message(text))
            failure = visitor.answered(status, body)
        milliseconds = (time.perf_counter() - started) * 1000
        turn = {"at": time.time(), "milliseconds": milliseconds, "failure": failure, "text": text}
        if self._job["each"]:
            turn["processor"] = sum(map(processor_seconds, self._job["pids"].values()))
        self.turns.append(turn)

    async def _post(self, request: Request) -> tuple[int, Any]:
        try:
            async with self._session.post(
                self._job["address"] + request.path, json=request.body, headers=request.headers
            ) as response:
                body = await response.json(content_type=None) if response.status < 300 else {}
                return response.status, body
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            # No HTTP status: told apart from all of them in the list of failures.
            return 0, {}


async def _main(job: dict[str, Any]) -> dict[str, Any]:
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        load = Load(job, session)
        watch = Watch(job["pids"])
        await load.run()
        return {"turns": load.turns, "taken": watch.taken()}


if __name__ == "__main__":
    job_file, result_file = map(Path, sys.argv[1:])
    done = asyncio.run(_main(json.loads(job_file.read_text("utf-8"))))
    result_file.write_text(json.dumps(done), "utf-8")
