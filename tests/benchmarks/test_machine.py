"""The kernel's files about memory, work and processor, and systems that lack them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.understanding.machine import (
    OthersWatch,
    peak_mebibytes,
    processor_name,
    worked_seconds,
)


def test_the_peak_is_read_from_the_kernels_file(tmp_path: Path) -> None:
    status = tmp_path / "status"
    status.write_text("Name:\tpython\nVmHWM:\t  2048 kB\nVmRSS:\t 1024 kB\n")
    assert peak_mebibytes(status) == 2.0
    status.write_text("Name:\tpython\n")
    with pytest.raises(LookupError, match="VmHWM"):
        peak_mebibytes(status)


def test_where_there_is_no_such_file_the_system_is_asked(tmp_path: Path) -> None:
    assert peak_mebibytes(tmp_path / "missing") > 1


def test_idle_and_waiting_is_no_work(tmp_path: Path) -> None:
    stat = tmp_path / "stat"
    stat.write_text("cpu  100 10 50 9999 888 1 2 3 77 66\ncpu0 1 1 1 1\n")
    assert worked_seconds(stat) == (100 + 10 + 50 + 1 + 2 + 3) / os.sysconf("SC_CLK_TCK")
    assert worked_seconds(tmp_path / "missing") is None


def test_others_never_work_less_than_nothing() -> None:
    cores = OthersWatch().cores()
    assert cores is None or cores >= 0


def test_the_processors_name(tmp_path: Path) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text("processor\t: 0\nmodel name\t: Example CPU: 2 GHz\n")
    assert processor_name(info) == "Example CPU: 2 GHz"
    assert processor_name(tmp_path / "missing")
