"""Erases conversations when the days that the privacy notice names have passed."""

from __future__ import annotations

import asyncio
import logging
import time

from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from sqlalchemy import func

from advice.faults import place_of
from channels.website.conversations import underlying

logger = logging.getLogger(__name__)

DAY_SECONDS = 24 * 3600
HOUR_SECONDS = 3600


def erase_expired(store: TrackerStore, days: int) -> int:
    """Erases every conversation whose last event is older than `days`.

    A session lives shorter than that, so no conversation that is going on is touched.

    Args:
        store: Rasa's tracker store; only a database keeps anything that long.
        days: the practice's `retention_days`.

    Returns:
        The number of events erased.
    """
    inner = underlying(store)
    if not isinstance(inner, SQLTrackerStore):
        return 0
    event = inner.SQLEvent
    cutoff = time.time() - days * DAY_SECONDS
    with inner.session_scope() as session:
        expired = (
            session.query(event.sender_id)
            .group_by(event.sender_id)
            .having(func.max(event.timestamp) < cutoff)
        )
        erased = (
            session.query(event)
            .filter(event.sender_id.in_(expired))
            .delete(synchronize_session=False)
        )
        session.commit()
    return int(erased)


async def keep_erasing(agent: Agent, days: int) -> None:
    """Erases what has expired, now and every hour, as long as the server runs."""
    while True:
        try:
            erased = erase_expired(agent.tracker_store, days)
            if erased:
                logger.info("Retention: erased %d events older than %d days.", erased, days)
        except Exception as error:
            logger.error("Retention failed: %s", place_of(error))
        await asyncio.sleep(HOUR_SECONDS)
