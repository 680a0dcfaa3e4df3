"""Naming a fault without quoting what a visitor said."""

from __future__ import annotations


def place_of(error: BaseException) -> str:
    """The exception's type, and the file and line that raised it.

    Its message is left out: it could quote the visitor, and logs must not.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
    return f"{type(error).__name__} at {where}"
