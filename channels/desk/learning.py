"""What the pages on learning show and do: messages not understood, changes. No HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Engine

from advice.content import Content, load_content
from advice.content.checks import askable_intents
from channels.desk.content_forms import ContentForms, new_id
from channels.desk.shell import local
from learning import checking
from learning.changes import (
    AddExample,
    AddTopic,
    Change,
    ChangeRefused,
    changed_content,
    needs_training,
)
from learning.grouping import Group, GroupingFailed, groups
from learning.publishing import live_number
from learning.releases import NotPossible, Release, Releases
from learning.showing import intent_title, preview, title
from learning.sorting import Sorting
from learning.staged import Staged
from learning.unanswered import drop, kept

Fields = Mapping[str, str]


class Refused(Exception):
    """What was sent can't be done; carries the reasons, in words for the practice."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """Keeps the reasons."""
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


@dataclass(frozen=True)
class Topic:
    """Something that can be asked, in a list to choose from."""

    intent: str
    title: str


@dataclass
class Learning:
    """The loop from a message that was not understood to an assistant that understands it.

    Attributes:
        releases: of this assistant.
        engine: the database of the conversations.
    """

    releases: Releases
    engine: Engine
    _sorting: Sorting = field(init=False)

    def __post_init__(self) -> None:
        """Prepares what groups the messages."""
        self._sorting = Sorting(lambda messages: groups(self.releases.places, messages))

    @property
    def content(self) -> Content:
        """The content as its files are now."""
        return load_content(self.releases.places.content)

    @property
    def staged(self) -> Staged:
        """The changes that wait."""
        return Staged(self.releases.places)

    @property
    def forms(self) -> ContentForms:
        """The forms on the content."""
        return ContentForms(self.releases.places)

    def unanswered(self, seconds: float | None = None) -> list[Group]:
        """The groups of messages that were not understood, the most frequent first.

        Args:
            seconds: to wait for them at most; None: until they are worked out.

        Raises:
            StillSorting: if they aren't worked out by then.
            Refused: where they can't be worked out; the next call tries again.
        """
        practice = self.content.practice
        today = datetime.now(practice.zone).date()
        messages = kept(self.engine, practice.retention_days, today)
        try:
            return self._sorting.groups(messages, seconds)
        except GroupingFailed as error:
            raise Refused([str(error)]) from error

    def is_sorting(self) -> bool:
        """Whether groups are being worked out."""
        return self._sorting.is_running

    def topics(self, group: Group, content: Content) -> list[Topic]:
        """Everything that can be asked, the nearest to a group first.

        Args:
            group: one of `unanswered`.
            content: as it is now.
        """
        near = [nearest.intent for nearest in group.nearest]
        others = sorted(
            (intent for intent in askable_intents(content) if intent not in near),
            key=lambda intent: intent_title(content, intent),
        )
        return [Topic(intent, intent_title(content, intent)) for intent in (*near, *others)]

    def add_example(self, fields: Fields) -> None:
        """Stages the group's text, as it was edited, as an example of the topic chosen.

        Raises:
            Refused: with the reasons; the messages are kept.
        """
        text = " ".join(fields.get("text", "").split())
        if not text:
            raise Refused(["Write how visitors ask it."])
        self._stage([AddExample(fields.get("intent", ""), text)])
        drop(self.engine, _ids(fields))

    def add_topic(self, fields: Fields) -> None:
        """Stages a new question with its answer.

        Raises:
            Refused: likewise.
        """
        question = " ".join(fields.get("question", "").split())
        lines = [" ".join(line.split()) for line in fields.get("asked_as", "").splitlines()]
        topic = AddTopic(
            id=new_id(question, self.forms.entries("questions")),
            question=question,
            answer=" ".join(fields.get("answer", "").split()),
            asked_as=tuple(dict.fromkeys(line for line in lines if line)),
            sources=(fields.get("source", "").strip(),),
        )
        self._stage([topic])
        drop(self.engine, _ids(fields))

    def ignore(self, fields: Fields) -> None:
        """Drops a group's messages."""
        drop(self.engine, _ids(fields))

    def _stage(self, changes: Sequence[Change]) -> None:
        try:
            self.staged.add(*changes)
        except ChangeRefused as error:
            raise Refused([str(problem) for problem in error.problems]) from error

    def waiting(self) -> list[tuple[str, list[str]]]:
        """The staged changes: a title of each, and how the assistant will answer.

        Raises:
            Refused: where they no longer fit the content.
        """
        changes = self.staged.changes()
        try:
            content = changed_content(self.releases.places.content, changes)
        except ChangeRefused as error:
            raise Refused([str(problem) for problem in error.problems]) from error
        return [(title(content, change), preview(content, change)) for change in changes]

    def needs_training(self) -> bool:
        """Whether what is staged is more than facts."""
        return needs_training(self.staged.changes())

    def take_back(self, fields: Fields) -> None:
        """Removes a staged change."""
        number = fields.get("number", "")
        if number.isdecimal():
            self.staged.remove(int(number))

    def check(self) -> Release:
        """Begins to check what is staged.

        Raises:
            Refused: with the reason.
        """
        try:
            return checking.start(self.releases, self.staged.changes())
        except (NotPossible, ChangeRefused) as error:
            raise Refused(str(error).splitlines()) from error

    def make_live(self, fields: Fields) -> None:
        """Makes a release live, a new one or one to go back to.

        Raises:
            Refused: with the reason; nothing is changed.
        """
        number = fields.get("number", "")
        try:
            self.releases.make_live(int(number) if number.isdecimal() else 0)
        except NotPossible as error:
            raise Refused([str(error)]) from error
        except OSError as error:
            reason = f"The files can't be written ({error.strerror}); nothing was changed."
            raise Refused([reason]) from error

    def history(self) -> list[dict[str, Any]]:
        """The releases, the newest first, as the page shows them."""
        content, live = self.content, live_number(self.releases.places)
        return [
            {
                "release": release,
                "is_live": release.number == live,
                "may_go_live": release.state == "passed" and release.number != live,
                "titles": [title(content, change) for change in release.changes],
                "made": _minute(release.made_at, content.practice.zone),
                "published": _minute(release.published_at, content.practice.zone),
            }
            for release in self.releases.all()
        ]

    def progress(self) -> dict[str, Any]:
        """Of the check that runs, for a page that asks again and again."""
        newest = next(iter(self.releases.all()), None)
        if newest is None or newest.state != "checking":
            return {"running": False}
        now = self.releases.progress(newest.number)
        return {
            "running": True,
            "step": now.step,
            "percent": now.percent,
            "minutes_left": now.minutes_left,
        }


def typed_group(found: Sequence[Group], fields: Fields) -> Group | None:
    """The group that a form was of, also where messages have come to it or gone meanwhile."""
    ids = set(_ids(fields))
    return next((group for group in found if ids.intersection(group.ids)), None)


def _ids(fields: Fields) -> list[int]:
    return [int(id_) for id_ in fields.get("ids", "").split(",") if id_.isdecimal()]


def _minute(at: float | None, zone: ZoneInfo) -> str:
    return "" if at is None else local(datetime.fromtimestamp(at, zone), zone)
