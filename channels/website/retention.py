"""Redacts and erases conversations that are over, as long as the server runs."""

from __future__ import annotations

import asyncio
import logging
import time

from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore

from advice.content.practice_models import Practice
from advice.faults import place_of
from channels.website.conversations import underlying
from channels.website.erasing import forget_everywhere
from channels.website.settings import WebsiteSettings
from stores.retention import HOUR_SECONDS, Done, Rules, apply

logger = logging.getLogger(__name__)


def retention_rules(settings: WebsiteSettings, practice: Practice) -> Rules:
    """How long what is kept: the practice's days, and the channel's hours."""
    return Rules(settings.session_hours, settings.redact_hours, practice.retention_days)


async def retain(store: TrackerStore, rules: Rules) -> Done:
    """One run over the tracker store; only a database keeps anything that long.

    Args:
        store: Rasa's tracker store.
        rules: how long what is kept.
    """
    inner = underlying(store)
    if not isinstance(inner, SQLTrackerStore):
        return Done({}, {})
    # In a thread: visitors are answered meanwhile.
    done = await asyncio.to_thread(apply, inner.engine, rules, time.time())
    forget_everywhere(store, [*done.erased, *done.redacted])
    return done


async def keep_erasing(agent: Agent, rules: Rules) -> None:
    """Redacts and erases what is due, now and every hour, as long as the server runs."""
    while True:
        try:
            done = await retain(agent.tracker_store, rules)
            if done.erased or done.redacted:
                erased, redacted = len(done.erased), len(done.redacted)
                logger.info("Retention: %d chats erased, %d redacted.", erased, redacted)
        except Exception as error:
            logger.error("Retention failed: %s", place_of(error))
        await asyncio.sleep(HOUR_SECONDS)
