"""The guide's routes: what a browser may send there, and how the pages are answered."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from advice.content import Content
from advice.faults import place_of
from channels.guide.colors import stylesheet
from channels.guide.pages import GuidePages
from channels.guide.rendering import (
    BOOKING,
    COLORS,
    PAPERS,
    QUESTIONS,
    ROOT,
    STYLE,
    VISIT,
    Page,
)
from channels.website.counting import Counting
from channels.website.limits import RateLimits
from channels.website.problems import Problem
from channels.website.requests import check_origin, clean_text, client_address
from channels.website.settings import WebsiteSettings
from insights.seeing import BOOKING as BOOKED

logger = logging.getLogger(__name__)

STYLE_FILE = Path(__file__).parent / "style.css"
FORM_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 64
FOUND = 302
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with it browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
}
NO_STORE = {"Cache-Control": "no-store"}
STYLE_CACHE = {"Cache-Control": "max-age=300"}


def register_guide(
    app: Sanic, content: Content, settings: WebsiteSettings, counting: Counting | None = None
) -> None:
    """Registers the guide's routes.

    Args:
        app: the server.
        content: the loaded content.
        settings: of the website channel; the secret and the limits are the chat's.
        counting: counts visits, None for nobody.

    Raises:
        OSError: if the secret or the style sheet can't be read.
        ValueError: if the secret is too short.
    """
    guide = _Guide(content, settings, counting)
    app.add_route(guide.read, ROOT, methods=["GET", "HEAD"], name="guide_index")
    # Also what the guide does not have: its own page says so.
    app.add_route(guide.read, f"{ROOT}/<rest:path>", methods=["GET", "HEAD"], name="guide_page")
    # By the side of the POST, an address needs its GET named too.
    app.add_route(guide.read, QUESTIONS, methods=["GET", "HEAD"], name="guide_questions")
    app.add_route(guide.answer, QUESTIONS, methods=["POST"], name="guide_answer")
    app.add_route(guide.read, f"{PAPERS}/<name>", methods=["GET", "HEAD"], name="guide_no_paper")
    app.add_route(guide.paper, f"{PAPERS}/<name>", methods=["POST"], name="guide_paper")
    if content.practice.booking_url:
        app.add_route(guide.booking, BOOKING, methods=["GET", "HEAD"], name="guide_booking")
    app.add_route(guide.style, STYLE, methods=["GET", "HEAD"], name="guide_style")
    app.add_route(guide.style, COLORS, methods=["GET", "HEAD"], name="guide_colors")


class _Guide:
    def __init__(
        self, content: Content, settings: WebsiteSettings, counting: Counting | None
    ) -> None:
        self._settings = settings
        self._counting = counting
        self._booking_url = content.practice.booking_url or ""
        self._errors = content.guide.errors
        self._pages = GuidePages(content, settings.signing_secret(), settings.message_characters)
        self._styles = {
            STYLE: STYLE_FILE.read_bytes(),
            COLORS: stylesheet(content.practice.colors).encode(),
        }
        self._limits = RateLimits(settings)

    async def paper(self, request: Request, name: str) -> HTTPResponse:
        """A paper of the result whose page sent the form."""
        return await self.answer(request)

    async def read(self, request: Request, rest: str = "", name: str = "") -> HTTPResponse:
        """A page that is only read."""
        if request.method == "GET" and request.path.rstrip("/") == QUESTIONS and self._counting:
            self._counting.note_opening(client_address(request))
        return self._page(request.path)

    async def booking(self, request: Request) -> HTTPResponse:
        """Leads on to the practice's page for booking."""
        visit = self._pages.visit(request.args.get(VISIT, ""))
        if request.method == "GET" and visit is not None and self._counting:
            self._counting.note_visit(visit.id, visit.day, (BOOKED,))
        # The practice's page learns nothing of the visit.
        more = {"Location": self._booking_url, "Referrer-Policy": "no-referrer", **NO_STORE}
        return _response(FOUND, b"", "text/plain; charset=utf-8", more)

    async def style(self, request: Request) -> HTTPResponse:
        """A style sheet."""
        body = self._styles[request.path.rstrip("/")]
        return _response(200, body, "text/css; charset=utf-8", STYLE_CACHE)

    async def answer(self, request: Request) -> HTTPResponse:
        """The page after a form was sent."""
        errors = self._errors
        texts = {403: errors.other_site, 413: errors.too_large, 429: errors.too_many}
        try:
            check_origin(request, self._settings)
            self._limits.count_form(client_address(request))
            fields = form_fields(request, self._settings.form_bytes)
        except Problem as problem:
            text = texts.get(problem.status, errors.not_a_form)
            response = _html(self._pages.problem(problem.status, text))
            if problem.retry_after is not None:
                response.headers["Retry-After"] = str(problem.retry_after)
            return response
        return self._page(request.path, fields)

    def _page(self, path: str, fields: Mapping[str, list[str]] | None = None) -> HTTPResponse:
        try:
            page = self._pages.page(path, fields)
            if page.visit is not None and page.seen and self._counting:
                self._counting.note_visit(page.visit.id, page.visit.day, page.seen)
            return _html(page)
        except Exception as error:
            logger.error("the guide's page failed: %s", place_of(error))
            return _html(self._pages.problem(500, self._errors.failed))


def form_fields(
    request: Request, most_bytes: int, most_fields: int = MOST_FIELDS
) -> dict[str, list[str]]:
    """The fields of a form.

    Args:
        request: the request.
        most_bytes: how long its body may be.
        most_fields: how many fields it may have.

    Returns:
        The values of each field, cleaned as the chat's texts are.

    Raises:
        Problem: 415, 413 or 400.
    """
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != FORM_TYPE:
        raise Problem(415, f"Send {FORM_TYPE}.")
    if len(request.body) > most_bytes:
        raise Problem(413, f"The body is longer than {most_bytes} bytes.")
    try:
        pairs = parse_qsl(
            request.body.decode("ascii"), keep_blank_values=True, max_num_fields=most_fields
        )
    except ValueError:
        raise Problem(400, "The body is not a form.") from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(clean_text(value.replace("\r\n", "\n")))
    return fields


def _html(page: Page) -> HTTPResponse:
    # Nothing of a form's answers may be kept by the browser or a proxy; the other pages are
    # small and made in no time.
    return _response(page.status, page.html.encode(), "text/html; charset=utf-8", NO_STORE)


def _response(status: int, body: bytes, content_type: str, more: Mapping[str, str]) -> HTTPResponse:
    headers = {**HEADERS, **more}
    response: HTTPResponse = raw(body, status=status, content_type=content_type, headers=headers)
    return response
