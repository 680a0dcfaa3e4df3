"""What a Rasa server is checked for before it takes visitors, however it was started."""

from __future__ import annotations

from typing import Any

from rasa.shared.exceptions import RasaException
from sanic import Sanic

from channels.website.settings import WebsiteSettings
from guards.log_redaction import protect_logs, refuse_debug_logs
from guards.model_digest import ModelNotTrusted, check_model


def check_before_start(settings: WebsiteSettings) -> None:
    """Called when Rasa makes the channel: no model is loaded and no port open yet.

    Raises:
        ValueError: naming the cure, if the log level is DEBUG or the model not the trained one.
    """
    refuse_debug_logs(settings.allow_debug_logs)
    try:
        check_model(settings.model, settings.model_sha256)
    except ModelNotTrusted as error:
        raise ValueError(str(error)) from error


async def protect_running(settings: WebsiteSettings, app: Sanic, _: Any) -> None:
    """Called when the server has started: withholds visitors' words from its logs.

    Raises:
        RasaException: if Rasa was told to load another file than the one that was checked.
    """
    agent = app.ctx.agent
    loaded = agent.processor.model_path if agent.processor is not None else None
    if loaded is None or loaded.resolve() != settings.model.resolve():
        raise RasaException(
            f"Rasa has loaded {loaded}, but {settings.model} is what was checked. "
            'Start it with --model "$KNEADWISE_MODEL" and without another storage.'
        )
    protect_logs(settings.allow_debug_logs)
