"""The whole path on a real assistant: `python -m tests.learning.whole_path [SHARE] [serve]`.

An unknown question is asked by three visitors; the practice answers it; the change is checked,
goes live while a chat goes on, is answered, and is taken back. Only every thirtieth test question
is asked in the check (`KNEADWISE_CHECK_SHARE`), which makes it four minutes; with SHARE 1 all are,
as by default on /desk. With `serve` the servers are those of `kneadwise serve`, under a loop that
starts what ends, instead of `kneadwise run`.
"""

from __future__ import annotations

import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from advice.content.loader import DEFAULT_CONTENT_DIRECTORY
from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT, process_environment
from kneadwise.model import Model
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_environment
from learning import checking
from learning.changes import AddTopic
from learning.grouping import groups
from learning.places import Places, model_files
from learning.releases import NotPossible, Releases
from learning.staged import Staged
from learning.unanswered import Unanswered, drop, kept
from stores.connection import connect
from tests.learning.under_managers import Manager, Meanwhile

SHARE = "0.033"
SERVE = "serve"
ASKED = ("do you have wifi", "is there wifi for guests", "what's the wifi password")
WIFI = AddTopic(
    "wifi",
    "Is there wifi?",
    "Yes, in the waiting room. The password is on the front desk.",
    (*ASKED, "can i use your internet", "free wlan for customers?"),
)
CARD = "faq/wifi"
NOT_UNDERSTOOD = ("clarify", "out_of_scope")


def say(text: str) -> None:
    print(f"{datetime.now():%H:%M:%S} {text}", flush=True)


def wait_for(what: str, is_so: Callable[[], bool], seconds: float) -> None:
    """Waits until something is so, and fails where it isn't in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"not in {seconds:.0f} s: {what}")
        time.sleep(1)
    say(what)


def is_ready(address: str) -> bool:
    try:
        return WebsiteClient(address).call("GET", "/ready").status == 200
    except OSError:
        return False


def answers(visitor: WebsiteClient, text: str) -> list[str]:
    try:
        return visitor.say(text).cards
    except OSError:
        return []


def prepare(directory: Path) -> dict[str, str]:
    """A content folder and a model of the assistant's own."""
    trained = Model(process_environment())
    if trained.is_stale():
        say("training the model that is there before")
        trained.train()
    shutil.copytree(DEFAULT_CONTENT_DIRECTORY, directory / "content")
    model = directory / "models" / "kneadwise.tar.gz"
    model.parent.mkdir()
    for source, target in zip(model_files(trained.path), model_files(model), strict=True):
        shutil.copyfile(source, target)
    return temporary_environment(
        directory,
        KNEADWISE_CONTENT=str(directory / "content"),
        KNEADWISE_MODEL=str(model),
        KNEADWISE_CHECK_SHARE=next((a for a in sys.argv[1:] if a != SERVE), SHARE),
    )


def messages(environment: dict[str, str]) -> list[Unanswered]:
    engine = connect(environment["KNEADWISE_TRACKER_URL"])
    return kept(engine, 30, datetime.now(timezone.utc).date())


def learn(environment: dict[str, str], address: str) -> None:
    visitors = [WebsiteClient(address) for _ in ASKED]
    for visitor, text in zip(visitors, ASKED, strict=True):
        cards = visitor.say(text).cards
        assert cards[0].split("/")[0] in NOT_UNDERSTOOD, (text, cards)
    forgetful = WebsiteClient(address)
    forgetful.say("do you sell pizza")
    wait_for("four messages are kept", lambda: len(messages(environment)) == 4, 10)
    assert forgetful.forget().status == 204
    wait_for("the deleted chat's is gone", lambda: len(messages(environment)) == 3, 10)

    places = Places.of(environment)
    found = groups(places, messages(environment))
    assert found[0].count == 3, found
    say(f"one group: {found[0].text!r}, nearest {[n.intent for n in found[0].nearest]}")

    staged, releases = Staged(places), Releases(places, environment)
    staged.add(WIFI)
    release = checking.start(releases, staged.changes())
    meanwhile, begun = Meanwhile(address), time.monotonic()
    say("the check has begun")
    try:
        checking.start(releases, staged.changes())
    except NotPossible as error:
        say(f"a second one is refused: {error}")
    else:
        raise AssertionError("two checks at once")
    shown = ""
    while releases.get(release.number).state == "checking":
        progress = releases.progress(release.number)
        line = f"{progress.step}, {progress.percent} %, {progress.minutes_left} min left"
        if line != shown:
            say(line)
            shown = line
        time.sleep(5)
    done = releases.get(release.number)
    say(f"{done.state} after {(time.monotonic() - begun) / 60:.1f} minutes")
    say(meanwhile.end())
    say(f"found: {[*done.problems, *done.notes]}")
    assert done.state == "passed"

    practice = places.content / "practice.yml"
    text = practice.read_text(encoding="utf-8")
    practice.write_text(text.replace("Juniper", "Elm"), encoding="utf-8")
    try:
        releases.make_live(release.number)
    except NotPossible as error:
        say(f"edited by hand meanwhile: {error}")
    else:
        raise AssertionError("an edit by hand was overwritten")
    practice.write_text(text, encoding="utf-8")

    releases.make_live(release.number)
    drop(connect(environment["KNEADWISE_TRACKER_URL"]), found[0].ids)
    assert staged.changes() == []
    # The same chat: its token is good, and its conversation is in the database.
    wait_for("it is answered", lambda: answers(visitors[0], ASKED[0]) == [CARD], 120)
    transcript = visitors[0].transcript().body["messages"]
    assert next(m["text"] for m in transcript if m["from"] == "visitor") == ASKED[0]
    before = next(r for r in releases.all() if r.number != release.number)
    releases.make_live(before.number)
    wait_for("and no longer, after going back", lambda: _is_asked_back(address), 120)
    assert (places.content / "added.yml").read_text() == (
        DEFAULT_CONTENT_DIRECTORY / "added.yml"
    ).read_text()


def _is_asked_back(address: str) -> bool:
    cards = answers(WebsiteClient(address), ASKED[0])
    return bool(cards) and cards[0].split("/")[0] in NOT_UNDERSTOOD


@contextmanager
def run(environment: dict[str, str]) -> Iterator[None]:
    """Both servers, by `kneadwise run`."""
    running = subprocess.Popen(
        [sys.executable, "-m", "kneadwise", "run"], cwd=ROOT, env=environment
    )
    try:
        yield
    finally:
        running.terminate()
        running.wait(60)


@contextmanager
def served(environment: dict[str, str]) -> Iterator[None]:
    """The same by `kneadwise serve`, under a manager each."""
    environment["KNEADWISE_ACTION_SECRET"] = secrets.token_urlsafe(32)
    managers = [Manager(server, environment) for server in ("actions", "rasa")]
    try:
        yield
        # Once for the release, once for going back; each in order.
        ended = [manager.ended for manager in managers]
        wait_for("every server was started twice more", lambda: ended == [[0, 0], [0, 0]], 60)
    finally:
        for manager in managers:
            manager.stop()


def main() -> None:
    with TemporaryDirectory() as folder:
        environment = prepare(Path(folder))
        address = Servers(environment).address
        with served(environment) if SERVE in sys.argv else run(environment):
            wait_for("the assistant is ready", lambda: is_ready(address), 180)
            learn(environment, address)
            say("the whole path works")


if __name__ == "__main__":
    main()
