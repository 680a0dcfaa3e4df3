"""The way to the action server: bounded in time, and never an answer of silence."""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext
from typing import Any

import aiohttp
import ujson
from rasa.core.agent import Agent
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from advice.content import Content
from advice.faults import place_of
from advice.service import unavailable

logger = logging.getLogger(__name__)

# Actions that say nothing: Rasa calls them before the one that answers.
SILENT = frozenset({"action_validate_slot_mappings"})

# An idle connection is given up before Sanic closes it, after five seconds.
IDLE_SECONDS = 3.0

# rasa_sdk's status for ActionExecutionRejection, which Rasa itself handles.
REJECTION = 400


class SpeakingActionEndpoint(EndpointConfig):
    """An action endpoint whose failures are an apology with the phone number.

    Rasa alone waits 300 s for an action and turns its failure into silence
    (`RemoteAction.run`, `MessageProcessor._run_action`).
    """

    def __init__(self, endpoint: EndpointConfig, content: Content, seconds: float) -> None:
        """Wraps `endpoint`; a call may take `seconds` in all."""
        super().__init__(
            endpoint.url,
            endpoint.params,
            endpoint.headers,
            endpoint.basic_auth,
            endpoint.token,
            endpoint.token_name,
            endpoint.cafile,
            **endpoint.kwargs,
        )
        self._session: aiohttp.ClientSession | None = None
        self._seconds = seconds
        message = unavailable(content)
        response = {"text": message.text, "custom": message.card_json()}
        self._apology = {"events": [], "responses": [response]}

    def session(self) -> Any:
        """The session of every call, which stays open: so do its connections."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS)
            # What an action is sent is long, and of all that a turn costs a seventh went here.
            self._session = aiohttp.ClientSession(connector=connector, json_serialize=ujson.dumps)
        return nullcontext(self._session)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Calls the action server (see parent class); never raises but for a rejection."""
        kwargs["timeout"] = aiohttp.ClientTimeout(total=self._seconds)
        try:
            try:
                result = await super().request(method, subpath, content_type, compress, **kwargs)
            except aiohttp.ServerDisconnectedError:
                # A connection kept open to a server that was restarted. Actions change nothing.
                result = await super().request(method, subpath, content_type, compress, **kwargs)
        except ClientResponseError as error:
            if error.status == REJECTION:
                raise
            return self._failed(error, kwargs)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            return self._failed(error, kwargs)
        if not _is_action_result(result):
            return self._failed(TypeError(), kwargs)
        return result

    def _failed(self, error: Exception, call: dict[str, Any]) -> dict[str, Any]:
        logger.error("The action server failed: %s", place_of(error))
        if (call.get("json") or {}).get("next_action") in SILENT:
            # The action that answers comes after it, and apologizes if it fails too.
            return {"events": [], "responses": []}
        return dict(self._apology)


def _is_action_result(result: Any) -> bool:
    return isinstance(result, dict) and all(
        isinstance(result.get(key, []), list)
        and all(isinstance(item, dict) for item in result.get(key, []))
        for key in ("events", "responses")
    )


def speak_when_actions_fail(agent: Agent, content: Content, seconds: float) -> None:
    """Puts a `SpeakingActionEndpoint` where the agent and its processor call actions."""
    if agent.action_endpoint is None:
        return
    endpoint = SpeakingActionEndpoint(agent.action_endpoint, content, seconds)
    agent.action_endpoint = endpoint
    if agent.processor is not None:
        agent.processor.action_endpoint = endpoint
