"""The addresses under /desk where the practice edits its content."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from advice.content import Content
from advice.messages import Message
from channels.desk.content_forms import NEW_TITLES, PARTS, ContentForms, Form, NotTaken, Typed
from channels.desk.frame import PageShell

CONTENT = "/desk/content"
NEW = "/desk/new"
CHANGES = "/desk/changes"
FIRST = f"{CONTENT}/{next(iter(PARTS))}"
SEE_OTHER = 303
# What could not be done: the page comes again with what was typed, and says why.
UNPROCESSABLE = 422
# The button that was used.
DO = "do"
SAVE, PREVIEW = "save", "preview"


class ContentRoutes:
    """Answers what a browser asks of these pages."""

    def __init__(self, forms: ContentForms, shell: PageShell) -> None:
        """Creates them."""
        self._forms = forms
        self._shell = shell

    def register(self, app: Sanic) -> None:
        """Registers the addresses."""
        for address, name in (
            (f"{CONTENT}/<part:str>", "part"),
            (f"{CONTENT}/<part:str>/<entry:str>", "entry"),
            (f"{NEW}/<part:str>", "new"),
        ):
            handler = self.new if name == "new" else self.content
            for method in ("GET", "POST"):
                app.add_route(
                    handler, address, methods=[method], name=f"desk_content_{name}_{method}"
                )

    async def content(self, request: Request, part: str, entry: str = "") -> HTTPResponse:
        """A part of the content, or one entry of it."""
        return await self._answer(request, part, entry, is_new=False)

    async def new(self, request: Request, part: str) -> HTTPResponse:
        """The form of a new entry."""
        return await self._answer(request, part, "", is_new=True)

    async def _answer(self, request: Request, part: str, entry: str, is_new: bool) -> HTTPResponse:
        self._shell.check(request)
        if part not in PARTS or (is_new and part not in NEW_TITLES):
            return redirect(FIRST, status=SEE_OTHER)
        if part in NEW_TITLES and not entry and not is_new:
            return await self._list(request, part)
        typed = self._shell.form(request) if request.method == "POST" else {}
        try:
            form = await asyncio.to_thread(self._forms.form, part, entry, is_new)
        except KeyError:
            return redirect(f"{CONTENT}/{part}", status=SEE_OTHER)
        if request.method == "GET":
            return self._page(request, form, {})
        # Content and files take their time: visitors are answered meanwhile.
        return await asyncio.to_thread(self._sent, request, form, typed)

    async def _list(self, request: Request, part: str) -> HTTPResponse:
        found = await asyncio.to_thread(self._forms.entries, part)
        return self._shell.page(
            request,
            "learning/entries",
            title=PARTS[part],
            part=part,
            parts=tuple(PARTS.items()),
            entries=found,
            new_title=NEW_TITLES[part],
            new=f"{NEW}/{part}",
            address=CONTENT,
        )

    def _sent(self, request: Request, form: Form, typed: dict[str, str]) -> HTTPResponse:
        do = typed.pop(DO, PREVIEW)
        try:
            if do == SAVE:
                self._forms.save(form, typed)
                return redirect(CHANGES, status=SEE_OTHER)
            if do == PREVIEW:
                return self._page(request, form, typed, preview=self._forms.shown(form, typed))
            return self._page(request, form, self._forms.acted(form, typed, do))
        except NotTaken as refused:
            return self._page(request, form, refused.typed, UNPROCESSABLE, refused=refused)

    def _page(
        self,
        request: Request,
        form: Form,
        typed: Typed,
        status: int = 200,
        refused: NotTaken | None = None,
        preview: tuple[list[Message], Content] | None = None,
    ) -> HTTPResponse:
        wrong: Mapping[str, Any] = refused.by_input if refused else {}
        return self._shell.page(
            request,
            "learning/content",
            status,
            form=form,
            parts=tuple(PARTS.items()),
            typed=typed,
            wrong=wrong,
            others=refused.others if refused else (),
            preview=preview[0] if preview else None,
            words=preview[1].widget if preview else {},
            address=CONTENT,
            here=request.path,
        )
