"""The card that an intent leads to, by the rules in data/rules."""

from __future__ import annotations

# Of the intents whose name doesn't tell it; techniques and topics with several
# questions depend on more than the intent.
CARDS = {
    "compare_styles": "table/comparison",
    "choose_style": "question/goals",
    "talk_to_person": "handoff/offer",
    "leave_message": "handoff/form",
    "answer_message": "handoff/sent",
    "further_reading": "reading/further_reading",
    "give_feedback": "feedback/thanks",
    "restart_chat": "notice/restarted",
    "cancel": "notice/cancelled",
    "delete_chat": "notice/deleted",
    "inappropriate_request": "notice/abuse",
    "out_of_scope": "out_of_scope/out_of_scope",
    "other_language": "out_of_scope/out_of_scope",
}
