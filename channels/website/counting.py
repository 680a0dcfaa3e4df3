"""Counts what chats show, after the answer and beside it: a visitor never waits for it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from rasa.core.tracker_store import TrackerStore

from advice.faults import place_of
from channels.website.windows import MovingWindow
from insights.counting import Counted, Noted, write
from insights.migrating import migrate
from insights.seeing import ASKED, BOOKING, OPENED, Seen, closing_answer, seen_in_turn
from stores.tracker_store import ConversationStore

logger = logging.getLogger(__name__)

Card = Mapping[str, Any]
# What is noted is written together, so that a busy server writes once where it would often.
PAUSE_SECONDS = 1.0
# While the database is away, the pauses grow up to this.
LONGEST_PAUSE_SECONDS = 60.0
# Chats that are remembered while it is; what comes on top is not counted.
MOST_CHATS = 10_000
# In one transaction: in SQLite nobody else can write meanwhile.
CHATS_AT_ONCE = 100
# Openings of the window from one address that count: a person opens it now and then.
OPENINGS_PER_MINUTE = 10
STOP_SECONDS = 5.0
# The card after an answer to the article's closing question.
ANSWERED = ("feedback", "thanks")


class Counting:
    """Notes in memory what is seen, and writes it every second.

    A server that is killed loses what it noted in its last second: numbers of chats, no chats.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        """Creates it; `zone` is the practice's, by which days are told apart."""
        self._zone = zone
        self._noted: dict[tuple[str, date], set[Seen]] = {}
        self._answers: list[tuple[str, str]] = []
        # Of openings and of visits of the guide: numbers without anybody.
        self._others: Counted = Counter()
        self._visits: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._recently = MovingWindow(OPENINGS_PER_MINUTE, 60.0, 50_000)
        self._store: ConversationStore | None = None
        self._is_migrated = False
        self._stopping = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    def start(self, store: TrackerStore) -> None:
        """Begins to write, where conversations are in a database."""
        if isinstance(store, ConversationStore):
            self._store = store
            self._running = asyncio.get_running_loop().create_task(self._keep_writing())

    async def stop(self, *_: Any) -> None:
        """Writes what is left, unless that takes long; a listener of Sanic's."""
        if self._running is None:
            return
        self._stopping.set()
        await asyncio.wait([self._running], timeout=STOP_SECONDS)

    def note_opening(self, address: str) -> None:
        """Notes that the chat window was opened; `address` bounds how often, and isn't kept."""
        if not self._recently.hit(address, time.monotonic()):
            self._others[self._today(), OPENED.kind, OPENED.what] += 1

    def note_turn(self, conversation_id: str, message_id: str, cards: Iterable[Card]) -> None:
        """Notes what an answered message has shown."""
        cards = list(cards)
        answered = [c for c in cards if (c.get("kind"), c.get("id")) == ANSWERED]
        others = [c for c in cards if c not in answered]
        self._note(conversation_id, seen_in_turn(others))
        if answered and len(self._answers) < MOST_CHATS:
            self._answers.append((conversation_id, message_id))

    def note_booking(self, conversation_id: str) -> None:
        """Notes that the link to book was followed."""
        self._note(conversation_id, (ASKED, BOOKING))

    def note_visit(self, id_: str, day: date, seen: Iterable[Seen]) -> None:
        """Notes what a visit of the guide, which has no conversation, has shown.

        The form itself says what its visit was counted for; that one sent twice, by "reload",
        counts once is remembered here, of the latest visits and until the server ends.

        Args:
            id_: the visit's; it is not written.
            day: on which it began.
            seen: what.
        """
        for each in sorted(seen):
            if (id_, each.once) in self._visits:
                continue
            self._visits[id_, each.once] = None
            self._others[day, each.kind, each.what] += 1
            if len(self._visits) > MOST_CHATS:
                self._visits.popitem(last=False)

    def _note(self, conversation_id: str, seen: Iterable[Seen]) -> None:
        key = (conversation_id, self._today())
        if key in self._noted or len(self._noted) < MOST_CHATS:
            self._noted.setdefault(key, set()).update(seen)

    def _today(self) -> date:
        return datetime.now(self._zone).date()

    async def _keep_writing(self) -> None:
        pause, is_last = PAUSE_SECONDS, False
        while not is_last:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            is_last = self._stopping.is_set()
            try:
                await self.flush()
                pause = PAUSE_SECONDS
            except Exception as error:
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                logger.error("Counts are not written yet: %s", place_of(error))

    async def flush(self) -> None:
        """Writes what is noted; where that fails it stays noted.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if the database doesn't answer.
            stores.migrating.NewerTables: if it is of a newer version.
            stores.tracker_store.StoreUnavailable: if it doesn't answer.
        """
        store = self._store
        if store is None:
            return
        await self._read_answers(store)
        for _ in range(len(self._noted) // CHATS_AT_ONCE + 1):
            if self._noted or self._others:
                await self._write_some(store)

    async def _write_some(self, store: ConversationStore) -> None:
        keys = list(islice(self._noted, CHATS_AT_ONCE))
        noted = {key: self._noted.pop(key) for key in keys}
        others, self._others = self._others, Counter()
        chats = [Noted(id_, frozenset(seen), day) for (id_, day), seen in noted.items()]
        try:
            # In a thread: visitors are answered meanwhile.
            await asyncio.to_thread(self._write, store, chats, others)
        except Exception:
            for key, seen in noted.items():
                self._noted.setdefault(key, set()).update(seen)
            self._others.update(others)
            raise

    async def _read_answers(self, store: ConversationStore) -> None:
        """Which answer to the closing question was tapped stands in the events alone."""
        while self._answers:
            conversation_id, message_id = self._answers[0]
            events = await store.events_since(conversation_id, message_id)
            answer = closing_answer((event.as_dict() for event in events), message_id)
            card = dict(zip(("kind", "id"), ANSWERED, strict=True))
            self._note(conversation_id, seen_in_turn([card], answer))
            self._answers.pop(0)

    def _write(self, store: ConversationStore, noted: list[Noted], others: Counted) -> None:
        if not self._is_migrated:
            migrate(store.engine)
            self._is_migrated = True
        write(store.engine, noted, others)
