"""The addresses under /desk where the practice teaches its assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect, text
from sanic.response import json as json_response

from channels.desk.learning import SECTIONS, Fields, Learning, Refused
from learning.showing import title

SCRIPT = Path(__file__).with_name("progress.js")
UNANSWERED = "/desk/unanswered"
CHANGES = "/desk/changes"
CONTENT = "/desk/content"
PROGRESS = f"{CHANGES}/progress"
SCRIPT_AT = f"{CHANGES}/progress.js"
SEE_OTHER = 303
# What could not be done: the page comes again with what was typed, and says why.
UNPROCESSABLE = 422


class Shell(Protocol):
    """What these pages need of the desk: who may see them, and what stands around them."""

    def check(self, request: Request) -> object:
        """Raises where nobody is logged in."""

    def form(self, request: Request) -> dict[str, str]:
        """A form's fields; raises where nobody is logged in or the form is not the desk's own."""

    def page(
        self, request: Request, template: str, status: int = 200, **values: Any
    ) -> HTTPResponse:
        """A page of `templates/`, with `layout` to extend and `csrf` for its forms."""


class LearningRoutes:
    """Answers what a browser asks of these pages."""

    def __init__(self, learning: Learning, shell: Shell) -> None:
        """Creates them."""
        self._learning = learning
        self._shell = shell

    def register(self, app: Sanic) -> None:
        """Registers the addresses."""
        learning = self._learning
        for address, handler in (
            (UNANSWERED, self.unanswered),
            (CHANGES, self.changes),
            (PROGRESS, self.progress),
            (SCRIPT_AT, self.script),
            (f"{CONTENT}/<part:str>", self.content),
        ):
            app.add_route(handler, address, methods=["GET"], name=f"desk_{handler.__name__}")
        for address, act, back in (
            (f"{UNANSWERED}/example", learning.add_example, UNANSWERED),
            (f"{UNANSWERED}/question", learning.add_topic, UNANSWERED),
            (f"{UNANSWERED}/ignore", learning.ignore, UNANSWERED),
            (f"{CHANGES}/take-back", learning.take_back, CHANGES),
            (f"{CHANGES}/check", lambda fields: learning.check(), CHANGES),
            (f"{CHANGES}/live", learning.make_live, CHANGES),
        ):
            name = "desk_" + address.removeprefix("/desk/").replace("/", "_").replace("-", "_")
            app.add_route(self._acting(act, back), address, methods=["POST"], name=name)
        address = f"{CONTENT}/<part:str>"
        app.add_route(self.edit, address, methods=["POST"], name="desk_edit")

    def _acting(self, act: Callable[[Fields], object], back: str) -> Callable[..., Any]:
        async def handler(request: Request) -> HTTPResponse:
            fields = self._shell.form(request)
            try:
                # Content, encoder and files take their time: visitors are answered meanwhile.
                await asyncio.to_thread(act, fields)
            except Refused as refused:
                shown = self._unanswered if back == UNANSWERED else self._changes
                return await shown(request, UNPROCESSABLE, refused.reasons, fields)
            return redirect(back, status=SEE_OTHER)

        return handler

    async def unanswered(self, request: Request) -> HTTPResponse:
        """What was not understood, in groups."""
        self._shell.check(request)
        return await self._unanswered(request)

    async def _unanswered(
        self,
        request: Request,
        status: int = 200,
        reasons: tuple[str, ...] = (),
        typed: Fields | None = None,
    ) -> HTTPResponse:
        def gather() -> Mapping[str, Any]:
            try:
                found = self._learning.unanswered()
            except Refused as refused:
                return {"groups": [], "reasons": (*reasons, *refused.reasons)}
            groups = [(group, self._learning.topics(group)) for group in found]
            return {"groups": groups, "reasons": reasons}

        values = await asyncio.to_thread(gather)
        sources = sorted(self._learning.content.sources)
        return self._shell.page(
            request,
            "learning/unanswered",
            status,
            typed=typed or {},
            sources=sources,
            practice_source="PRACTICE",
            address=UNANSWERED,
            **values,
        )

    async def changes(self, request: Request) -> HTTPResponse:
        """What waits, the check, and the releases."""
        self._shell.check(request)
        return await self._changes(request)

    async def _changes(
        self,
        request: Request,
        status: int = 200,
        reasons: tuple[str, ...] = (),
        typed: Fields | None = None,
    ) -> HTTPResponse:
        def gather() -> Mapping[str, Any]:
            learning = self._learning
            values = {"history": learning.history(), "progress": learning.progress()}
            try:
                return {**values, "waiting": learning.waiting(), "reasons": reasons}
            except Refused as refused:
                # They can still be taken back, one by one.
                content = learning.content
                titles: list[tuple[str, list[str]]] = [
                    (title(content, change), []) for change in learning.staged.changes()
                ]
                return {**values, "waiting": titles, "reasons": (*reasons, *refused.reasons)}

        values = await asyncio.to_thread(gather)
        return self._shell.page(
            request, "learning/changes", status, address=CHANGES, progress_at=PROGRESS, **values
        )

    async def progress(self, request: Request) -> HTTPResponse:
        """How far the check is, for the page's own script."""
        self._shell.check(request)
        now = await asyncio.to_thread(self._learning.progress)
        return json_response(now, headers={"Cache-Control": "no-store"})

    async def script(self, request: Request) -> HTTPResponse:
        """The script that asks for it."""
        return text(SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript")

    async def content(self, request: Request, part: str) -> HTTPResponse:
        """The forms of a part of the content."""
        self._shell.check(request)
        return self._content(request, part)

    def _content(
        self,
        request: Request,
        part: str,
        status: int = 200,
        reasons: tuple[str, ...] = (),
        typed: Fields | None = None,
    ) -> HTTPResponse:
        part = part if part in SECTIONS else next(iter(SECTIONS))
        return self._shell.page(
            request,
            "learning/content",
            status,
            part=part,
            title=SECTIONS[part][0],
            parts=[(name, title) for name, (title, _) in SECTIONS.items()],
            sections=self._learning.sections(part),
            typed=typed or {},
            reasons=reasons,
            address=CONTENT,
        )

    async def edit(self, request: Request, part: str) -> HTTPResponse:
        """Stages what was changed in a form."""
        fields = self._shell.form(request)
        if part not in SECTIONS:
            return redirect(f"{CONTENT}/{next(iter(SECTIONS))}", status=SEE_OTHER)
        try:
            await asyncio.to_thread(self._learning.edit, part, fields)
        except Refused as refused:
            return self._content(request, part, UNPROCESSABLE, refused.reasons, fields)
        return redirect(CHANGES, status=SEE_OTHER)
