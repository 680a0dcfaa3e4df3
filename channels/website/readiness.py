"""Whether the whole assistant can answer: model, action server, tracker and lock store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from uuid import uuid4

import aiohttp
from rasa.core.agent import Agent

from advice.faults import place_of
from channels.website.conversations import underlying
from stores.tracker_store import ConversationStore

logger = logging.getLogger(__name__)

CHECK_SECONDS = 3.0
# A conversation id that no session can have: real ones are keyed hashes of 43 characters.
PROBE = "readiness"


async def what_is_down(agent: Agent) -> list[str]:
    """Checks each part that a turn needs.

    Args:
        agent: Rasa's agent.

    Returns:
        Names of what doesn't answer: "model", "action server", "tracker store",
        "lock store". Empty when the assistant is ready.
    """
    checks: list[tuple[str, Callable[[Agent], Awaitable[None]]]] = [
        ("model", _model),
        ("action server", _action_server),
        ("tracker store", _tracker_store),
        ("lock store", _lock_store),
    ]
    results = await asyncio.gather(*(_answers(check, agent) for _, check in checks))
    return [name for (name, _), answers in zip(checks, results, strict=False) if not answers]


async def _answers(check: Callable[[Agent], Awaitable[None]], agent: Agent) -> bool:
    try:
        await asyncio.wait_for(check(agent), CHECK_SECONDS)
    except Exception as error:
        logger.warning("%s check failed: %s", check.__name__, place_of(error))
        return False
    return True


async def _model(agent: Agent) -> None:
    if not agent.is_ready():
        raise RuntimeError("no model is loaded")


async def _action_server(agent: Agent) -> None:
    if agent.action_endpoint is None:
        raise RuntimeError("no action server is configured")
    # The endpoint's address ends in /webhook; the SDK answers /health beside it.
    address = str(agent.action_endpoint.url).rsplit("/", 1)[0] + "/health"
    headers = agent.action_endpoint.headers
    async with aiohttp.ClientSession(headers=headers) as session, session.get(address) as response:
        response.raise_for_status()


async def _tracker_store(agent: Agent) -> None:
    store = underlying(agent.tracker_store)
    if isinstance(store, ConversationStore):
        await asyncio.to_thread(store.check)
    else:
        await store.retrieve(PROBE)


async def _lock_store(agent: Agent) -> None:
    # A lock of its own: another server's look may be going on.
    async with agent.lock_store.lock(f"{PROBE}-{uuid4()}"):
        pass
