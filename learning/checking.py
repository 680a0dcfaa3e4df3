"""Checks a release in the background: content, training, held-out messages, vignettes.

    python -m learning.checking NUMBER

runs one check in its own process, whose environment names the release's content and model.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from advice.content import ContentError, load_content
from advice.faults import place_of
from kneadwise.environment import process_environment
from kneadwise.model import Model, TrainingFailed
from kneadwise.servers import ServersFailed
from learning.changes import AddExample, AddTechnique, AddTopic, Change
from learning.places import Places
from learning.releases import NotPossible, Progress, Release, Releases

# Visitors come first.
NICENESS = 10
# What the steps take on a machine of two cores that answers visitors beside it, in seconds.
TRAINING_SECONDS = 150.0
ASKING_SECONDS = 360.0
STARTING_SECONDS = 45.0
REPORT_SECONDS = 1.0
LIVE_ONLY = ("KNEADWISE_", "SANIC_", "SQL_")
SHARE = "KNEADWISE_CHECK_SHARE"
ALSO_OF_A_CHECK = frozenset({"KNEADWISE_LOGS", SHARE})
ONLY_FACTS = "Only facts were changed, so nothing was trained, and no test question was asked."
S = TypeVar("S")
T = TypeVar("T")


def start(releases: Releases, changes: Sequence[Change]) -> Release:
    """Begins a check of changes in the background, and returns at once.

    Where the live model is made of the same, nothing is trained or asked: the release has passed.

    Args:
        releases: the assistant's.
        changes: what the release is to have over the live content.

    Raises:
        NotPossible: if a check runs already, there is nothing to check, or the share of the
            questions is none.
        ChangeRefused: where the content's own checks refuse the changes.
        OSError: if the release can't be written.
    """
    usual_seconds(releases.environment)
    with releases.lock() as lock:
        release = releases.draft(changes)
        number = release.number
        if releases.take_live_model(number):
            release = replace(release, state="passed", notes=(ONLY_FACTS,))
            releases.write(release)
            return release
        Clock(releases, number, usual_seconds(releases.environment)).tell("Starting", 0.0, 1.0)
        environment = {
            **apart(releases.environment),
            "KNEADWISE_CONTENT": str(releases.content(number)),
            "KNEADWISE_MODEL": str(releases.model(number)),
        }
        with (releases.folder(number) / "check.log").open("w") as log:
            subprocess.Popen(
                [sys.executable, "-m", "learning.checking", str(number)],
                cwd=releases.places.root,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                # It goes on when the server is restarted, and holds the lock until it ends.
                start_new_session=True,
                pass_fds=[lock.fileno()],
            )
    return release


def usual_seconds(environment: Mapping[str, str]) -> float:
    """How long a check takes, about.

    Raises:
        NotPossible: where the share of the questions is none.
    """
    share = share_of_messages(environment.get(SHARE, "1"))
    return TRAINING_SECONDS + STARTING_SECONDS + ASKING_SECONDS * share


def apart(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment without what is the live assistant's own.

    Its database, its action server, its locks, its secrets, its model's digest: the assistants of a
    check get others, and must never reach these.
    """
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(LIVE_ONLY) or name in ALSO_OF_A_CHECK
    }


