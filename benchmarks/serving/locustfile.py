"""Visitors who take their time, for locust: each goes one visit after the other.

Run by `measurement.visits`, which names a job's file in SERVING_JOB (`channel`, `pids` of the
servers, `texts` by topic) and where the turns are to be written in SERVING_RESULT. By hand:

    .venv/bin/python -m locust -f benchmarks/serving/locustfile.py --headless \
        --users 50 --spawn-rate 10 --run-time 150s --host http://127.0.0.1:5005
"""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path
from typing import Any

import gevent
from locust import FastHttpUser, between, events, task

from benchmarks.serving.texts import Step, load_paths, texts, visits
from benchmarks.serving.usage import Watch
from benchmarks.serving.visitor import Channel, Request, Visitor

THINKING_SECONDS = (5.0, 15.0)
JOB = os.environ.get("SERVING_JOB")
RESULT = os.environ.get("SERVING_RESULT")
job: dict[str, Any] = (
    json.loads(Path(JOB).read_text("utf-8"))
    if JOB
    else {"channel": Channel.WEBSITE.value, "pids": {}, "texts": texts(0, 0).visits}
)
all_visits = visits(load_paths(), job["texts"])
turns: list[dict[str, Any]] = []
watch = Watch(job["pids"])


class WebsiteVisitor(FastHttpUser):
    """One visitor after the other, in the same browser."""

    wait_time = between(*THINKING_SECONDS)

    def on_start(self) -> None:
        """Spreads the visitors' first messages."""
        self._steps: list[Step] = []
        gevent.sleep(random.uniform(0, sum(THINKING_SECONDS) / 2))

    @task
    def take_a_step(self) -> None:
        """The next message of this visit, or the first of the next one."""
        failure = None if self._steps else self._arrive()
        step = self._steps.pop(0)
        started = time.perf_counter()
        if failure is None:
            status, body = self._post(self._visitor.message(step.text, step.tap), "message")
            failure = self._visitor.answered(status, body)
        milliseconds = (time.perf_counter() - started) * 1000
        turns.append(
            {
                "at": time.time(),
                "milliseconds": milliseconds,
                "failure": failure,
                "text": step.text,
            }
        )
        if failure is not None:
            # The next step begins a visit of its own.
            self._steps = []

    def _arrive(self) -> str | None:
        self._visitor, self._steps = Visitor(Channel(job["channel"])), next(all_visits)
        opening = self._visitor.opening()
        return None if opening is None else self._visitor.opened(*self._post(opening, "session"))

    def _post(self, request: Request, name: str) -> tuple[int, Any]:
        with self.client.post(
            request.path,
            json=request.body,
            headers=request.headers,
            name=name,
            catch_response=True,
        ) as response:
            try:
                return response.status_code, response.json() if response.ok else {}
            except ValueError:
                return 0, {}


@events.quitting.add_listener
def write(**_: Any) -> None:
    """Keeps the turns."""
    if RESULT:
        result = {"turns": turns, "taken": watch.taken()}
        Path(RESULT).write_text(json.dumps(result), "utf-8")
