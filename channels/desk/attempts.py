"""How long a login has to wait after others that failed (OWASP ASVS 5.0, 6.3.1). Pure."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass

# Of one address: mistypings that cost nothing; then the wait doubles, up to the longest.
FREE = 3
LONGEST_SECONDS = 15 * 60.0
# After so long without a failure an address is forgotten.
FORGOTTEN_SECONDS = 24 * 3600.0
MOST_ADDRESSES = 10_000
# Of all addresses together within the hour. The wait stays short: nobody may lock the
# practice out by failing from many addresses.
FREE_OVERALL = 20
HOUR = 3600.0
LONGEST_OVERALL_SECONDS = 10.0
MOST_OVERALL = 1000


@dataclass
class _Failures:
    count: int
    last: float


class Attempts:
    """Logins of a process that failed, or whose password is being looked at."""

    def __init__(self) -> None:
        """Starts without any."""
        # By last failure, oldest first.
        self._of: OrderedDict[str, _Failures] = OrderedDict()
        self._overall: deque[float] = deque(maxlen=MOST_OVERALL)

    def wait(self, address: str, now: float) -> float:
        """How many seconds until the address may try; 0 where it may.

        Args:
            address: where the login comes from.
            now: seconds of a clock that never goes back.
        """
        self._forget(now)
        waits = [0.0]
        failures = self._of.get(address)
        if failures is not None:
            waits.append(failures.last + delay(failures.count) - now)
        if self._overall:
            waits.append(self._overall[-1] + overall_delay(len(self._overall)) - now)
        return max(waits)

    def begin(self, address: str, now: float) -> None:
        """Counts a login as failed, so that several at once are no way around the wait."""
        failures = self._of.setdefault(address, _Failures(0, now))
        failures.count += 1
        failures.last = now
        self._of.move_to_end(address)
        self._overall.append(now)
        if len(self._of) > MOST_ADDRESSES:
            self._of.popitem(last=False)

    def succeed(self, address: str) -> None:
        """The login was right: what failed from there before no longer counts."""
        self._of.pop(address, None)
        if self._overall:
            self._overall.pop()

    def _forget(self, now: float) -> None:
        while self._overall and self._overall[0] <= now - HOUR:
            self._overall.popleft()
        while self._of and next(iter(self._of.values())).last <= now - FORGOTTEN_SECONDS:
            self._of.popitem(last=False)


def delay(failures: int) -> float:
    """Seconds that an address waits after so many failures (0 or more)."""
    if failures < FREE:
        return 0.0
    return float(min(LONGEST_SECONDS, 2.0 ** min(failures - FREE, 32)))


def overall_delay(failures: int) -> float:
    """Seconds that anybody waits after so many failures of all within the hour."""
    if failures < FREE_OVERALL:
        return 0.0
    return min(LONGEST_OVERALL_SECONDS, 1.0 + (failures - FREE_OVERALL) / 10)
