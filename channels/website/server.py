"""How the HTTP server treats requests before a handler sees them, and after one fails."""

from __future__ import annotations

import logging
import re
from typing import Any

from sanic import Sanic
from sanic.compat import Header
from sanic.exceptions import InvalidUsage, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from advice.faults import place_of
from channels.website.problems import Problem
from channels.website.settings import WebsiteSettings

logger = logging.getLogger(__name__)

# The method that Sanic gives to what it could not read as a request.
UNREADABLE = "NONE"
DETAILS = {
    400: "This is not a request that can be read.",
    404: "There is nothing at this address.",
    405: "This address does not take this method.",
    408: "The request took too long to arrive.",
    413: "The request is too large.",
    417: "This expectation can't be met.",
    503: "This takes too long. Please send it again.",
}
RETRY_SECONDS = 5
LENGTH = re.compile(r"[0-9]{1,18}")


class CheckedRequest(Request):
    """A request whose length is a number: with one below 0, Sanic 21.12 reads for ever."""

    def __init__(self, url_bytes: bytes, headers: Header, *more: Any, **named: Any) -> None:
        """Raises `InvalidUsage` for a length that is none; else as Sanic's own."""
        lengths = headers.getall("content-length", [])
        if len(lengths) > 1 or not all(LENGTH.fullmatch(length) for length in lengths):
            raise InvalidUsage("Bad Request")
        if named.get("method") == UNREADABLE:
            # Sanic would fail again at the address that it could not read.
            url_bytes = b"*"
        super().__init__(url_bytes, headers, *more, **named)


def harden(app: Sanic, settings: WebsiteSettings) -> None:
    """Sets the server's limits, and its own errors as the contract has errors.

    Set here and not by Sanic's variables: those would hold for the action server
    too, whose requests carry whole conversations.

    Args:
        app: Rasa's server, before it listens.
        settings: of the channel.
    """
    app.config.REQUEST_MAX_SIZE = settings.largest_body
    app.config.REQUEST_MAX_HEADER_SIZE = settings.header_bytes
    app.config.REQUEST_TIMEOUT = settings.request_seconds
    app.config.KEEP_ALIVE_TIMEOUT = settings.idle_seconds
    # A turn ends earlier by itself, with an answer of its own.
    app.config.RESPONSE_TIMEOUT = settings.turn_seconds + settings.request_seconds
    app.request_class = CheckedRequest
    app.exception(Exception)(_as_problem)


def _as_problem(request: Request, error: Exception) -> HTTPResponse:
    return problem_of(error, request.method == UNREADABLE).response()


def problem_of(error: Exception, unreadable: bool) -> Problem:
    """What a client is told about an error that no handler has met.

    Args:
        error: the server's.
        unreadable: whether there was no whole request.
    """
    status = error.status_code if isinstance(error, SanicException) else 500
    if unreadable and status == 500:
        status = 400
    if status in DETAILS:
        return Problem(status, DETAILS[status], RETRY_SECONDS if status == 503 else None)
    if 400 <= status < 500:
        return Problem(status, DETAILS[400])
    logger.error("A request failed: %s", place_of(error))
    return Problem(500, "Something went wrong on our side.")
