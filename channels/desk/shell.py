"""What all pages of the desk share: who may see them, their forms, and what stands around."""

from __future__ import annotations

import asyncio
import secrets
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.request import Request
from sanic.response import HTTPResponse, html, redirect

from channels.desk.ended import EndedLogins
from channels.desk.menu import MENU
from channels.desk.session import DeskSession, DeskSessions, NotSignedIn
from channels.guide.routes import form_fields
from channels.website.problems import Problem

ROOT = "/desk"
LOGIN = f"{ROOT}/login"
LOGOUT = f"{ROOT}/logout"
STYLE = f"{ROOT}/style.css"
COLORS = f"{ROOT}/colors.css"
ICON = f"{ROOT}/icon.svg"
OPEN = frozenset({LOGIN, STYLE, COLORS, ICON})
TEMPLATES = Path(__file__).parent / "templates"
TOKEN = "csrf"
COOKIE, FORM_COOKIE = "desk", "desk-login"
MOST_FORM_BYTES = 65_536
# A price list has three a line.
MOST_FIELDS = 700
SEE_OTHER = 303
# A browser keeps a cookie with Secure over plain http for nobody but the machine itself, and
# not every browser for that; with this prefix it is refused where Secure is missing.
SECURE_PREFIX = "__Host-"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Cache-Control": "no-store",
    # Not "no-referrer": with it browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


class Shell:
    """Guards and frames the pages of the desk."""

    def __init__(
        self, sessions: DeskSessions, ended: EndedLogins, practice: str, zone: ZoneInfo
    ) -> None:
        """Creates it.

        Args:
            sessions: reads logins.
            ended: knows who has logged out.
            practice: its name.
            zone: its time zone, in which times are shown.
        """
        self.sessions = sessions
        self.ended = ended
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            practice_name=practice,
            menu=MENU,
            styles=(COLORS, STYLE),
            icon=ICON,
            logout=LOGOUT,
            layout="base.html",
        )
        self._environment.filters["local"] = lambda moment: local(moment, zone)

    async def guard(self, request: Request) -> HTTPResponse | None:
        """Sanic's request middleware: nothing under /desk is reached without a login.

        Also what is not there: who isn't logged in learns nothing of which addresses are.
        """
        path = request.path.rstrip("/")
        if path != ROOT and not path.startswith(f"{ROOT}/"):
            return None
        if path in OPEN:
            return None
        try:
            session = self.signed_in(request)
            if await asyncio.to_thread(self.ended.holds, session.id):
                raise NotSignedIn
        except NotSignedIn:
            return redirect(LOGIN, headers=HEADERS, status=SEE_OTHER)
        request.ctx.desk_session = session
        return None

    def signed_in(self, request: Request) -> DeskSession:
        """The login of a request, by its cookie.

        Raises:
            NotSignedIn: where there is none.
        """
        return self.sessions.read(request.cookies.get(_name(request, COOKIE)), time.time())

    def check(self, request: Request) -> DeskSession:
        """The login that `guard` has found.

        Raises:
            NotSignedIn: where it was not asked or found none.
        """
        session = getattr(request.ctx, "desk_session", None)
        if not isinstance(session, DeskSession):
            raise NotSignedIn
        return session

    def form(self, request: Request) -> dict[str, str]:
        """The fields of a form of ours, cleaned; of several of a name the first.

        Raises:
            NotSignedIn: without a login.
            Problem: 403 for a form that is not of this login, 400, 413, 415.
        """
        session = self.check(request)
        return self._form(request, session.id)

    def login_form(self, request: Request) -> dict[str, str]:
        """The same of the login page.

        Raises:
            Problem: as `form`.
        """
        return self._form(request, request.cookies.get(_name(request, FORM_COOKIE), ""))

    def _form(self, request: Request, id_: str) -> dict[str, str]:
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
            raise Problem(403, "This form comes from another site.")
        sent = form_fields(request, MOST_FORM_BYTES, MOST_FIELDS)
        fields = {name: values[0] for name, values in sent.items()}
        if not id_ or not self.sessions.is_form_token(id_, fields.pop(TOKEN, "")):
            raise Problem(403, "This form has expired. Go back, load the page anew, try again.")
        return fields

    def page(
        self, request: Request, template: str, status: int = 200, **values: Any
    ) -> HTTPResponse:
        """A page for somebody who is logged in, and the cookie that says so once more.

        Args:
            request: what it answers.
            template: its name in templates/, without ".html".
            status: of HTTP.
            values: what the template shows.

        Raises:
            NotSignedIn: without a login.
        """
        session = self.check(request)
        token = self.sessions.form_token(session.id)
        response = self._page(request, template, status, csrf=token, is_in=True, **values)
        self.set_login(request, response, session)
        return response

    def login_page(self, request: Request, status: int = 200, **values: Any) -> HTTPResponse:
        """The login page, with a form token of its own."""
        id_ = request.cookies.get(_name(request, FORM_COOKIE)) or secrets.token_urlsafe(24)
        token = self.sessions.form_token(id_)
        response = self._page(request, "login", status, csrf=token, is_in=False, **values)
        _set_cookie(request, response, FORM_COOKIE, id_)
        return response

    def problem(self, request: Request, status: int, text: str) -> HTTPResponse:
        """A page that says what went wrong."""
        return self._page(request, "problem", status, is_in=False, csrf="", text=text)

    def _page(self, request: Request, template: str, status: int, **values: Any) -> HTTPResponse:
        path = request.path.rstrip("/")
        text = self._environment.get_template(f"{template}.html").render(path=path, **values)
        response: HTTPResponse = html(text, status=status, headers=HEADERS)
        return response

    def set_login(self, request: Request, response: HTTPResponse, session: DeskSession) -> None:
        """Gives the browser the cookie of a login; it ends with the browser at the latest."""
        _set_cookie(request, response, COOKIE, self.sessions.write(session))

    def clear(self, request: Request, response: HTTPResponse) -> None:
        """Takes the login's cookie back."""
        _set_cookie(request, response, COOKIE, "")
        response.cookies[_name(request, COOKIE)]["max-age"] = 0


def local(moment: datetime, zone: ZoneInfo) -> str:
    """A moment with its time zone as the practice's clock shows it: "5 May 2026, 02:30 PDT"."""
    return moment.astimezone(zone).strftime("%-d %b %Y, %H:%M %Z")


def _set_cookie(request: Request, response: HTTPResponse, name: str, value: str) -> None:
    name = _name(request, name)
    response.cookies[name] = value
    cookie = response.cookies[name]
    cookie["path"] = "/"
    cookie["httponly"] = True
    cookie["samesite"] = "Strict"
    if name.startswith(SECURE_PREFIX):
        cookie["secure"] = True


def _name(request: Request, name: str) -> str:
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    return name if host in LOOPBACK else SECURE_PREFIX + name
