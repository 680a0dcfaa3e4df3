"""The groups of what was not understood, worked out while pages are answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field

from learning.grouping import Group
from learning.unanswered import Unanswered

GroupMessages = Callable[[Sequence[Unanswered]], list[Group]]


class StillSorting(Exception):
    """The groups are being worked out."""


@dataclass(frozen=True)
class _Run:
    # Not their ids alone: SQLite gives the id of one that was erased to the next.
    messages: tuple[Unanswered, ...]
    outcome: Future[list[Group]] = field(default_factory=Future)


class Sorting:
    """Groups messages in a thread of its own, one set of them at a time."""

    def __init__(self, group: GroupMessages) -> None:
        """Creates it.

        Args:
            group: groups messages, however long it takes; what it raises, `groups` raises.
        """
        self._group = group
        self._lock = threading.Lock()
        self._run: _Run | None = None

    @property
    def is_running(self) -> bool:
        """Whether groups are being worked out."""
        run = self._run
        return run is not None and not run.outcome.done()

    def groups(self, messages: Sequence[Unanswered], seconds: float | None = None) -> list[Group]:
        """The groups of exactly these messages, kept in memory until others are asked for.

        Args:
            messages: as they are now: of one that has been erased nothing is returned.
            seconds: to wait at most; None: until they are there.

        Raises:
            StillSorting: if they aren't there by then. The work goes on.
            Exception: what the grouping raised. The next call tries again.
        """
        until = None if seconds is None else time.monotonic() + seconds
        wanted = tuple(messages)
        while True:
            run = self._begun(wanted)
            left = None if until is None else max(0.0, until - time.monotonic())
            if not wait([run.outcome], left).done:
                raise StillSorting
            # Otherwise it was an earlier one, of other messages: now it's the turn of these.
            if run.messages == wanted:
                return self._result(run)

    def _begun(self, wanted: tuple[Unanswered, ...]) -> _Run:
        """The run of these messages, or the one that has to end before it can begin."""
        with self._lock:
            run = self._run
            if run is None or (run.messages != wanted and run.outcome.done()):
                run = _Run(wanted)
                # A daemon: a server that ends does not wait for it.
                threading.Thread(target=self._work, args=(run,), daemon=True).start()
                self._run = run
            return run

    def _work(self, run: _Run) -> None:
        try:
            run.outcome.set_result(self._group(run.messages))
        except Exception as error:
            run.outcome.set_exception(error)

    def _result(self, run: _Run) -> list[Group]:
        if run.outcome.exception() is not None:
            with self._lock:
                if self._run is run:
                    self._run = None
        return run.outcome.result()
