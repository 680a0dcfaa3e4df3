"""rasa_sdk's application with a guard before it, and error answers that quote nothing."""

from __future__ import annotations

import logging
from http import HTTPStatus

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from action_server.guard import refusal
from action_server.settings import ActionServerSettings
from advice.faults import place_of

logger = logging.getLogger(__name__)

ACTIONS_PACKAGE = "actions"


def guarded_app(settings: ActionServerSettings) -> Sanic:
    """The application, with the actions registered.

    Args:
        settings: the secret and the limit.

    Raises:
        ContentError: if the content that the actions speak from is broken.
    """
    # No origins: no browser calls an action.
    app = create_app(ACTIONS_PACKAGE, cors_origins=[])
    app.config.ACCESS_LOG = False
    app.config.MOTD = False
    app.config.REQUEST_MAX_SIZE = settings.action_body_bytes
    secret = settings.action_secret.get_secret_value().encode()

    # A middleware would run only when the whole body has been read.
    @app.signal("http.routing.before")
    async def refuse(request: Request) -> None:
        status = refusal(request.headers, secret, settings.action_body_bytes)
        if status is not None:
            # What is left of the body is not read: the connection ends with the answer.
            request.stream.keep_alive = False
            request.stream.request_max_size = -1
            raise SanicException("", status_code=status, quiet=True)

    # The SDK's own answers with the exception's text and the whole tracker.
    @app.exception(Exception)
    async def say_nothing(request: Request, exception: Exception) -> HTTPResponse:
        status = exception.status_code if isinstance(exception, SanicException) else 500
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logger.error("An action failed: %s", place_of(exception))
        return json({"error": HTTPStatus(status).phrase}, status=status)

    return app
