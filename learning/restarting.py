"""Ends a server once another release is live, for its service manager to start it anew.

With `kneadwise serve`, under systemd or in a container, nobody else watches for that:
`kneadwise run` does it itself. Of several servers of a kind one at a time goes, the next when it is
back, so that visitors are answered meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from learning.places import Places
from learning.publishing import live_release

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
# Whoever made the release live reads that it is before their server ends.
RASA_WAITS = 1.0
# A server that isn't back after so long does not hold up the others.
TURN_SECONDS = 180.0
TURN_FILE = "starting-again"


@dataclass(frozen=True)
class Turn:
    """Whose turn it is to start again, in a file of all servers of a machine.

    Attributes:
        file: where; its folder is made.
        name: this server's, the same after its start.
    """

    file: Path
    name: str

    def take(self, now: float | None = None) -> bool:
        """Takes the turn; False while another server has it.

        Args:
            now: seconds since 1970; by default, as the clock says.
        """
        now = time.time() if now is None else now
        self.file.parent.mkdir(parents=True, exist_ok=True)
        try:
            if now - self.file.stat().st_mtime > TURN_SECONDS:
                self.file.unlink(missing_ok=True)
        except FileNotFoundError:
            pass
        try:
            with self.file.open("x", encoding="utf-8") as opened:
                opened.write(self.name)
        except FileExistsError:
            return self.is_ours()
        return True

    def is_ours(self) -> bool:
        """Whether this server has it."""
        try:
            return self.file.read_text(encoding="utf-8") == self.name
        except FileNotFoundError:
            return False

    def give_back(self) -> None:
        """Gives it back, where it is this server's."""
        if self.is_ours():
            self.file.unlink(missing_ok=True)


@dataclass
class ReleaseWatch:
    """Watches which release is live, from when it is created.

    Attributes:
        places: where the release is named.
        turn: to be waited for.
        waits: seconds from the release to its end.
        looks: seconds from one look to the next.
    """

    places: Places
    turn: Turn
    waits: float = 0.0
    looks: float = LOOK_SECONDS

    def __post_init__(self) -> None:
        """Remembers the release that this server is about to read."""
        self._begun_with = live_release(self.places)
        self._task: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Returns once this server is to end: another release is live, and it is its turn."""
        # Back from it, and ready.
        self.turn.give_back()
        while live_release(self.places) == self._begun_with:
            await asyncio.sleep(self.looks)
        await asyncio.sleep(self.waits)
        while not self.turn.take():
            await asyncio.sleep(self.looks)

    def begin(self) -> None:
        """Begins to watch, once the server answers."""
        self._task = asyncio.create_task(self._end_server())

    async def stop(self, *_: object) -> None:
        """Ends the watch with the server; a listener of Sanic's."""
        if self._task is not None:
            self._task.cancel()

    async def _end_server(self) -> None:
        """Waits for that, and ends this process as a service manager does: in order."""
        await self.run()
        logger.warning("Another release is live: ending, to be started with it.")
        os.kill(os.getpid(), signal.SIGTERM)


def watch_for(server: str, name: str) -> ReleaseWatch | None:
    """The watch of a server of this process.

    Args:
        server: `rasa` or `actions`.
        name: among the servers of this machine; "" where somebody else watches.
    """
    if not name:
        return None
    places = Places.here()
    turn = Turn(places.state / f"{TURN_FILE}-{server}", name)
    return ReleaseWatch(places, turn, RASA_WAITS if server == "rasa" else 0.0)
