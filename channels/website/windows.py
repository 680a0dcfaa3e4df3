"""Counts what happened to each of many keys in the time just past, in bounded memory."""

from __future__ import annotations

from collections import OrderedDict, deque


class MovingWindow:
    """At most `most` events of a key within any `seconds`.

    Keys without an event in the window are forgotten. Where there are more than
    `most_keys` all the same, the one that has been quiet longest is, so that memory
    is bounded whatever the number of addresses that call.
    """

    def __init__(self, most: int, seconds: float, most_keys: int) -> None:
        """Args: see the class."""
        self._most = most
        self._seconds = seconds
        self._most_keys = most_keys
        # By last event, oldest first.
        self._events: OrderedDict[str, deque[float]] = OrderedDict()

    def hit(self, key: str, now: float) -> float:
        """Counts an event unless there are too many.

        Args:
            key: whose event.
            now: seconds of a clock that never goes back.

        Returns:
            0 if it was counted, else the seconds until one will be.
        """
        self._forget(now)
        events = self._events.get(key)
        if events is None:
            events = self._events[key] = deque()
        while events and events[0] <= now - self._seconds:
            events.popleft()
        if len(events) >= self._most:
            return events[0] + self._seconds - now
        events.append(now)
        self._events.move_to_end(key)
        if len(self._events) > self._most_keys:
            self._events.popitem(last=False)
        return 0.0

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._events)

    def _forget(self, now: float) -> None:
        while self._events:
            key, events = next(iter(self._events.items()))
            if events[-1] > now - self._seconds:
                return
            del self._events[key]
