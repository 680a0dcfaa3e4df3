"""The papers' addresses (contract.md §1): a conversation's own, and the blank questionnaire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from rasa.shared.core.events import (
    AllSlotsReset,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
)
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from advice.content import Content
from advice.recommendation.consent import Consent, collects, without_health
from advice.recommendation.facts import StandingSign
from advice.recommendation.known import Known
from advice.screening.standing import Standing
from channels.website.problems import Problem
from papers import doctor_note, questionnaire, result
from papers.edition import sheet
from papers.findings import Finder, Findings
from papers.pdf import PdfUnavailable, make_pdf
from papers.rendering import Renderer
from papers.styles import ROOT, STYLES

PDF, PDF_TYPE = ".pdf", "application/pdf"
OF_A_CONVERSATION = {"result": result.page, "doctor_note": doctor_note.page}
QUESTIONNAIRE = "questionnaire"
NO_RESULT = "There is no result in this conversation yet."
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
}
# The widget opens a paper on the practice's site: the style sheet is loaded from there.
STYLE_HEADERS = {
    "Cache-Control": "max-age=300",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
SERIOUS = ("emergency", "urgent")
RETRY_SECONDS = 5


class Papers:
    """Makes papers of conversations."""

    def __init__(self, content: Content) -> None:
        """Creates it; the engine is made when the first paper is asked for."""
        self._content = content
        self._questionnaires: dict[str, bytes] = {}

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._content)

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._content)

    def public(self, name: str) -> bool:
        """Whether an address needs no session.

        Raises:
            Problem: 404 for a name that is none.
        """
        if f"{ROOT}/{name}" in STYLES or _kind(name) == QUESTIONNAIRE:
            return True
        if _kind(name) not in OF_A_CONVERSATION:
            raise Problem(404, "There is nothing at this address.")
        return False

    async def answer(
        self, request: Request, name: str, events: Iterable[Event] = ()
    ) -> HTTPResponse:
        """A paper or style sheet.

        Args:
            request: its `paper` names the size, its `Accept` may ask for PDF.
            name: the last part of the address.
            events: of the conversation, for its own papers.

        Raises:
            Problem: 400 for another size of paper, 404 where there is no result, 503 where no
                PDF can be made.
        """
        style = STYLES.get(f"{ROOT}/{name}")
        if style is not None:
            return _response(style.encode(), "text/css; charset=utf-8", STYLE_HEADERS)
        try:
            size = sheet(self._content.practice, request.args.get("paper"))
        except ValueError as error:
            raise Problem(400, str(error)) from None
        is_pdf = name.endswith(PDF) or PDF_TYPE in request.headers.get("accept", "")
        html = self.page(_kind(name), size, events)
        if not is_pdf:
            return _response(html.encode(), "text/html; charset=utf-8", HEADERS)
        shown = {"Content-Disposition": f'inline; filename="{_kind(name)}.pdf"'}
        return _response(await self._pdf(_kind(name), html), PDF_TYPE, shown)

    def page(self, kind: str, size: str, events: Iterable[Event] = ()) -> str:
        """A paper as HTML; arguments as `answer`, `size` as `papers.edition.sheet` gives it."""
        if kind == QUESTIONNAIRE:
            return questionnaire.page(self._content, self._renderer, size)
        findings = self.findings(events)
        if not findings.is_whole:
            raise Problem(404, NO_RESULT)
        return OF_A_CONVERSATION[kind](self._content, self._renderer, findings, size)

    def findings(self, events: Iterable[Event]) -> Findings:
        """What follows from a conversation."""
        events = list(events)
        slots = slots_after(events)
        known = Known.from_slots(slots)
        keeps_health = collects(self._content, Consent.from_json(slots.get("consent")))
        if not keeps_health:
            # No slot holds a warning then: what the chat has said last counts.
            known = without_health(known)
            signs = signs_said(events)
            if signs:
                known = Known(standing=Standing(signs))
        return self._finder.find(known, keeps_health)

    async def _pdf(self, kind: str, html: str) -> bytes:
        made = self._questionnaires.get(html)
        if made is not None:
            return made
        try:
            made = await make_pdf(html)
        except PdfUnavailable as error:
            raise Problem(503, str(error), RETRY_SECONDS) from None
        if kind == QUESTIONNAIRE:
            # Public and the same for everyone on a day: made once for each size of paper.
            if len(self._questionnaires) > 1:
                self._questionnaires.clear()
            self._questionnaires[html] = made
        return made


def slots_after(events: Iterable[Event]) -> Mapping[str, Any]:
    """The slots' values after events, as Rasa's tracker has them."""
    slots: dict[str, Any] = {}
    for event in events:
        if isinstance(event, SlotSet):
            slots[event.key] = event.value
        elif isinstance(event, (AllSlotsReset, Restarted, SessionStarted)):
            slots.clear()
    return slots


def signs_said(events: Iterable[Event]) -> tuple[StandingSign, ...]:
    """The signs of the latest serious warning, () where a recommendation came after it."""
    signs: tuple[StandingSign, ...] = ()
    for event in events:
        card = (event.data.get("custom") or {}) if isinstance(event, BotUttered) else {}
        if card.get("kind") == "recommendation" or isinstance(event, (AllSlotsReset, Restarted)):
            signs = ()
        elif card.get("kind") == "safety" and card.get("id") in SERIOUS:
            signs = tuple(StandingSign(s["id"], s["quote"]) for s in card.get("signs", ()))
    return signs


def _kind(name: str) -> str:
    return name.removesuffix(PDF)


def _response(body: bytes, content_type: str, headers: Mapping[str, str]) -> HTTPResponse:
    response: HTTPResponse = raw(body, content_type=content_type, headers=dict(headers))
    return response
