"""Keeps what visitors say, their tokens and their conversations' ids out of the logs.

Rasa, its SDK and Sanic quote messages, bodies and SQL parameters in warnings and errors, and
no list of such places would stay complete. So from the moment a server takes requests, a
record that is not our own keeps its level, its logger and its place in the code, and loses
its text. Our own code names faults by `advice.faults.place_of`.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, TextIO

from advice.faults import place_of

OWN_PACKAGES = frozenset(
    {
        "action_server",
        "actions",
        "advice",
        "channels",
        "components",
        "guards",
        "inbox",
        "insights",
        "learning",
        "papers",
        "stores",
    }
)
# Loggers whose level `--debug` or LOG_LEVEL sets; the first is the root.
LEVELED = ("", "rasa", "rasa_sdk")
# structlog's name of an event, a constant of the code: "rasa.core.agent.load_failed".
EVENT_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")

logger = logging.getLogger(__name__)


class DebugLogsRefused(ValueError):
    """The log level would write visitors' words into the log."""


def writes_debug_logs() -> bool:
    """Whether this process logs at level DEBUG."""
    return any(logging.getLogger(name).isEnabledFor(logging.DEBUG) for name in LEVELED)


def protect_logs(allow_debug_logs: bool) -> None:
    """Withholds from now on what is not ours to log; nothing where debugging is allowed.

    Raises:
        DebugLogsRefused: see `refuse_debug_logs`.
    """
    refuse_debug_logs(allow_debug_logs)
    if writes_debug_logs():
        logger.warning("LOG_LEVEL=DEBUG: this log holds what visitors type. Not for production.")
        return
    make_record = logging.getLogRecordFactory()
    if not isinstance(make_record, WithholdingFactory):
        logging.setLogRecordFactory(WithholdingFactory(make_record))
    warnings.showwarning = log_warning
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


def refuse_debug_logs(allow_debug_logs: bool) -> None:
    """At level DEBUG Rasa writes every message, slot and event; that is only for invented ones.

    Raises:
        DebugLogsRefused: if the level is DEBUG and the setting does not allow it.
    """
    if writes_debug_logs() and not allow_debug_logs:
        raise DebugLogsRefused(
            "LOG_LEVEL=DEBUG writes what visitors type into the log. Use INFO, or, where only "
            "invented messages are sent, set KNEADWISE_ALLOW_DEBUG_LOGS=true."
        )


class WithholdingFactory:
    """Makes log records as `make_record` does, those that are not our own without their text."""

    def __init__(self, make_record: Any) -> None:
        self._make_record = make_record

    def __call__(
        self,
        name: str,
        level: int,
        path: str,
        line: int,
        message: object,
        args: Any,
        exc_info: Any,
        function: str | None = None,
        stack: str | None = None,
        **more: Any,
    ) -> logging.LogRecord:
        """A record; what `logging` calls for each."""
        place = f"{path}:{line}"
        if not is_own(name):
            message, args = withheld(place, message), ()
        if exc_info:
            message = f"{message} [{fault(exc_info)}]"
        record: logging.LogRecord = self._make_record(
            name, level, path, line, message, args, None, function, None, **more
        )
        return record


def is_own(logger_name: object) -> bool:
    """Whether a logger is of our own code."""
    return isinstance(logger_name, str) and logger_name.partition(".")[0] in OWN_PACKAGES


def withheld(place: str, message: object) -> str:
    """What is left of a message: its place, and the event's name where structlog gave one."""
    return f"{_event_name(message)}(text withheld) at {place}"


def _event_name(message: object) -> str:
    if not isinstance(message, str) or not message.startswith("{"):
        return ""
    try:
        event = json.loads(message).get("event")
    except (ValueError, RecursionError):
        return ""
    if isinstance(event, str) and EVENT_NAME.fullmatch(event):
        return f"{event} "
    return ""


def fault(exc_info: Any) -> str:
    """An exception's type and where it was raised; never its message."""
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    return place_of(error) if isinstance(error, BaseException) else "no exception"


def log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Stands for `warnings.showwarning`: a warning's class and place, not its text."""
    logger.warning("%s at %s:%d", category.__name__, filename, lineno)


def _log_uncaught(
    type_: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    logger.critical("Uncaught: %s", fault((type_, error.with_traceback(trace), trace)))
