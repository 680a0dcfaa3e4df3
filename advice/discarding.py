"""Whether a message surely wants something thrown away, which nobody brings back. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Readings that throw something away: all answers, the chat, what is going on, the last answer.
RESTART, DELETE, CANCEL, GO_BACK = "restart_chat", "delete_chat", "cancel", "go_back"
DISCARDING = (RESTART, DELETE, CANCEL, GO_BACK)
# What else such a message may be without answering anything: "no, stop" and "restart, please" are
# read part by part, and "cancel" may mean an appointment.
POLITE = ("affirm", "deny", "thanks", "goodbye", "repeat")
NO_ANSWER_EITHER = {
    CANCEL: (*POLITE, "faq_cancellation", "skip_question"),
    # "Forget everything" stops what is going on too.
    DELETE: (*POLITE, CANCEL),
}
# Values that answer nothing; what is like them may well be meant as it was read.
NO_VALUES = ("skip", "no_idea", "not_sure", "prefer_not_to_say")

# Chosen from curves, see evaluation/README.md ("Throwing something away").
# With nothing open there is no answer that it could be: only the loss counts.
WHEN_IDLE, WHEN_IDLE_DELETE = 0.5, 0.75
# A name and a message may be any words: nothing else tells them from a wish to stop.
WHEN_TYPING = 0.9
# With a question open, as likely as this where the message is not like an answer to it,
WHEN_ASKED, LIKENESS = 0.6, 0.35
# and so likely whatever it is like.
SURE = 0.998


def is_sure(
    intent: str,
    ranking: Mapping[str, float],
    is_open: bool,
    likely: Sequence[tuple[str, float, float]] | None,
) -> bool:
    """Whether a reading that throws something away is to be believed.

    Args:
        intent: the reading, of `DISCARDING`.
        ranking: all readings with their confidence, 0 to 1.
        is_open: whether a form is open.
        likely: the values of the open question by meaning, with share of votes and likeness;
            None where the open question has none.
    """
    confidence = ranking.get(intent, 0.0)
    if not is_open:
        return confidence >= (WHEN_IDLE_DELETE if intent == DELETE else WHEN_IDLE)
    confidence += sum(ranking.get(other, 0.0) for other in NO_ANSWER_EITHER.get(intent, POLITE))
    if likely is None:
        return confidence >= WHEN_TYPING
    likeness = max((near for value, _, near in likely if value not in NO_VALUES), default=0.0)
    return confidence >= SURE or (confidence >= WHEN_ASKED and likeness < LIKENESS)
