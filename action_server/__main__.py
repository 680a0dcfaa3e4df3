"""Starts the action server: `python -m action_server`."""

from __future__ import annotations

import logging
import sys
from typing import Any

from pydantic import ValidationError
from rasa_sdk.utils import number_of_sanic_workers, update_sanic_log_level

from action_server.app import guarded_app
from action_server.settings import SHORTEST_SECRET, ActionServerSettings
from advice.content import ContentError
from guards.log_redaction import DebugLogsRefused, protect_logs, refuse_debug_logs
from learning.restarting import watch_for

FORMAT = "%(asctime)s %(levelname)-8s %(name)s  %(message)s"


def main() -> None:
    """Serves until it is stopped; ends with one message where a setting or content is wrong."""
    try:
        settings = ActionServerSettings()
        logging.basicConfig(level=settings.log_level, format=FORMAT)
        update_sanic_log_level()
        refuse_debug_logs(settings.allow_debug_logs)
        app = guarded_app(settings)
    except ValidationError as error:
        sys.exit(_said(error))
    except (ContentError, DebugLogsRefused) as error:
        sys.exit(str(error))

    watch = watch_for("actions", settings.restarts_as)

    @app.listener("after_server_start")
    async def protect(*_: Any) -> None:
        protect_logs(settings.allow_debug_logs)
        if watch:
            watch.begin()

    if watch:
        app.listener("before_server_stop")(watch.stop)
    app.run(settings.action_host, settings.action_port, workers=number_of_sanic_workers())


def _said(error: ValidationError) -> str:
    return "\n".join(_line(each) for each in error.errors())


def _line(error: Any) -> str:
    name = str(error["loc"][0])
    if name == "action_secret":
        return (
            f"KNEADWISE_ACTION_SECRET must be set, to {SHORTEST_SECRET} characters or more; "
            "the Rasa server needs the same one."
        )
    shown = "LOG_LEVEL" if name == "log_level" else f"KNEADWISE_{name.upper()}"
    return f"{shown}: {error['msg']}"


if __name__ == "__main__":
    main()
