"""The routes of the website channel (contract.md §1)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty
from sanic.response import json as json_response

from advice.content import ContentError, load_content
from advice.opening import opening
from channels.desk.routes import register_desk
from channels.desk.settings import DeskSettings
from channels.guide.routes import register_guide
from channels.website.action_endpoint import speak_when_actions_fail
from channels.website.answered import answer_once
from channels.website.conversations import Conversations, underlying
from channels.website.counting import Card, Counting
from channels.website.delivery import PracticeDelivery
from channels.website.ended_sessions import EndedSessions, ended_sessions
from channels.website.faster_rasa import do_once
from channels.website.limits import RateLimits, check_room
from channels.website.memory import settle
from channels.website.papers import Papers
from channels.website.problems import Problem, with_problems
from channels.website.protection import check_before_start, protect_running
from channels.website.readiness import what_is_down
from channels.website.requests import (
    bearer_token,
    check_origin,
    client_address,
    incoming_message,
    json_object,
)
from channels.website.retention import keep_erasing, retention_rules
from channels.website.server import harden
from channels.website.sessions import InvalidToken, Sessions
from channels.website.settings import WebsiteSettings
from channels.website.site import SiteBlueprint, site_files
from channels.website.turns import CHANNEL, Turns
from channels.website.unanswered import UnansweredMessages
from learning.restarting import watch_for
from stores.tracker_store import ConversationStore

NO_STORE = {"Cache-Control": "no-store"}
DEFAULT_LOCALE = "en-US"
SEEN_BOOKING = "booking"


class WebsiteInput(InputChannel):
    """Rasa's input channel for a website's chat."""

    @classmethod
    def name(cls) -> str:
        """The channel's name and the last part of its address."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """Creates the channel; its settings come from the environment."""
        return cls(WebsiteSettings())

    def __init__(self, settings: WebsiteSettings) -> None:
        """Creates the channel.

        Raises:
            RasaException: where content, secret, model or log level can't be used, before the
                model is loaded and a port is open.
        """
        self._settings = settings
        try:
            check_before_start(settings)
            self._content = load_content()
            self._sessions = Sessions(settings.signing_secret(), settings.session_hours)
            self._desk = DeskSettings()
            self._delivery = PracticeDelivery(self._content.practice)
            self._site = site_files(self._content, settings)
        except (ContentError, OSError, ValueError) as error:
            raise RasaException(str(error)) from error
        self._watch = watch_for("rasa", settings.restarts_as)
        self._papers = Papers(self._content)
        self._limits = RateLimits(settings)
        self._unanswered = UnansweredMessages(self._content.practice)
        self._counting = Counting(self._content.practice.zone)
        self._ended: EndedSessions | None = None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The channel's routes."""
        blueprint = SiteBlueprint(
            "website",
            self._site,
            partial(
                register_guide,
                content=self._content,
                settings=self._settings,
                counting=self._counting,
            ),
            partial(
                register_desk,
                content=self._content,
                settings=self._settings,
                desk=self._desk,
            ),
            partial(harden, settings=self._settings),
        )
        self._turns = Turns(
            on_new_message,
            self._sessions,
            self._content,
            self._settings.turn_seconds,
            self._note_turn,
        )
        for handler, address, method in (
            (self.health, "/", "GET"),
            (self.ready, "/ready", "GET"),
            (self.config, "/config", "GET"),
            (self.start_session, "/session", "POST"),
            (self.export_session, "/session", "GET"),
            (self.end_session, "/session", "DELETE"),
            (self.post_message, "/messages", "POST"),
            (self.get_messages, "/messages", "GET"),
            (self.get_paper, "/papers/<name>", "GET"),
            (self.count, "/counts", "POST"),
        ):
            blueprint.add_route(with_problems(handler), address, methods=[method])
        blueprint.listener("after_server_start")(partial(protect_running, self._settings))
        blueprint.listener("after_server_start")(self._prepare)
        blueprint.listener("before_server_stop")(self._delivery.stop)
        blueprint.listener("before_server_stop")(self._counting.stop)
        if self._watch:
            blueprint.listener("before_server_stop")(self._watch.stop)
        return blueprint

    async def _prepare(self, app: Sanic, _: Any) -> None:
        agent = app.ctx.agent
        do_once()
        self._take_store_out(agent)
        speak_when_actions_fail(agent, self._content, self._settings.action_seconds)
        answer_once(agent, self._sessions)
        rules = retention_rules(self._settings, self._content.practice)
        app.add_task(keep_erasing(agent, rules))
        self._delivery.start(agent)
        self._counting.start(agent.tracker_store)
        if self._watch:
            self._watch.begin()
        settle()

    def _take_store_out(self, agent: Agent) -> None:
        """Without Rasa's wrapper, which answers a fault of the database with amnesia."""
        store = underlying(agent.tracker_store)
        if not isinstance(store, ConversationStore):
            return
        practice = self._content.practice
        # Where answers about health aren't kept, every message of the chat is read again.
        keeps_health = practice.collect_health_details and practice.health_consent == "notice"
        store.gives_whole_conversations = not keeps_health
        agent.tracker_store = store
        if agent.processor is not None:
            agent.processor.tracker_store = store

    async def health(self, request: Request) -> HTTPResponse:
        """Liveness only."""
        return json_response({"status": "ok"})

    async def ready(self, request: Request) -> HTTPResponse:
        """200 when every part answers, else 503 naming those that don't."""
        agent = getattr(request.app.ctx, "agent", None)
        down = ["model"] if agent is None else await what_is_down(agent)
        if agent is None or down:
            raise Problem(503, f"Not answering: {', '.join(down)}.", retry_after=5)
        return json_response({"status": "ready", "model": agent.processor.model_filename})

    async def config(self, request: Request) -> HTTPResponse:
        """What a client shows before the first message."""
        check_origin(request, self._settings)
        self._counting.note_opening(client_address(request))
        return json_response(opening(self._content), headers={"Cache-Control": "max-age=60"})

    async def start_session(self, request: Request) -> HTTPResponse:
        """A new conversation's token."""
        check_origin(request, self._settings)
        self._limits.count_session(client_address(request))
        locale = json_object(request, self._settings).get("locale", DEFAULT_LOCALE)
        if not isinstance(locale, str):
            raise Problem(400, "'locale' must be text like en-US.")
        token, expires = self._sessions.start()
        body = {"token": token, "expires_at": expires.isoformat().replace("+00:00", "Z")}
        return json_response(body, 201, headers=NO_STORE)

    async def post_message(self, request: Request) -> HTTPResponse:
        """Answers a visitor's message."""
        agent = self._agent(request)
        conversation_id = self._conversation_id(request, agent)
        message = incoming_message(request, self._settings)
        self._limits.count_message(conversation_id, client_address(request))
        if not self._turns.is_busy(conversation_id):
            check_room(self._turns.running, self._settings.turns_at_once)
        messages = await self._turns.take(agent, conversation_id, message)
        return json_response({"id": message.id, "messages": messages}, headers=NO_STORE)

    async def get_messages(self, request: Request) -> HTTPResponse:
        """The conversation so far."""
        agent = self._agent(request)
        conversation_id = self._conversation_id(request, agent)
        self._limits.count_read(conversation_id, client_address(request))
        messages = await self._conversations(agent).transcript(conversation_id)
        return json_response({"messages": messages}, headers=NO_STORE)

    async def export_session(self, request: Request) -> HTTPResponse:
        """Everything that is kept of the conversation, as JSON: its visitor's own copy."""
        agent = self._agent(request)
        conversation_id = self._conversation_id(request, agent)
        self._limits.count_read(conversation_id, client_address(request))
        kept = await self._conversations(agent).export(conversation_id)
        return json_response(kept, headers=NO_STORE)

    async def get_paper(self, request: Request, name: str) -> HTTPResponse:
        """A paper of the conversation, or the blank questionnaire, as HTML or PDF."""
        if self._papers.public(name):
            self._limits.count_look(client_address(request))
            return await self._papers.answer(request, name)
        agent = self._agent(request)
        conversation_id = self._conversation_id(request, agent)
        self._limits.count_read(conversation_id, client_address(request))
        events = await self._conversations(agent).events(conversation_id)
        return await self._papers.answer(request, name, events)

    async def count(self, request: Request) -> HTTPResponse:
        """Counts what only the client can see: that the link to book was followed."""
        agent = self._agent(request)
        conversation_id = self._conversation_id(request, agent)
        if json_object(request, self._settings).get("seen") != SEEN_BOOKING:
            raise Problem(400, f"'seen' must be {SEEN_BOOKING}.")
        self._limits.count_read(conversation_id, client_address(request))
        self._counting.note_booking(conversation_id)
        return empty(headers=NO_STORE)

    def _note_turn(
        self, agent: Agent, conversation_id: str, message_id: str, cards: Sequence[Card]
    ) -> None:
        self._unanswered.note(agent, conversation_id, message_id)
        self._counting.note_turn(conversation_id, message_id, cards)

    async def end_session(self, request: Request) -> HTTPResponse:
        """Erases the conversation everywhere and ends its session."""
        agent = self._agent(request)
        conversation_id = self._conversation_id(request, agent)
        self._limits.count_read(conversation_id, client_address(request))
        if self._turns.is_busy(conversation_id):
            raise Problem(409, "A message of this conversation is being answered.", 1)
        async with agent.lock_store.lock(conversation_id):
            self._ended_sessions(agent).add(conversation_id)
            await self._conversations(agent).erase(conversation_id)
        return empty(headers=NO_STORE)

    def _agent(self, request: Request) -> Agent:
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            raise Problem(503, "The assistant is starting. Please try again.", retry_after=5)
        return agent

    def _conversation_id(self, request: Request, agent: Agent) -> str:
        check_origin(request, self._settings)
        try:
            conversation_id = self._sessions.conversation_id(bearer_token(request))
        except InvalidToken:
            raise Problem(401, "The session is invalid or has expired.") from None
        if self._ended_sessions(agent).holds(conversation_id):
            raise Problem(401, "The session has ended.")
        return conversation_id

    def _conversations(self, agent: Agent) -> Conversations:
        return Conversations(agent.tracker_store, self._sessions)

    def _ended_sessions(self, agent: Agent) -> EndedSessions:
        if self._ended is None:
            lifetime = self._settings.session_hours * 3600
            self._ended = ended_sessions(agent.tracker_store, lifetime)
        return self._ended
