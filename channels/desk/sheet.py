"""The therapist's sheet of a message whose visitor agreed to pass on what the chat has learnt."""

from __future__ import annotations

import asyncio

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw

from advice.content import Content
from advice.recommendation.known import Known
from channels.desk.messages import MESSAGE
from channels.desk.shell import HEADERS, Shell
from channels.website.problems import Problem
from inbox.message import PracticeMessage
from inbox.store import Inbox
from papers import therapist_sheet
from papers.pdf import PdfUnavailable

NO_SHEET = "There is no sheet: the visitor passed on the message alone, or it was deleted."


class SheetRoutes:
    """Answers the addresses of the sheet, as a page and as PDF."""

    def __init__(self, shell: Shell, inbox: Inbox, content: Content) -> None:
        """Creates them."""
        self._shell = shell
        self._inbox = inbox
        self._content = content

    def register(self, app: Sanic) -> None:
        """Registers the addresses."""
        sheet = f"{MESSAGE}/<id_:str>/sheet"
        app.add_route(self.page, sheet, methods=["GET"], name="desk_sheet")
        app.add_route(self.pdf, f"{sheet}.pdf", methods=["GET"], name="desk_sheet_pdf")

    async def page(self, request: Request, id_: str) -> HTTPResponse:
        """The sheet as a page that prints."""
        self._shell.check(request)
        known, message = await self._message(id_)
        text = await asyncio.to_thread(therapist_sheet.page, self._content, known, message)
        response: HTTPResponse = html(text, headers=HEADERS)
        return response

    async def pdf(self, request: Request, id_: str) -> HTTPResponse:
        """The sheet as PDF."""
        self._shell.check(request)
        known, message = await self._message(id_)
        try:
            document = await therapist_sheet.pdf(self._content, known, message)
        except PdfUnavailable as error:
            raise Problem(503, str(error), 60) from error
        response: HTTPResponse = raw(document, content_type="application/pdf", headers=HEADERS)
        return response

    async def _message(self, id_: str) -> tuple[Known, PracticeMessage]:
        entry = await asyncio.to_thread(self._inbox.get, id_)
        if entry is None or entry.message.known is None:
            raise Problem(404, NO_SHEET)
        return Known.from_json(entry.message.known), entry.message
