"""Delivers what waits on one way, one message after the other, until it is told to stop.

Exactly once, as far as the protocols allow. A message can reach the practice twice only where
it had arrived and nobody could note it: the answer was lost, the process killed, or the
database away until the claim ran out. It comes with the same Message-ID or webhook-id then.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable

from advice.faults import place_of
from inbox.claims import Claim, claim_next, note_delivered, note_failed, note_waiting
from inbox.delivery.outcome import GaveUp, NotDelivered
from inbox.delivery.settings import DeliverySettings, Way
from inbox.message import PracticeMessage
from inbox.store import Inbox, InboxUnavailable

logger = logging.getLogger(__name__)
# What arrived is noted again so often while the database is away.
NOTE_SECONDS = 0.5

Deliver = Callable[[PracticeMessage], None]


class Courier:
    """Delivers the messages of an inbox on one way."""

    def __init__(self, inbox: Inbox, way: Way, deliver: Deliver, settings: DeliverySettings):
        """Starts nothing.

        Args:
            inbox: the messages; several couriers, in any process, may share it.
            way: of the deliveries.
            deliver: brings one message there. Raises `NotDelivered` for "again", `GaveUp` for
                "never"; returns within half of the claim's seconds.
            settings: when, how often, how long.
        """
        self._inbox = inbox
        self._way = way
        self._deliver = deliver
        self._settings = settings
        self._backoff = settings.backoff
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Starts delivering, in a thread that does not keep the process from ending."""
        self._thread = threading.Thread(target=self.run, name=f"{self._way} courier", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Has it end after the delivery that is under way, and waits so long for it."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def run(self) -> None:
        """Delivers until `stop`; faults are logged and outlived."""
        while not self._stopping.is_set():
            try:
                if self.deliver_next():
                    continue
            except InboxUnavailable:
                logger.error("The database of the inbox doesn't answer.")
            except Exception as error:
                logger.error("A delivery failed: %s", place_of(error))
            self._stopping.wait(self._settings.delivery_poll_seconds)

    def deliver_next(self) -> bool:
        """Tries one delivery that is due.

        Returns:
            Whether there was one.

        Raises:
            InboxUnavailable: if the database doesn't answer.
        """
        seconds = self._settings.delivery_claim_seconds
        claim = claim_next(self._inbox, self._way, time.time(), seconds)
        if claim is None:
            return False
        try:
            self._deliver(claim.message)
        except NotDelivered:
            self._try_later(claim)
        except GaveUp:
            logger.warning("A receiver wants no more messages: a delivery is given up.")
            note_failed(self._inbox, claim, time.time())
        except Exception as error:
            # A fault of ours with one message; the others go on.
            logger.error("A delivery failed: %s", place_of(error))
            self._try_later(claim)
        else:
            self._note_delivered(claim)
        return True

    def _try_later(self, claim: Claim) -> None:
        now = time.time()
        if self._backoff.is_over(claim.first_tried_at, now):
            logger.error("A delivery is given up; the message is in the inbox.")
            note_failed(self._inbox, claim, now)
            return
        wait = self._backoff.wait_seconds(claim.attempt, random.random())
        note_waiting(self._inbox, claim, now + wait)

    def _note_delivered(self, claim: Claim) -> None:
        while True:
            try:
                return note_delivered(self._inbox, claim, time.time())
            except InboxUnavailable:
                # Unnoted it would be delivered again once the claim runs out.
                if time.time() >= claim.until:
                    raise
                time.sleep(NOTE_SECONDS)
