"""Errors as problem+json (RFC 9457), as contract.md §1 lists them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from rasa.core.lock_store import LockError
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response
from sqlalchemy.exc import SQLAlchemyError

from advice.faults import place_of
from stores.tracker_store import ConversationMoved, StoreUnavailable

logger = logging.getLogger(__name__)

# Faults of the database and of the lock store: the same message may be sent again.
NOT_NOW = (LockError, SQLAlchemyError, StoreUnavailable, ConversationMoved)
Handler = Callable[..., Awaitable[HTTPResponse]]


class Problem(Exception):
    """An error that the client is told about."""

    def __init__(self, status: int, detail: str, retry_after: int | None = None) -> None:
        """Creates a problem.

        Args:
            status: HTTP status.
            detail: what is wrong, for the person who reads it.
            retry_after: seconds until another try makes sense.
        """
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after

    def response(self) -> HTTPResponse:
        """The problem as an HTTP response."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        headers = {"Cache-Control": "no-store"}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
            # Else a browser hides it from pages of other sites.
            headers["Access-Control-Expose-Headers"] = "Retry-After"
        return json_response(
            body, self.status, headers=headers, content_type="application/problem+json"
        )


def with_problems(handler: Handler) -> Handler:
    """Lets a handler raise `Problem`.

    A database or lock store that doesn't answer becomes a 503 one, anything else a 500 one.
    """

    @wraps(handler)
    async def wrapped(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse:
        try:
            return await handler(request, *args, **kwargs)
        except Problem as problem:
            return problem.response()
        except NOT_NOW as error:
            logger.error("%s failed: %s", handler.__name__, place_of(error))
            return Problem(503, "Conversations can't be reached just now.", 5).response()
        except Exception as error:
            logger.error("%s failed: %s", handler.__name__, place_of(error))
            return Problem(500, "Something went wrong on our side.").response()

    return wrapped
