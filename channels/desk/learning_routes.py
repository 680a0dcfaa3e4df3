"""The addresses under /desk where the practice teaches its assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect, text
from sanic.response import json as json_response

from channels.desk.frame import PageShell
from channels.desk.learning import Fields, Learning, Refused, typed_group
from learning.showing import title
from learning.sorting import StillSorting

SCRIPT = Path(__file__).with_name("progress.js")
UNANSWERED = "/desk/unanswered"
SORTING = f"{UNANSWERED}/progress"
CHANGES = "/desk/changes"
PROGRESS = f"{CHANGES}/progress"
SCRIPT_AT = f"{CHANGES}/progress.js"
# Sorting can take a minute: a browser that waits longer shows nothing, and a proxy gives up.
WAIT_SECONDS = 2.0
SEE_OTHER = 303
# What could not be done: the page comes again with what was typed, and says why.
UNPROCESSABLE = 422


class LearningRoutes:
    """Answers what a browser asks of these pages."""

    def __init__(self, learning: Learning, shell: PageShell) -> None:
        """Creates them."""
        self._learning = learning
        self._shell = shell

    def register(self, app: Sanic) -> None:
        """Registers the addresses."""
        learning = self._learning
        for address, handler in (
            (UNANSWERED, self.unanswered),
            (SORTING, self.sorting),
            (CHANGES, self.changes),
            (PROGRESS, self.progress),
            (SCRIPT_AT, self.script),
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
            content = self._learning.content
            values: dict[str, Any] = {
                "sources": sorted(content.sources),
                "groups": [],
                "typed_group": None,
                "is_sorting": False,
                "reasons": reasons,
            }
            # What was typed needs its group to be shown again, so that page waits. The groups are
            # kept since the form was shown, unless messages came or went: seconds, then.
            seconds = WAIT_SECONDS if typed is None else None
            try:
                found = self._learning.unanswered(seconds)
            except StillSorting:
                return {**values, "is_sorting": True}
            except Refused as refused:
                return {**values, "reasons": (*reasons, *refused.reasons)}
            groups = [(group, self._learning.topics(group, content)) for group in found]
            return {**values, "groups": groups, "typed_group": typed_group(found, typed or {})}

        values = await asyncio.to_thread(gather)
        return self._shell.page(
            request,
            "learning/unanswered",
            status,
            typed=typed or {},
            practice_source="PRACTICE",
            address=UNANSWERED,
            progress_at=SORTING,
            script_at=SCRIPT_AT,
            **values,
        )

    async def sorting(self, request: Request) -> HTTPResponse:
        """Whether groups are being worked out, for the page's own script."""
        self._shell.check(request)
        return _now({"running": self._learning.is_sorting()})

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
            values = {
                "history": learning.history(),
                "progress": learning.progress(),
                "needs_training": learning.needs_training(),
            }
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
        return _now(now)

    async def script(self, request: Request) -> HTTPResponse:
        """The script that asks for it."""
        return text(SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript")


def _now(progress: Mapping[str, Any]) -> HTTPResponse:
    return json_response(progress, headers={"Cache-Control": "no-store"})
