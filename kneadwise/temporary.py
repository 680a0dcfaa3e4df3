"""An assistant of its own for a test or a measurement: free ports, own database and secret."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kneadwise.environment import process_environment
from kneadwise.model import Model
from kneadwise.servers import Servers

# High enough that a single address can send a whole evaluation.
NO_LIMITS = {
    "KNEADWISE_MESSAGES_PER_MINUTE": "1000000",
    "KNEADWISE_MESSAGES_PER_MINUTE_PER_ADDRESS": "1000000",
    "KNEADWISE_READS_PER_MINUTE": "1000000",
    "KNEADWISE_READS_PER_MINUTE_PER_ADDRESS": "1000000",
    "KNEADWISE_SESSIONS_PER_HOUR_PER_ADDRESS": "1000000",
}


def temporary_environment(directory: Path, **more: str) -> dict[str, str]:
    """The environment of an assistant whose state is in `directory`.

    Args:
        directory: an empty folder.
        more: variables that win over everything else.
    """
    port, action_port = _free_ports()
    return process_environment(
        **{
            "KNEADWISE_PORT": str(port),
            "KNEADWISE_ACTION_PORT": str(action_port),
            "KNEADWISE_TRACKER_URL": f"sqlite:///{directory / 'conversations.db'}",
            "KNEADWISE_SECRET_FILE": str(directory / "secret"),
            "KNEADWISE_LOGS": str(directory),
            **NO_LIMITS,
            **more,
        }
    )


@contextmanager
def temporary_assistant(directory: Path, **more: str) -> Iterator[Servers]:
    """Trains if needed, starts both servers, and stops them at the end.

    Args:
        directory: an empty folder for the assistant's state and logs.
        more: further environment variables.

    Raises:
        TrainingFailed: if there is no current model and none can be trained.
        ServersFailed: if the assistant does not become ready.
    """
    environment = temporary_environment(directory, **more)
    Model(environment).make_current()
    with running(environment) as servers:
        yield servers


@contextmanager
def running(environment: Mapping[str, str]) -> Iterator[Servers]:
    """Starts both servers, waits until they are ready, and stops them at the end.

    Args:
        environment: of both, as `temporary_environment` gives it; its model is trained.

    Raises:
        ServersFailed: if the assistant does not become ready.
    """
    servers = Servers(environment)
    try:
        servers.start()
        servers.wait_until_ready()
        yield servers
    finally:
        servers.stop()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
