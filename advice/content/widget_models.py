"""The schema of `content/widget.yml`: the words on the widget itself."""

from __future__ import annotations

from pydantic import validator

from advice.content.base import Model

WIDGET_WORDS = frozenset(
    """
    adapt assistant avoid back because body_map book busy call call_emergency cautions
    choose_several chosen close comparison confirm_with_physician contact_cancel
    contact_either contact_email contact_message contact_name contact_phone contact_required
    contact_send copied copy credentials delete_chat delete_confirm delete_no delete_yes
    deleted doctor_note done emergency error evidence expired failed feels_like fine front hours
    how_it_goes input_label input_placeholder instead launcher launcher_unread likely_style
    list medical menu new_messages none_chosen nudge nudge_dismiss offline page_link person
    physician_first print printed_from privacy quote relaxation result_either result_medical
    result_physician_first result_relaxation retry send sending severity_high severity_low
    side_beyond_article side_medical side_relaxation slow_down sources start_over step
    step_only strength_good strength_strong subtitle summary techniques title too_long track
    typing unavailable urgent used_for what what_would_change why you your_words
    """.split()
)


class WidgetWording(Model):
    """The words by name; the widget asks for each of `WIDGET_WORDS`."""

    __root__: dict[str, str]

    @validator("__root__")
    def _all_words(cls, words: dict[str, str]) -> dict[str, str]:
        missing = sorted(WIDGET_WORDS - words.keys())
        if missing:
            raise ValueError(f"these words are missing: {', '.join(missing)}")
        unknown = sorted(words.keys() - WIDGET_WORDS)
        if unknown:
            raise ValueError(f"the widget has no place for: {', '.join(unknown)}")
        return words
