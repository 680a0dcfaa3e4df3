"""A job that fails says why."""

from __future__ import annotations

import pytest

from benchmarks.understanding.processes import JobFailed, run_job


def test_a_failed_job_shows_the_end_of_its_log() -> None:
    with pytest.raises(JobFailed, match=r"(?s)Nothing failed:.*KeyError: 'no_such_task'"):
        run_job("Nothing", {"task": "no_such_task"})
