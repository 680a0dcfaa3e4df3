"""One server in the foreground, for a service manager or a container: `kneadwise serve …`."""

from __future__ import annotations

import os
import sys
from enum import Enum
from typing import NoReturn

import typer

from kneadwise.environment import ROOT, process_environment
from kneadwise.servers import ONE_THREAD, Servers
from papers.fonts import fonts_missing


class Server(str, Enum):
    """Which of the two."""

    RASA = "rasa"
    ACTIONS = "actions"


class Foreground(Servers):
    """The servers as this very process: the manager sees their log, signals and end."""

    def _start(self, name: str, arguments: list[str], **more: str) -> NoReturn:
        os.chdir(self._root)
        # It ends when another release is live: the manager starts it anew.
        port = "KNEADWISE_PORT" if name == "rasa" else "KNEADWISE_ACTION_PORT"
        more["KNEADWISE_RESTARTS_AS"] = f"{name}-{self._environment[port]}"
        environment = {**ONE_THREAD, **self._environment, **more}
        os.execve(sys.executable, [sys.executable, "-m", *arguments], environment)


def serve(
    server: Server = typer.Argument(..., help="Which server."),
    port: int = typer.Option(None, help="Instead of KNEADWISE_PORT or KNEADWISE_ACTION_PORT."),
) -> None:
    """Run one server in the foreground; it trains nothing, and ends when another release is live.

    Example: kneadwise serve rasa --port 5006
    """
    name = "KNEADWISE_PORT" if server is Server.RASA else "KNEADWISE_ACTION_PORT"
    more = {} if port is None else {name: str(port)}
    servers = Foreground(process_environment(**more), ROOT)
    servers.finish_release()
    if server is Server.RASA:
        missing = fonts_missing()
        if missing:
            typer.echo(missing, err=True)
        servers.start_rasa()
    else:
        servers.start_actions()
