"""The assistants that are compared, and starting one of them on cores of its own."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.serving.anchors import MODEL, prepare
from benchmarks.serving.usage import Cores, pinned
from benchmarks.serving.visitor import Channel, Request, Visitor
from kneadwise.environment import ROOT
from kneadwise.model import Model
from kneadwise.servers import START_SECONDS, Servers, ServersFailed
from kneadwise.temporary import temporary_environment

POLL_SECONDS = 0.1
# Rasa knows this store by its class only.
MEMORY = "rasa.core.tracker_store.InMemoryTrackerStore"


class Kind(str, Enum):
    """Which assistant."""

    OURS = "ours"
    DEFAULT = "default"
    FLOOR_SQLITE = "floor_sqlite"
    FLOOR_MEMORY = "floor_memory"

    @property
    def called(self) -> str:
        """As tables name it."""
        return {
            "ours": "ours",
            "default": "Rasa's default",
            "floor_sqlite": "floor, SQLite",
            "floor_memory": "floor, in memory",
        }[self.value]

    @property
    def channel(self) -> Channel:
        """How visitors reach it."""
        return Channel.WEBSITE if self is Kind.OURS else Channel.REST


@dataclass(frozen=True)
class Running:
    """A running assistant.

    Attributes:
        address: the Rasa server's.
        channel: how visitors reach it.
        pids: of the Rasa process, "rasa", and the action server, "actions".
        ready_seconds: from starting both processes to the first answer.
    """

    address: str
    channel: Channel
    pids: dict[str, int]
    ready_seconds: float

    def job(self, **more: Any) -> dict[str, Any]:
        """A load generator's job about it."""
        return {
            "address": self.address,
            "channel": self.channel.value,
            "pids": self.pids,
            **more,
        }


def prepared(kind: Kind, cache: Path) -> tuple[Path, dict[str, str]]:
    """Makes sure that an assistant's model is trained.

    Returns:
        Its project, and the variables that its processes need besides the usual.

    Raises:
        AnchorFailed, TrainingFailed: Rasa could not train it.
    """
    if kind is Kind.OURS:
        with TemporaryDirectory() as logs:
            model = Model(temporary_environment(Path(logs)))
            if model.is_stale():
                model.train()
        return ROOT, {}
    project = prepare("default" if kind is Kind.DEFAULT else "floor", cache.resolve())
    tracker = MEMORY if kind is Kind.FLOOR_MEMORY else "sql"
    return project, {"KNEADWISE_MODEL": MODEL, "ANCHOR_TRACKER": tracker}


@contextmanager
def running(kind: Kind, cache: Path, cores: Cores) -> Iterator[Running]:
    """Starts an assistant with an empty database, and stops it at the end.

    Args:
        kind: which.
        cache: the folder that keeps anchors.
        cores: where its processes stay.

    Raises:
        AnchorFailed, TrainingFailed: Rasa could not train it.
        ServersFailed: it does not answer.
    """
    project, more = prepared(kind, cache)
    with TemporaryDirectory() as name:
        environment = temporary_environment(Path(name), **more)
        # rasa_sdk listens on every address unless told otherwise.
        environment["SANIC_HOST"] = environment["KNEADWISE_ACTION_HOST"]
        servers = Servers(environment, project, _action_server(kind, environment))
        try:
            started = time.monotonic()
            with pinned(cores.actions):
                servers.start_actions()
            with pinned(cores.rasa):
                servers.start_rasa()
            _wait_for_an_answer(servers, kind.channel, started)
            ready_seconds = time.monotonic() - started
            pids = {name: _pid(servers, name) for name in ("rasa", "actions")}
            yield Running(servers.address, kind.channel, pids, ready_seconds)
            servers.check_running()
        finally:
            servers.stop()


def _action_server(kind: Kind, environment: Mapping[str, str]) -> list[str]:
    if kind is Kind.OURS:
        return ["action_server"]
    return ["rasa_sdk", "--actions", "actions", "--port", environment["KNEADWISE_ACTION_PORT"]]


def _pid(servers: Servers, name: str) -> int:
    process = servers.process(name)
    assert process is not None
    return process.pid


def _wait_for_an_answer(servers: Servers, channel: Channel, started: float) -> None:
    while time.monotonic() - started < START_SECONDS:
        servers.check_running()
        if _answers(servers.address, channel):
            return
        time.sleep(POLL_SECONDS)
    raise ServersFailed(f"No answer after {START_SECONDS:.0f} s")


def _answers(address: str, channel: Channel) -> bool:
    visitor = Visitor(channel)
    try:
        opening = visitor.opening()
        if opening is not None and visitor.opened(*_post(address, opening)) is not None:
            return False
        return visitor.answered(*_post(address, visitor.message("hello"))) is None
    except (OSError, ValueError):
        return False


def _post(address: str, request: Request) -> tuple[int, Any]:
    sent = urllib.request.Request(
        address + request.path,
        data=json.dumps(request.body).encode(),
        headers={"Content-Type": "application/json", **request.headers},
    )
    # An HTTPError is an OSError.
    with urllib.request.urlopen(sent, timeout=START_SECONDS) as response:
        return response.status, json.load(response)
