"""What an author can do about a schema error, by pydantic's error type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CURES = {
    "value_error.missing": "add this key",
    "value_error.extra": "remove this key, or correct its spelling",
    "type_error.str": "write text here; put quotes around a bare number or yes/no",
    "type_error.none.not_allowed": "fill this in",
    "type_error.integer": "write a whole number",
    "type_error.tuple": "write a list, each item on a line starting with '- '",
    "type_error.dict": "write indented 'key: value' lines",
    "value_error.any_str.min_length": "fill this in, or remove the key where it may be absent",
    "value_error.list.min_items": "add more items",
    "value_error.date": "write the day like 2026-12-24",
    "value_error.const": "use one of the permitted values",
    "value_error.number.not_gt": "use a larger number",
    "value_error.number.not_ge": "use a larger number",
    "value_error.number.not_le": "use a smaller number",
    "value_error.phone": "write one number with its area code, like (415) 555-0100, or in full "
    "with + and the country's code",
    "value_error.emergency_number": "write what people there call for an ambulance, like 911, 999 "
    "or 112, and check 'country'",
    "value_error.email_address": "write it like hello@spa.com",
    "value_error.web_address": "copy it whole from the browser, like https://spa.com/book",
    "value_error.time_zone": "write 'time_zone:' with a name like America/New_York or "
    "Europe/London; Wikipedia's list of tz database time zones has them all",
    "value_error.country": "write the code, like US, GB or DE",
    "value_error.currency": "write it as you say it, like $95 or 95 €",
    "value_error.opening_hours": "write each day's hours on the 24-hour clock, the earlier first",
    "value_error": "correct the value",
}


def cure_for(detail: Mapping[str, Any]) -> str:
    """The cure for one entry of pydantic's `ValidationError.errors()`."""
    kind = str(detail["type"])
    while kind:
        if kind in CURES:
            return CURES[kind]
        kind = kind.rpartition(".")[0]
    return "correct the value"
