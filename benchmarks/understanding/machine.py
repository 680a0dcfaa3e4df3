"""The machine: what it is, a process' peak memory, and what other processes take meanwhile."""

from __future__ import annotations

import os
import platform
import resource
import sys
import time
from pathlib import Path
from typing import Any

STATUS = Path("/proc/self/status")
STAT = Path("/proc/stat")
CPU_INFO = Path("/proc/cpuinfo")
# Times in /proc/stat's first line that are no work: idle, waiting for a disk, and a
# guest's time, which is counted under user already.
_NO_WORK = (3, 4, 8, 9)


def machine() -> dict[str, Any]:
    """What the figures were measured on: its cores and its processor's name."""
    return {"cores": os.cpu_count(), "processor": processor_name()}


def processor_name(cpu_info: Path = CPU_INFO) -> str:
    """The processor's name, out of the kernel's list or, elsewhere than on Linux, Python's."""
    if cpu_info.is_file():
        for line in cpu_info.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def peak_mebibytes(status: Path = STATUS) -> float:
    """The peak resident memory of this process.

    Args:
        status: the kernel's file about it. Read rather than `getrusage`, whose peak a
            process inherits from the one that started it; that is asked elsewhere
            than on Linux only.

    Raises:
        LookupError: the file has no peak.
    """
    if not status.is_file():
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        # Bytes on macOS, kibibytes elsewhere.
        return peak / 1024**2 if sys.platform == "darwin" else peak / 1024
    for line in status.read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"{status} has no VmHWM")


def worked_seconds(stat: Path = STAT) -> float | None:
    """Seconds that all cores have worked since the machine started; None where unknown.

    Args:
        stat: the kernel's file with them; it is missing elsewhere than on Linux.
    """
    if not stat.is_file():
        return None
    ticks = [int(value) for value in stat.read_text(encoding="utf-8").split("\n")[0].split()[1:]]
    work = sum(value for at, value in enumerate(ticks) if at not in _NO_WORK)
    return work / os.sysconf("SC_CLK_TCK")


class OthersWatch:
    """Sees how much other processes work from its creation on: they falsify times."""

    def __init__(self) -> None:
        """Starts watching."""
        self._started = time.monotonic(), time.process_time(), worked_seconds()

    def cores(self) -> float | None:
        """How many cores other processes kept busy on average; None where unknown."""
        wall, own, all_work = self._started
        now = worked_seconds()
        if now is None or all_work is None:
            return None
        others = (now - all_work) - (time.process_time() - own)
        return max(0.0, others / (time.monotonic() - wall))
