"""Servers of a service manager end for another release, one Rasa server after another."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kneadwise.environment import ROOT, process_environment
from kneadwise.services import free_port
from learning.places import Places
from learning.restarting import TURN_FILE, TURN_SECONDS, ReleaseWatch, Turn, watch_for
from learning.whole_files import write_whole

SOON = 0.01
ENOUGH_SECONDS = 60.0


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "state").mkdir()
    return Places(tmp_path / "content", tmp_path / "m.tar.gz", tmp_path / "state", ROOT)


def make_live(places: Places, number: int) -> None:
    write_whole(places.live, f'{{"number": {number}, "at": {time.time()}}}')


def watch(places: Places, name: str) -> ReleaseWatch:
    return ReleaseWatch(places, Turn(places.state / TURN_FILE, name), looks=SOON)


def test_one_server_has_the_turn_until_it_gives_it_back(places: Places) -> None:
    one, two = (Turn(places.state / TURN_FILE, name) for name in ("rasa-1", "rasa-2"))
    assert one.take()
    assert one.take()
    assert not two.take()
    two.give_back()
    assert not two.take()
    one.give_back()
    assert two.take()
    # A server that never came back does not hold up the others.
    assert one.take(time.time() + TURN_SECONDS + 1)
    assert not two.is_ours()


async def test_servers_end_one_after_another(places: Places) -> None:
    make_live(places, 1)
    first, second = watch(places, "rasa-1"), watch(places, "rasa-2")
    running = {asyncio.create_task(each.run()) for each in (first, second)}
    await asyncio.sleep(10 * SOON)
    assert not any(task.done() for task in running)
    make_live(places, 2)
    done, waiting = await asyncio.wait(
        running, timeout=ENOUGH_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    assert (len(done), len(waiting)) == (1, 1)
    gone = (places.state / TURN_FILE).read_text(encoding="utf-8")
    await asyncio.sleep(10 * SOON)
    assert not any(task.done() for task in waiting)
    # It is back with the new release, and ready.
    back = asyncio.create_task(watch(places, gone).run())
    await asyncio.wait_for(asyncio.gather(*waiting), ENOUGH_SECONDS)
    await asyncio.sleep(10 * SOON)
    assert not back.done()
    back.cancel()


def test_who_is_watched_by_others_watches_nothing() -> None:
    assert watch_for("rasa", "") is None
    assert watch_for("actions", "") is None


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + ENOUGH_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_served_process_ends_in_order_for_another_release(places: Places) -> None:
    port = str(free_port())
    environment = process_environment(
        KNEADWISE_LOGS=str(places.state),
        KNEADWISE_ACTION_PORT=port,
        KNEADWISE_ACTION_SECRET="a secret of the tests that is long enough",
    )
    log = places.state / "served.log"
    with log.open("w") as opened:
        served = subprocess.Popen(
            [sys.executable, "-m", "kneadwise", "serve", "actions"],
            cwd=ROOT,
            env=environment,
            stdout=opened,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(lambda: is_open(int(port)))
        assert served.poll() is None
        make_live(places, 1)
        wait_for(lambda: served.poll() is not None)
        assert served.returncode == 0, log.read_text(encoding="utf-8")
    finally:
        served.kill()
        served.wait()
    text = log.read_text(encoding="utf-8")
    assert "Another release is live" in text
    assert "Traceback" not in text
    assert "ERROR" not in text
