"""What a check takes over of the live assistant, and how it tells how far it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneadwise.environment import ROOT, process_environment
from learning.checking import Clock, apart, share_of_messages
from learning.places import Places
from learning.releases import NotPossible, Releases


def test_a_check_knows_nothing_of_the_live_assistant() -> None:
    live = {
        "PATH": "/bin",
        "RASA_CACHE_DIRECTORY": "/var/cache",
        "KNEADWISE_LOGS": "/var/lib/kneadwise",
        "KNEADWISE_CHECK_SHARE": "0.5",
        "KNEADWISE_ACTION_URL": "http://127.0.0.1:5055/webhook",
        "KNEADWISE_TRACKER_URL": "postgresql://…",
        "KNEADWISE_SECRET": "x" * 32,
        "KNEADWISE_MODEL_SHA256": "",
        "SANIC_WORKERS": "4",
        "SQL_POOL_SIZE": "9",
    }
    kept = {"PATH", "RASA_CACHE_DIRECTORY", "KNEADWISE_LOGS", "KNEADWISE_CHECK_SHARE"}
    assert set(apart(live)) == kept


def test_the_clock_goes_forward_and_ends_below_a_hundred(tmp_path: Path) -> None:
    environment = process_environment(KNEADWISE_LOGS=str(tmp_path))
    releases = Releases(Places.of(environment, ROOT), environment)
    releases.folder(1).mkdir(parents=True)
    clock = Clock(releases, 1, 300.0)
    seen = []
    for step in ("Training", "Asking"):
        for share in (0.0, 1.0):
            clock.tell(step, share, 150.0)
            seen.append(releases.progress(1))
        clock.end(150.0)
    assert [p.percent for p in seen] == [0, 50, 50, 99]
    assert [p.minutes_left for p in seen] == [5, 3, 3, 0]
    assert [p.step for p in seen] == ["Training", "Training", "Asking", "Asking"]


@pytest.mark.parametrize(("text", "share"), [("1", 1.0), ("0.05", 0.05)])
def test_the_share_is_a_number(text: str, share: float) -> None:
    assert share_of_messages(text) == share


@pytest.mark.parametrize("text", ["0", "1.5", "-1", "all", ""])
def test_another_share_is_refused(text: str) -> None:
    with pytest.raises(NotPossible, match="KNEADWISE_CHECK_SHARE"):
        share_of_messages(text)
