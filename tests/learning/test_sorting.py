"""Groups in the background: whoever asks waits as long as they want, and gets what is now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest

from learning.grouping import Group, GroupingFailed
from learning.sorting import Sorting, StillSorting
from learning.unanswered import Unanswered

DAY = date(2026, 5, 1)


def messages(*ids: int) -> list[Unanswered]:
    return [Unanswered(id_, DAY, f"message {id_}") for id_ in ids]


class Grouping:
    """One group of all messages, once it may; counts how often it was asked, and at a time."""

    def __init__(self) -> None:
        self.may_end = Event()
        self.failures: list[Exception] = []
        self.asked: list[tuple[int, ...]] = []
        self.at_once = self.most_at_once = 0

    def __call__(self, sent: Sequence[Unanswered]) -> list[Group]:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        ids = tuple(message.id for message in sent)
        self.asked.append(ids)
        try:
            assert self.may_end.wait(60)
            if self.failures:
                raise self.failures.pop()
            texts = tuple(message.text for message in sent)
            return [Group(ids, texts[0], texts, "2026-05-01", "2026-05-01", ())]
        finally:
            self.at_once -= 1


@pytest.fixture
def grouping() -> Iterator[Grouping]:
    made = Grouping()
    yield made
    made.may_end.set()


@pytest.fixture
def sorting(grouping: Grouping) -> Sorting:
    return Sorting(grouping)


def ids(found: list[Group]) -> tuple[int, ...]:
    (group,) = found
    return group.ids


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_what_is_ready_soon_comes_at_once_and_is_kept(sorting: Sorting, grouping: Grouping) -> None:
    assert not sorting.is_running
    grouping.may_end.set()
    assert ids(sorting.groups(messages(1, 2), 30)) == (1, 2)
    assert ids(sorting.groups(messages(1, 2), 0)) == (1, 2)
    assert grouping.asked == [(1, 2)]
    assert not sorting.is_running


def test_what_takes_long_is_there_later(sorting: Sorting, grouping: Grouping) -> None:
    for _ in range(2):
        with pytest.raises(StillSorting):
            sorting.groups(messages(1), 0.05)
        assert sorting.is_running
    grouping.may_end.set()
    assert ids(sorting.groups(messages(1))) == (1,)
    assert grouping.asked == [(1,)]


@pytest.mark.parametrize("failure", [GroupingFailed("no"), OSError("no process")])
def test_a_failure_is_told_once_and_tried_again(
    sorting: Sorting, grouping: Grouping, failure: Exception
) -> None:
    grouping.failures = [failure]
    with pytest.raises(StillSorting):
        sorting.groups(messages(1), 0)
    grouping.may_end.set()
    wait_until(lambda: not sorting.is_running)
    # It failed while nobody waited: who looks next is told.
    with pytest.raises(type(failure), match="no"):
        sorting.groups(messages(1))
    assert ids(sorting.groups(messages(1))) == (1,)


@pytest.mark.parametrize("failures", [[], [GroupingFailed("no")]])
def test_messages_that_came_or_went_meanwhile_are_grouped_anew(
    sorting: Sorting, grouping: Grouping, failures: list[Exception]
) -> None:
    grouping.failures = list(failures)
    for now in ((1, 2), (2, 3)):
        with pytest.raises(StillSorting):
            sorting.groups(messages(*now), 0.05)
    assert grouping.asked == [(1, 2)]
    grouping.may_end.set()
    # Neither the groups nor the failure of what was asked before.
    assert ids(sorting.groups(messages(2, 3))) == (2, 3)
    assert ids(sorting.groups(messages(3))) == (3,)
    assert sorting.groups(messages(3), 0) == sorting.groups(messages(3), 0)
    assert grouping.asked == [(1, 2), (2, 3), (3,)]


def test_an_id_that_was_given_again_is_another_message(
    sorting: Sorting, grouping: Grouping
) -> None:
    grouping.may_end.set()
    sorting.groups(messages(1))
    (group,) = sorting.groups([Unanswered(1, DAY, "another one")])
    assert group.texts == ("another one",)


def test_only_one_runs_at_a_time_and_everybody_gets_their_own(
    sorting: Sorting, grouping: Grouping
) -> None:
    with ThreadPoolExecutor(8) as pages:
        asked = [(n % 4,) for n in range(8)]
        found = [pages.submit(sorting.groups, messages(*now)) for now in asked]
        wait_until(lambda: bool(grouping.asked))
        grouping.may_end.set()
        assert [ids(page.result(60)) for page in found] == asked
    assert grouping.most_at_once == 1
