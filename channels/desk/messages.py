"""The messages to the practice: their list, a page for each, and what the staff does with them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import quote

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from advice.practice import telephone_link
from channels.desk.menu import INBOX
from channels.desk.shell import HEADERS, ROOT, SEE_OTHER, Shell
from channels.website.problems import Problem
from inbox.message import PracticeMessage
from inbox.store import STATES, Entry, Inbox, State

MESSAGE = f"{ROOT}/messages"
FAILED = "failed"
FILTERS: tuple[tuple[str, str], ...] = (
    ("", "All"),
    ("new", "New"),
    ("read", "Read"),
    ("done", "Done"),
    (FAILED, "Delivery failed"),
)
LISTED = 200
KINDS = {
    "question": "Question",
    "booking": "Wish for an appointment",
    "change": "Change of an appointment",
    "cancellation": "Cancellation",
}
LEVELS = {
    "emergency": "Emergency: the visitor was told to call for help at once.",
    "urgent": "Urgent: the visitor was told to see a physician today.",
    "physician_first": "Physician first: the visitor was told to ask a physician before a massage.",
    "adapt": "Adapt: something was told that the massage has to be adapted to.",
    "fine": "Something was told and looked at; nothing speaks against a massage.",
}
WAYS = {"email": "E-mail", "webhook": "Webhook"}
DELIVERY = {
    "waiting": "waiting to be sent",
    "delivered": "delivered",
    FAILED: "given up",
}


@dataclass(frozen=True)
class Names:
    """How values are called on the pages."""

    kinds = KINDS
    levels = LEVELS
    ways = WAYS
    delivery = DELIVERY


class MessageRoutes:
    """Answers the addresses of the inbox."""

    def __init__(self, shell: Shell, inbox: Inbox) -> None:
        """Creates them."""
        self._shell = shell
        self._inbox = inbox

    def register(self, app: Sanic) -> None:
        """Registers the addresses."""
        app.add_route(self.index, INBOX, methods=["GET"], name="desk_messages")
        app.add_route(self.show, f"{MESSAGE}/<id_:str>", methods=["GET"], name="desk_message")
        app.add_route(self.mark, f"{MESSAGE}/<id_:str>", methods=["POST"], name="desk_mark")

    async def index(self, request: Request) -> HTTPResponse:
        """The list, of all messages or of one kind."""
        self._shell.check(request)
        chosen = request.args.get("show", "")
        if chosen not in dict(FILTERS):
            chosen = ""
        entries = await asyncio.to_thread(self._entries, chosen)
        counts = await asyncio.to_thread(self._inbox.counts)
        failed = await asyncio.to_thread(self._inbox.failed)
        numbers: dict[str, int] = {"": sum(counts.values()), FAILED: failed}
        numbers.update((state, counts[state]) for state in STATES)
        return self._shell.page(
            request,
            "messages",
            entries=[(entry, address(entry.message)) for entry in entries],
            filters=[(name, title, numbers[name]) for name, title in FILTERS],
            chosen=chosen,
            failed=FAILED,
            most=LISTED,
            inbox=INBOX,
            names=Names,
        )

    def _entries(self, chosen: str) -> list[Entry]:
        state: State | None = next((s for s in STATES if s == chosen), None)
        entries = self._inbox.list(state, LISTED)
        if chosen == FAILED:
            return [e for e in entries if any(d.state == FAILED for d in e.deliveries)]
        return entries

    async def show(self, request: Request, id_: str) -> HTTPResponse:
        """Everything of a message, the warning level first."""
        self._shell.check(request)
        entry = await asyncio.to_thread(self._inbox.get, id_)
        if entry is None:
            return self._gone(request)
        return self._shell.page(
            request,
            "message",
            entry=entry,
            message=entry.message,
            contact=contact_link(entry.message),
            address=address(entry.message),
            inbox=INBOX,
            failed=FAILED,
            names=Names,
        )

    async def mark(self, request: Request, id_: str) -> HTTPResponse:
        """Notes that a message was read, is done or is new again; or tries its delivery again."""
        act = self._shell.form(request).get("act", "")
        if act == "deliver":
            await asyncio.to_thread(self._inbox.deliver_again, id_)
        elif act not in STATES:
            raise Problem(400, "There is no such button.")
        elif not await asyncio.to_thread(self._inbox.mark, id_, act):
            return self._gone(request)
        there = f"{MESSAGE}/{quote(id_, safe='')}"
        response: HTTPResponse = redirect(there, headers=HEADERS, status=SEE_OTHER)
        return response

    def _gone(self, request: Request) -> HTTPResponse:
        return self._shell.page(request, "gone", 404, inbox=INBOX)


def address(message: PracticeMessage) -> str:
    """Where a message's page is."""
    return f"{MESSAGE}/{message.header_id}"


def contact_link(message: PracticeMessage) -> str:
    """What a tap on the contact opens: `tel:…` or `mailto:…`, whatever was typed."""
    if message.contact_kind == "email":
        return "mailto:" + quote(message.contact.strip(), safe="@", errors="replace")
    return telephone_link(message.contact)