class Clock:
    """Tells the page how far the check is, by how long its steps usually take."""

    def __init__(self, releases: Releases, number: int, seconds: float) -> None:
        """Begins; `seconds` is how long all steps take together, about."""
        self._releases, self._number = releases, number
        self._whole, self._done = seconds, 0.0
        self._reported = 0.0

    def tell(self, step: str, share: float, seconds: float) -> None:
        """A step of about `seconds` is at `share` (0 to 1)."""
        now = time.monotonic()
        if now - self._reported < REPORT_SECONDS and 0 < share < 1:
            return
        self._reported = now
        gone = min(self._done + min(share, 1.0) * seconds, self._whole)
        left = int((self._whole - gone + 59) // 60)
        percent = min(int(100 * gone / self._whole), 99)
        self._releases.report(self._number, Progress(step, percent, left))

    def end(self, seconds: float) -> None:
        """A step of about `seconds` is done."""
        self._done += seconds


def check(releases: Releases, number: int, share: float) -> Release:
    """Runs the whole check and keeps what came of it.

    Args:
        releases: the assistant's, in the environment of the release.
        number: the release's.
        share: of the held-out messages and vignettes that are asked, 0 to 1.
    """
    release = replace(releases.get(number), state="checking", problems=())
    clock = Clock(releases, number, usual_seconds(releases.environment))
    try:
        clock.tell("Checking the content", 0.0, 1.0)
        load_content(releases.content(number))
        _train(releases, number, clock)
        problems, notes = _ask(release, share, clock)
    except ContentError as error:
        problems, notes = [str(problem) for problem in error.problems], []
    except (TrainingFailed, ServersFailed) as error:
        problems, notes = [str(error)], []
    except Exception as error:
        where = releases.folder(number) / "check.log"
        problems, notes = [f"The check itself failed ({place_of(error)}); see {where}."], []
        sys.excepthook(type(error), error, error.__traceback__)
    done = replace(
        release,
        state="failed" if problems else "passed",
        problems=tuple(problems),
        notes=tuple(notes),
    )
    releases.write(done)
    releases.report(number, Progress("Done", 100, 0))
    return done


def _train(releases: Releases, number: int, clock: Clock) -> None:
    environment = {**releases.environment, "KNEADWISE_LOGS": str(releases.folder(number))}

    def report(seconds: float) -> None:
        clock.tell("Training", min(seconds / TRAINING_SECONDS, 0.99), TRAINING_SECONDS)

    report(0.0)
    releases.model(number).parent.mkdir(parents=True, exist_ok=True)
    Model(environment, releases.places.root).train(report)
    clock.end(TRAINING_SECONDS)


def _ask(release: Release, share: float, clock: Clock) -> tuple[list[str], list[str]]:
    # Imported here: who only starts a check needs none of it.
    from rich.console import Console

    from evaluation.asking import answer
    from evaluation.baseline import read_baseline
    from evaluation.cases import load_cases, play
    from evaluation.held_out import load_held_out
    from evaluation.parallel import assistants, side_by_side
    from evaluation.report import NOISY, Evaluation
    from evaluation.triage import GROUPS, judge, load_vignettes
    from evaluation.typos import misspell
    from learning.judging import lower_by_chance, sample, what_dropped

    quiet = Console(quiet=True)

    def some(items: Sequence[T]) -> list[T]:
        return [items[at] for at in sample(len(items), share)]

    messages, cases = some(load_held_out()), some(load_cases())
    noisy = [replace(message, text=misspell(message.text)) for message in messages]
    vignettes = {group: some(load_vignettes(group)) for group in GROUPS}
    seconds = ASKING_SECONDS * share
    # A case is a whole talk: some nine messages.
    whole = 2 * len(messages) + sum(map(len, vignettes.values())) + 9 * len(cases)
    asked = 0

    def counted(ask: Callable[[str, S], T], messages: int = 1) -> Callable[[str, S], T]:
        def counting(address: str, item: S) -> T:
            nonlocal asked
            done = ask(address, item)
            asked += messages
            clock.tell("Asking test questions", asked / whole, seconds)
            return done

        return counting

    clock.tell("Starting it for a test", 0.0, STARTING_SECONDS)
    with assistants() as addresses:
        clock.end(STARTING_SECONDS)
        plain = side_by_side(counted(answer), addresses, messages, "", quiet)
        typos = side_by_side(counted(answer), addresses, noisy, "", quiet)
        judged = {
            group: side_by_side(counted(judge), addresses, vignettes[group], "", quiet)
            for group in GROUPS
        }
        played = side_by_side(counted(play, 9), addresses, cases, "", quiet)
        notes = _own_questions(release.changes, addresses[0])
    groups = {name: [r for r in plain if r.message.group == name] for name in GROUPS}
    rates = Evaluation({**groups, NOISY: typos}, judged, played).rates()
    problems = what_dropped(rates, read_baseline(), share)
    if share >= 1.0:
        notes += [
            f"Lower, but by no more than trainings differ: {line}."
            for line in lower_by_chance(rates, read_baseline())
        ]
    else:
        notes.append(f"Only {100 * share:.0f} % of the test questions were asked.")
    return problems, notes


def _own_questions(changes: Sequence[Change], address: str) -> list[str]:
    """Which of the practice's own wordings are answered by something else."""
    from kneadwise.client import WebsiteClient

    wanted = []
    for change in changes:
        if isinstance(change, AddTopic):
            texts = (change.question, *change.asked_as)
            wanted += [(text, f"faq/{change.id}") for text in texts]
        elif isinstance(change, AddExample) and change.intent.startswith("faq_"):
            wanted.append((change.text, f"faq/{change.intent.removeprefix('faq_')}"))
        elif isinstance(change, AddTechnique):
            texts = (f"what is {change.names[0]}", *change.described_as)
            wanted += [(text, f"technique/{change.id}") for text in texts]
    return [
        f"“{text}” is not answered by it yet. Add more ways of asking it."
        for text, card in wanted
        if card not in WebsiteClient(address).say(text).cards
    ]


def main(number: int) -> None:
    """Runs a check in this process, at low priority."""
    os.nice(NICENESS)
    # As by Ctrl-C: the assistants that it has started are stopped with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    environment = process_environment()
    releases = Releases(Places.of(environment), environment)
    check(releases, number, share_of_messages(environment.get(SHARE, "1")))


def share_of_messages(text: str) -> float:
    """`KNEADWISE_CHECK_SHARE` as a number over 0, at most 1.

    Raises:
        NotPossible: for anything else.
    """
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise NotPossible(f"KNEADWISE_CHECK_SHARE is {text!r}; it must be over 0 and at most 1.")
    return share


if __name__ == "__main__":
    main(int(sys.argv[1]))
