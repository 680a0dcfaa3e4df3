"""Who delivers what, in the database: no two processes have the same delivery at one time.

A claim is limited in time: that of a process that was killed runs out, and another process
takes the delivery over. Processes on several machines need clocks that agree to some seconds.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from inbox.delivery.settings import Way
from inbox.message import PracticeMessage
from inbox.schema import DELIVERIES, MESSAGES
from inbox.store import Inbox

# Of the deliveries that are due, as many are looked at: others may be taken meanwhile.
LOOKED_AT = 10


@dataclass(frozen=True)
class Claim:
    """A delivery that is this process's for a while.

    Attributes:
        token: of this claim.
        message: to deliver.
        way: on which.
        attempt: 1 for the first.
        first_tried_at: when that began, seconds since 1970.
        until: when somebody else may take it, likewise.
    """

    token: str
    message: PracticeMessage
    way: Way
    attempt: int
    first_tried_at: float
    until: float


def claim_next(inbox: Inbox, way: Way, now: float, seconds: float) -> Claim | None:
    """Takes the delivery that is due longest, and counts an attempt.

    Args:
        inbox: the messages.
        way: only deliveries on this one.
        now: seconds since 1970.
        seconds: how long the claim is.

    Returns:
        None where nothing is due, or others have it.

    Raises:
        inbox.store.InboxUnavailable: if the database doesn't answer.
    """
    is_due = (
        (DELIVERIES.c.way == way)
        & (DELIVERIES.c.state == "waiting")
        & (DELIVERIES.c.due_at <= now)
        & (DELIVERIES.c.claimed_until <= now)
    )
    due = select([DELIVERIES.c.message_id]).where(is_due).order_by(DELIVERIES.c.due_at)
    with inbox.reading() as connection:
        ids = [id_ for (id_,) in connection.execute(due.limit(LOOKED_AT))]
    token = str(uuid.uuid4())
    taken = DELIVERIES.update().values(
        claim=token,
        claimed_until=now + seconds,
        attempts=DELIVERIES.c.attempts + 1,
        first_tried_at=func.coalesce(DELIVERIES.c.first_tried_at, now),
    )
    for id_ in ids:
        here = is_due & (DELIVERIES.c.message_id == id_)
        with inbox.writing() as connection:
            # The condition is read again under the row's lock: one of two gets it.
            if not connection.execute(taken.where(here)).rowcount:
                continue
            joined = DELIVERIES.join(MESSAGES, DELIVERIES.c.message_id == MESSAGES.c.id)
            found = select(
                [MESSAGES.c.data, DELIVERIES.c.attempts, DELIVERIES.c.first_tried_at]
            ).select_from(joined)
            row = connection.execute(found.where(DELIVERIES.c.claim == token)).first()
        if row is not None:
            message = PracticeMessage.from_json(json.loads(row[0]))
            return Claim(token, message, way, int(row[1]), float(row[2]), now + seconds)
    return None


def note_delivered(inbox: Inbox, claim: Claim, now: float) -> None:
    """It arrived; true whoever has the claim by now."""
    _note(inbox, claim, any_claim=True, state="delivered", finished_at=now)


def note_failed(inbox: Inbox, claim: Claim, now: float) -> None:
    """It is given up; the inbox shows it."""
    _note(inbox, claim, state="failed", finished_at=now)


def note_waiting(inbox: Inbox, claim: Claim, due_at: float) -> None:
    """It is to be tried again at `due_at`, by any process."""
    _note(inbox, claim, due_at=due_at)


def _note(inbox: Inbox, claim: Claim, any_claim: bool = False, **values: Any) -> None:
    here = (DELIVERIES.c.message_id == claim.message.id) & (DELIVERIES.c.way == claim.way)
    if not any_claim:
        here &= DELIVERIES.c.claim == claim.token
    noted = DELIVERIES.update().where(here & (DELIVERIES.c.state != "delivered"))
    with inbox.writing() as connection:
        connection.execute(noted.values(claim=None, claimed_until=0.0, **values))
