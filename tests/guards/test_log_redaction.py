"""A record that is not our own keeps level, logger and place, and loses its text."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

from guards.log_redaction import (
    DebugLogsRefused,
    WithholdingFactory,
    fault,
    is_own,
    log_warning,
    protect_logs,
    refuse_debug_logs,
    withheld,
)

CANARY = "CANARYdiabetes"


@pytest.fixture
def restored() -> Iterator[None]:
    """Puts back what `protect_logs` changes in the whole process."""
    kept = logging.getLogRecordFactory(), warnings.showwarning, sys.excepthook
    level, hook = logging.getLogger("rasa").level, threading.excepthook
    yield
    logging.setLogRecordFactory(kept[0])
    warnings.showwarning, sys.excepthook, threading.excepthook = kept[1], kept[2], hook
    logging.getLogger("rasa").setLevel(level)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("channels.website.turns", True),
        ("actions", True),
        ("guards.log_redaction", True),
        ("rasa.core.processor", False),
        ("rasa_sdk.endpoint", False),
        ("sanic.error", False),
        ("actions_of_others", False),
        ("root", False),
        (None, False),
    ],
)
def test_whose_logger_it_is(name: object, own: bool) -> None:
    assert is_own(name) is own


@pytest.mark.parametrize(
    ("message", "event"),
    [
        ('{"text": "CANARYdiabetes", "event": "rest.message.failure"}', "rest.message.failure "),
        ('{"event": "CANARYdiabetes said.so"}', ""),
        ('{"event": {"a": "CANARYdiabetes"}}', ""),
        ('{"CANARYdiabetes', ""),
        ("CANARYdiabetes", ""),
        (ValueError(CANARY), ""),
        ("[" * 5000, ""),
    ],
)
def test_what_is_left_of_a_message(message: object, event: str) -> None:
    assert withheld("a.py:7", message) == f"{event}(text withheld) at a.py:7"


def test_an_exception_is_told_by_its_type_and_place() -> None:
    with pytest.raises(KeyError) as caught:
        raise KeyError(CANARY)
    told = fault(caught.value)
    assert fault((caught.type, caught.value, caught.tb)) == told
    assert told.startswith("KeyError at ")
    assert CANARY not in told
    assert fault(True) == fault((None, None, None)) == "no exception"


def test_foreign_records_lose_their_text_and_our_own_keep_theirs(
    restored: None, caplog: pytest.LogCaptureFixture
) -> None:
    protect_logs(allow_debug_logs=False)
    protect_logs(allow_debug_logs=False)
    with caplog.at_level(logging.INFO):
        logging.getLogger("rasa.core").error("%s said", CANARY)
        logging.getLogger("sanic.error").info(f"{CANARY}", stack_info=True)
        logging.getLogger("channels.website").error("A turn failed: %s", "there")
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("channels.website").exception("A turn failed")
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.showwarning = log_warning
            warnings.warn(CANARY, UserWarning, stacklevel=1)
    assert CANARY not in caplog.text
    assert caplog.text.count("(text withheld) at ") == 2
    assert "A turn failed: there" in caplog.text
    assert "[ValueError at " in caplog.text
    assert "UserWarning at " in caplog.text
    inner = logging.getLogRecordFactory()._make_record
    assert not isinstance(inner, WithholdingFactory)


def test_what_ends_a_thread_is_told_without_its_message(
    restored: None, caplog: pytest.LogCaptureFixture
) -> None:
    protect_logs(allow_debug_logs=False)

    def fail() -> None:
        raise RuntimeError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "Uncaught: RuntimeError at " in caplog.text
    assert CANARY not in caplog.text


def test_debug_logs_are_refused_unless_allowed(
    restored: None, caplog: pytest.LogCaptureFixture
) -> None:
    refuse_debug_logs(allow_debug_logs=False)
    logging.getLogger("rasa").setLevel(logging.DEBUG)
    for refuse in (refuse_debug_logs, protect_logs):
        with pytest.raises(DebugLogsRefused, match="KNEADWISE_ALLOW_DEBUG_LOGS=true"):
            refuse(allow_debug_logs=False)
    protect_logs(allow_debug_logs=True)
    assert "Not for production" in caplog.text
    logging.getLogger("rasa.core").error(CANARY)
    assert CANARY in caplog.text
