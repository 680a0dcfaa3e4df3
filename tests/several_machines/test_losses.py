"""A server, the database or Redis gone: said honestly, gone on with, nothing lost."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from kneadwise.services import Service
from kneadwise.several import Several
from tests.several_machines.support import READY, insist, said, serving, speakers, until

Client = Callable[[int, str | None], WebsiteClient]


def kill(server: Servers, name: str) -> None:
    process = server.process(name)
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait()


@contextmanager
def actions_stopped(several: Several) -> Iterator[None]:
    """Holds a turn where it is: the action servers take calls and don't answer."""
    processes = [server.process("actions") for server in several.actions]
    for process in filter(None, processes):
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in filter(None, processes):
            process.send_signal(signal.SIGCONT)


@pytest.fixture
def mended(several: Several) -> Iterator[None]:
    """Starts again, after the test, what it has killed."""
    yield
    for server in several.actions:
        process = server.process("actions")
        if process is None or process.poll() is not None:
            server.start_actions()
    for server in several.rasa:
        process = server.process("rasa")
        if process is None or process.poll() is not None:
            server.start_rasa()
        server.wait_until_ready()


@pytest.mark.usefixtures("mended")
def test_a_killed_server_loses_nothing(several: Several, visitor: WebsiteClient) -> None:
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
    victim = serving(several, visitor)
    with ThreadPoolExecutor() as pool:
        with actions_stopped(several):
            # Only what was said before tells what "it" is.
            answering = pool.submit(visitor.say, "does it hurt")
            time.sleep(1)
            kill(victim, "rasa")
        # nginx sends it to the other one, which waits until the killed one's lease is over.
        answer = answering.result()
    assert (answer.status, answer.cards) == (200, ["technique/shiatsu"])
    assert serving(several, visitor) is not victim
    assert visitor.say("where can i park").cards == ["faq/parking"]
    assert said(visitor) == ["what is shiatsu", "does it hurt", "where can i park"]
    assert speakers(visitor) == ["visitor", "bot"] * 3


@pytest.mark.usefixtures("mended")
def test_a_killed_action_server_is_not_noticed(several: Several, visitor: WebsiteClient) -> None:
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
    kill(several.actions[0], "actions")
    for _ in range(4):
        assert visitor.say("where can i park").cards == ["faq/parking"]
    assert visitor.call("GET", READY).status == 200


@pytest.mark.parametrize(
    ("part", "named"), [("database", "tracker store"), ("redis", "lock store")]
)
def test_a_store_that_is_gone_is_said_and_nothing_is_lost(
    several: Several, visitor: WebsiteClient, straight_to: Client, part: str, named: str
) -> None:
    store: Service = getattr(several, part)
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
    store.stop()
    try:
        refused = visitor.say("does it hurt")
        not_ready = [straight_to(number, None).call("GET", READY) for number in (0, 1)]
    finally:
        store.start()
    assert refused.status == 503
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["content-type"] == "application/problem+json"
    assert [answer.status for answer in not_ready] == [503, 503]
    assert all(named in answer.body["detail"] for answer in not_ready)
    assert insist(visitor, "does it hurt").cards == ["technique/shiatsu"]
    assert said(visitor) == ["what is shiatsu", "does it hurt"]
    assert speakers(visitor) == ["visitor", "bot"] * 2
    until(lambda: visitor.call("GET", READY).status == 200)


def test_a_hung_redis_is_said_and_the_pages_go_on(
    several: Several, visitor: WebsiteClient, straight_to: Client
) -> None:
    visitor.start()
    several.redis.send(signal.SIGSTOP)
    try:
        with ThreadPoolExecutor() as pool:
            hanging = pool.submit(visitor.say, "what is shiatsu")
            page = straight_to(0, None).call("GET", "/config")
            assert not hanging.done()
            refused = hanging.result()
    finally:
        several.redis.send(signal.SIGCONT)
    assert page.status == 200
    assert refused.status == 503
    assert insist(visitor, "what is shiatsu").cards == ["technique/shiatsu"]
    assert said(visitor) == ["what is shiatsu"]


def test_a_database_that_goes_in_the_middle_of_a_turn(
    several: Several, visitor: WebsiteClient
) -> None:
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
    id_ = str(uuid4())
    with ThreadPoolExecutor() as pool:
        try:
            with actions_stopped(several):
                answering = pool.submit(visitor.say, "does it hurt", id_)
                time.sleep(1)
                several.database.stop()
            refused = answering.result()
        finally:
            several.database.start()
    assert refused.status == 503
    # Nothing of the turn was stored, an apology neither: sent again, it is answered.
    assert insist(visitor, "does it hurt", id_).cards == ["technique/shiatsu"]
    assert said(visitor) == ["what is shiatsu", "does it hurt"]
    assert speakers(visitor) == ["visitor", "bot"] * 2
