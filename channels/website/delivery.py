"""Delivers visitors' messages to the practice, as long as the server runs."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from rasa.core.agent import Agent
from rasa.core.tracker_store import SQLTrackerStore
from sanic import Sanic

from advice.content.practice_models import Practice
from channels.website.conversations import underlying
from inbox.delivery.courier import Courier
from inbox.delivery.couriers import couriers, deliveries
from inbox.delivery.settings import DeliverySettings
from inbox.store import Inbox

logger = logging.getLogger(__name__)
# A server that stops waits so long for a delivery that is under way. One that takes longer is
# cut off; its claim runs out, and another process takes it over.
STOP_SECONDS = 5.0


class PracticeDelivery:
    """The couriers of one server; every server has its own, and they share the work."""

    def __init__(self, practice: Practice) -> None:
        """Reads the settings.

        Raises:
            ValueError: naming the setting to mend.
        """
        self._practice = practice
        self._settings = DeliverySettings.of()
        deliveries(self._settings, practice.name, practice.email)
        self._couriers: list[Courier] = []

    def start(self, agent: Agent) -> None:
        """Starts delivering, in threads of its own: visitors are answered meanwhile."""
        store = underlying(agent.tracker_store)
        if not isinstance(store, SQLTrackerStore):
            if self._settings.ways:
                logger.error("Nothing is delivered: conversations are in no database.")
            return
        inbox = Inbox(store.engine, self._settings.ways)
        practice = self._practice
        self._couriers = couriers(inbox, self._settings, practice.name, practice.email)
        for courier in self._couriers:
            courier.start()

    async def stop(self, app: Sanic, _: Any) -> None:
        """Has them end after the delivery that is under way; a listener of Sanic's."""
        stopping = (asyncio.to_thread(c.stop, STOP_SECONDS) for c in self._couriers)
        await asyncio.gather(*stopping)
