"""Puts the desk into the server, or in its place a page that says it is switched off."""

from __future__ import annotations

import logging
from pathlib import Path

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw, redirect, text
from sqlalchemy.exc import SQLAlchemyError

from advice.content import Content
from advice.faults import place_of
from channels.desk.content_routes import ContentRoutes
from channels.desk.ended import EndedLogins
from channels.desk.learning import Learning
from channels.desk.learning_routes import LearningRoutes
from channels.desk.login import LoginRoutes
from channels.desk.messages import MessageRoutes
from channels.desk.overview import OverviewRoutes
from channels.desk.session import DeskSessions, NotSignedIn
from channels.desk.settings import DeskSettings
from channels.desk.sheet import SheetRoutes
from channels.desk.shell import COLORS, HEADERS, ICON, LOGIN, ROOT, SEE_OTHER, STYLE, Shell
from channels.guide.colors import stylesheet
from channels.website.colors import text_on
from channels.website.problems import Problem
from channels.website.served import CSS, SVG
from channels.website.settings import WebsiteSettings
from inbox.store import Inbox, InboxUnavailable, open_inbox
from learning.places import Places
from learning.releases import Releases
from stores.migrating import NewerTables

logger = logging.getLogger(__name__)

STYLE_FILE = Path(__file__).parent / "style.css"
ICON_FILE = Path(__file__).parent / "icon.svg"
HOUR = 3600
MINUTE = 60
SWITCHED_OFF = (
    "There is no page here.\n\nThe practice's page is switched off: the server has no password "
    "for it. Whoever runs the server makes one with `kneadwise desk-password`."
)
AWAY = "The database doesn't answer just now. Please try again in a moment."


def register_desk(
    app: Sanic,
    content: Content,
    settings: WebsiteSettings,
    desk: DeskSettings,
    inbox: Inbox | None = None,
) -> None:
    """Registers the desk's routes.

    Args:
        app: the server.
        content: the loaded content.
        settings: of the website channel, for the secret.
        desk: without a password, every address of the desk is answered 404.
        inbox: the messages; that of `KNEADWISE_TRACKER_URL` where None.

    Raises:
        OSError: if the secret or the style sheet can't be read.
        ValueError: if a setting can't be used.
    """
    if not desk.hash:
        for address in (ROOT, f"{ROOT}/<rest:path>"):
            app.add_route(_switched_off, address, methods=["GET", "POST"], name=f"off_{address}")
        return
    inbox = inbox or open_inbox()
    hours = min(desk.login_hours, settings.session_hours)
    sessions = DeskSessions(
        settings.signing_secret(), desk.hash, desk.idle_minutes * MINUTE, hours * HOUR
    )
    ended = EndedLogins(inbox.engine, settings.session_hours * HOUR)
    shell = Shell(sessions, ended, content.practice.name, content.practice.zone)
    errors = _Errors(shell)
    app.exception(NotSignedIn)(errors.to_login)
    app.exception(InboxUnavailable, NewerTables, SQLAlchemyError)(errors.away)
    app.register_middleware(errors.guarded, "request")
    files = _Files(content)
    for address in (STYLE, COLORS, ICON):
        app.add_route(files.answer, address, methods=["GET"], name=f"file_{address}")
    LoginRoutes(shell, desk.hash).register(app)
    OverviewRoutes(shell, inbox, content).register(app)
    MessageRoutes(shell, inbox).register(app)
    SheetRoutes(shell, inbox, content).register(app)
    learning = Learning(Releases(Places.here()), inbox.engine)
    LearningRoutes(learning, shell).register(app)
    ContentRoutes(learning.forms, shell).register(app)
    app.exception(Problem)(errors.problem)


async def _switched_off(request: Request, rest: str = "") -> HTTPResponse:
    response: HTTPResponse = text(SWITCHED_OFF, status=404, headers=HEADERS)
    return response


class _Files:
    def __init__(self, content: Content) -> None:
        colors = content.practice.colors
        icon = ICON_FILE.read_text(encoding="utf-8").replace("ON_PRIMARY", text_on(colors))
        self._files = {
            STYLE: (STYLE_FILE.read_bytes(), CSS),
            COLORS: (stylesheet(colors).encode(), CSS),
            ICON: (icon.replace("PRIMARY", colors.primary).encode(), SVG),
        }

    async def answer(self, request: Request) -> HTTPResponse:
        """A style sheet, or the icon."""
        body, content_type = self._files[request.path.rstrip("/")]
        headers = {"Cache-Control": "max-age=300"}
        response: HTTPResponse = raw(body, content_type=content_type, headers=headers)
        return response


class _Errors:
    """What is answered where a page of the desk can't be."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    async def guarded(self, request: Request) -> HTTPResponse | None:
        """The guard; a database that is away lets nobody in."""
        try:
            return await self._shell.guard(request)
        except SQLAlchemyError as error:
            return self.away(request, error)

    def to_login(self, request: Request, error: NotSignedIn) -> HTTPResponse:
        """Who isn't logged in is asked to."""
        response: HTTPResponse = redirect(LOGIN, headers=HEADERS, status=SEE_OTHER)
        return response

    def away(self, request: Request, error: Exception) -> HTTPResponse:
        """The database doesn't answer."""
        logger.error("The desk's database: %s", place_of(error))
        if not request.path.startswith(ROOT):
            return Problem(503, AWAY, 5).response()
        return self._shell.problem(request, 503, AWAY)

    def problem(self, request: Request, error: Problem) -> HTTPResponse:
        """A form that can't be taken."""
        if not request.path.startswith(ROOT):
            return error.response()
        return self._shell.problem(request, error.status, error.detail)
