"""Logging in and out of the desk."""

from __future__ import annotations

import asyncio
import math
import time

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from channels.desk.attempts import Attempts
from channels.desk.passwords import is_password
from channels.desk.shell import HEADERS, LOGIN, LOGOUT, ROOT, SEE_OTHER, Shell
from channels.website.requests import client_address

PASSWORD = "password"
# Each takes 64 MiB and a processor for a moment; the others wait their turn.
AT_ONCE = 2
WRONG = "This is not the password."
WAIT = "Too many tries have failed. Please wait {seconds} seconds."


class LoginRoutes:
    """Answers the login page and the two forms."""

    def __init__(self, shell: Shell, password_hash: str) -> None:
        """Creates them; `password_hash` as `kneadwise desk-password` prints it."""
        self._shell = shell
        self._hash = password_hash
        self._attempts = Attempts()
        self._room = asyncio.Semaphore(AT_ONCE)

    def register(self, app: Sanic) -> None:
        """Registers the addresses."""
        app.add_route(self.show, LOGIN, methods=["GET"], name="desk_login")
        app.add_route(self.log_in, LOGIN, methods=["POST"], name="desk_log_in")
        app.add_route(self.log_out, LOGOUT, methods=["POST"], name="desk_log_out")

    async def show(self, request: Request) -> HTTPResponse:
        """The page that asks for the password."""
        return self._shell.login_page(request, error="")

    async def log_in(self, request: Request) -> HTTPResponse:
        """To the desk where the password is right; nowhere else, whatever the form says."""
        password = self._shell.login_form(request).get(PASSWORD, "")
        address = client_address(request)
        wait = self._attempts.wait(address, time.monotonic())
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            page = self._shell.login_page(request, 429, error=WAIT.format(seconds=seconds))
            page.headers["Retry-After"] = str(seconds)
            return page
        self._attempts.begin(address, time.monotonic())
        async with self._room:
            is_right = await asyncio.to_thread(is_password, self._hash, password)
        if not is_right:
            return self._shell.login_page(request, 401, error=WRONG)
        self._attempts.succeed(address)
        response: HTTPResponse = redirect(ROOT, headers=HEADERS, status=SEE_OTHER)
        self._shell.set_login(request, response, self._shell.sessions.start(time.time()))
        return response

    async def log_out(self, request: Request) -> HTTPResponse:
        """Ends the login, also for a copy of its cookie."""
        self._shell.form(request)
        session = self._shell.check(request)
        await asyncio.to_thread(self._shell.ended.add, session.id)
        response: HTTPResponse = redirect(LOGIN, headers=HEADERS, status=SEE_OTHER)
        self._shell.clear(request, response)
        return response
