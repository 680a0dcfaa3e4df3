"""What visitors may have told, for tables and for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from advice.content import Content
from advice.recommendation.facts import QUESTIONS, StandingSign
from advice.recommendation.known import Answer, Known
from advice.screening.standing import Standing

SIGN_QUOTE = "this is how I said it"
ANSWERS = {
    "goals": ("less_pain",),
    "concern": ("chronic_ache",),
    "area": ("neck", "lower_back"),
    "since": ("months",),
    "severity": ("5",),
    "signs": ("none",),
    "health": ("none",),
    "physician": ("none",),
    "plan": ("skip",),
    "pressure": ("firm",),
}


def known(
    quote: str = "in my words", signs: tuple[str, ...] = (), **over: tuple[str, ...]
) -> Known:
    """All questions answered, `over` otherwise, each with `quote`; and signs that stand."""
    answers = {q: Answer(values, quote) for q, values in {**ANSWERS, **over}.items()}
    told = tuple(StandingSign(sign, SIGN_QUOTE) for sign in signs)
    return Known(answers, standing=Standing(signs=told))


# One for each outcome, with what decides it.
BY_OUTCOME = {
    "medical": known(goals=("less_pain",)),
    "relaxation": known(
        goals=("relax",), concern=("none",), area=("whole_body",), severity=("2",), since=("days",)
    ),
    "either": known(goals=("not_sure",)),
    "physician_first": known(concern=("post_surgery",)),
    "urgent": known(signs=("one_leg_swollen",)),
    "emergency": known(signs=("chest_pain",)),
}


def whole(content: Content, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Known]:
    """All questions answered in any way, some with any sign standing."""

    def values(question: str) -> st.SearchStrategy[tuple[str, ...]]:
        ids = [option.value for option in content.questions[question].options]
        most = 3 if content.questions[question].multiple else 1
        return st.lists(st.sampled_from(ids), min_size=1, max_size=most, unique=True).map(tuple)

    answers = st.fixed_dictionaries({q: st.builds(Answer, values(q), texts) for q in QUESTIONS})
    sign = st.builds(StandingSign, st.sampled_from(sorted(content.safety)), texts, st.booleans())
    signs = st.lists(sign, max_size=3, unique_by=lambda s: s.sign).map(tuple)
    standing = st.builds(Standing, signs=signs)
    notes = st.frozensets(st.sampled_from(["minor", "someone_else", "agreed", "injured"]))
    return st.builds(Known, answers, notes, standing)
