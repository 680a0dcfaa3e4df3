"""Limits over HTTP: refused before a model runs, with the time after which to try again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from kneadwise.client import Answer, WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_assistant

MESSAGES, OF_ADDRESS, SESSIONS, READS, AT_ONCE = 4, 40, 12, 5, 2


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory, assistant: Servers) -> Iterator[Servers]:
    with temporary_assistant(
        tmp_path_factory.mktemp("limited"),
        KNEADWISE_MESSAGES_PER_MINUTE=str(MESSAGES),
        KNEADWISE_MESSAGES_PER_MINUTE_PER_ADDRESS=str(OF_ADDRESS),
        KNEADWISE_SESSIONS_PER_HOUR_PER_ADDRESS=str(SESSIONS),
        KNEADWISE_READS_PER_MINUTE=str(READS),
        KNEADWISE_TURNS_AT_ONCE=str(AT_ONCE),
    ) as servers:
        yield servers


def visitor_of(servers: Servers) -> WebsiteClient:
    visitor = WebsiteClient(servers.address)
    assert visitor.start().status == 201
    return visitor


def assert_later(answer: Answer, status: int) -> None:
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) >= 1


def test_too_many_messages_of_one_visitor_leave_another_alone(limited: Servers) -> None:
    eager, other = visitor_of(limited), visitor_of(limited)
    answers = [eager.say("hello") for _ in range(MESSAGES + 1)]
    assert [answer.status for answer in answers] == [200] * MESSAGES + [429]
    assert_later(answers[-1], 429)
    assert other.say("hello").cards == ["smalltalk/greet"]
    said = [m for m in eager.transcript().messages if m["from"] == "visitor"]
    assert len(said) == MESSAGES


@pytest.mark.parametrize("path", ["/messages", "/session"])
def test_too_many_reads(limited: Servers, path: str) -> None:
    visitor = visitor_of(limited)
    answers = [visitor.call("GET", path) for _ in range(READS + 1)]
    assert [answer.status for answer in answers] == [200] * READS + [429]
    assert_later(answers[-1], 429)


def test_more_turns_at_once_than_the_server_takes_are_told_so(limited: Servers) -> None:
    visitors = [visitor_of(limited) for _ in range(5)]
    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = list(pool.map(lambda v: v.say("my neck hurts, which massage?"), visitors))
    refused = [answer for answer in answers if answer.status != 200]
    assert len(answers) - len(refused) >= AT_ONCE
    assert refused
    for answer in refused:
        assert_later(answer, 503)


def test_invented_addresses_open_no_more_sessions(limited: Servers) -> None:
    statuses = []
    for number in range(SESSIONS + 2):
        claimed = {"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"}
        answer = WebsiteClient(limited.address).call("POST", "/session", {}, claimed)
        statuses.append(answer.status)
    assert statuses[-1] == 429
