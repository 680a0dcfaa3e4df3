"""What is known of the person a recommendation is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# contract.md §5, in the order of asking.
QUESTIONS = (
    "goals",
    "concern",
    "area",
    "since",
    "severity",
    "signs",
    "health",
    "physician",
    "plan",
    "pressure",
)
# Told with an area, each of these makes it a complaint.
OF_A_COMPLAINT = frozenset({"since", "goals", "severity"})
# A visitor who skips, doesn't know or doesn't say; the engine takes the cautious value.
UNKNOWN = frozenset({"not_sure", "skip", "prefer_not_to_say", "no_idea"})
# Goals that speak of a problem: there is a concern, whatever else is said.
PROBLEM_GOALS = frozenset({"less_pain", "move_better", "recover", "treat_condition"})
# Of them, the one that tells of a condition and not of a complaint.
NAMED_GOAL = "treat_condition"
RECENT = frozenset({"days", "weeks_2"})
# From this severity on (0 to 10) pain is severe: the chip "7-10" of conversation.md §2.2.
SEVERE = 7
WORSENING = "getting_worse"
NO_ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class StandingSign:
    """A warning sign that was told and not taken back.

    Attributes:
        sign: its id in `content/safety/`.
        quote: the visitor's own words.
        agreed: whether a clinician has looked at it and agreed to massage (rules R0, R1).
    """

    sign: str
    quote: str = ""
    agreed: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything said, in the contract's terms.

    Attributes:
        answers: for each question answered, its values; a question that is missing was
            not answered.
        signs: the warning signs that stand.
        injured: whether an event such as a fall set it off.
        never_assessed: whether the visitor said that nobody has looked at it.
        agreed: whether a clinician agreed to massage for what is the matter.
        minor: whether the person is under 18.
        someone_else: whether the massage is for another person.
        signs_denied: whether the signs of the areas were asked about and denied, before a
            condition was told that has signs of its own.
    """

    answers: Mapping[str, tuple[str, ...]] = field(default=NO_ANSWERS)
    signs: tuple[StandingSign, ...] = ()
    injured: bool = False
    never_assessed: bool = False
    agreed: bool = False
    minor: bool = False
    someone_else: bool = False
    signs_denied: bool = False

    def values(self, question: str) -> tuple[str, ...]:
        """The values of an answer, empty where the question was not answered."""
        return self.answers.get(question, ())

    def value(self, question: str) -> str | None:
        """The only or first value of an answer, None where there is none."""
        return next(iter(self.values(question)), None)

    def knows(self, question: str) -> bool:
        """Whether the question was answered, be it with "not sure"."""
        return question in self.answers

    @property
    def has_problem_goal(self) -> bool:
        """Whether a goal speaks of a problem."""
        return bool(PROBLEM_GOALS & set(self.values("goals")))

    @property
    def has_complaint(self) -> bool:
        """Whether something hurts or is injured, although it was given no name."""
        # Where it is and how bad was told: something hurts, whatever is wished for.
        rated = self.knows("area") and self.knows("severity")
        wished = bool((PROBLEM_GOALS - {NAMED_GOAL}) & set(self.values("goals")))
        return self.injured or wished or rated

    @property
    def worsening(self) -> bool:
        """Whether it is getting worse."""
        return WORSENING in self.values("severity")

    @property
    def severe(self) -> bool:
        """Whether it is severe, from `SEVERE` on."""
        return any(v.isdigit() and int(v) >= SEVERE for v in self.values("severity"))


def condition_class(facts: Facts) -> str | None:
    """The row group of the decision table, facts.md §4.2.

    Args:
        facts: what is known.

    Returns:
        "none", "stress_tension", "chronic_ache", "recent_injury", "diagnosed_condition" or
        "post_surgery"; "not_sure" where the visitor doesn't know; None while it is open.
    """
    concern = facts.value("concern")
    if concern == "none" and facts.has_complaint:
        concern = None
    if concern is not None and concern not in UNKNOWN:
        # facts.md §4.2: an injury is recent for about two to three weeks.
        return "chronic_ache" if concern == "recent_injury" and _is_old(facts) else concern
    if concern in UNKNOWN:
        return "not_sure"
    if not facts.has_complaint:
        return None
    since = facts.value("since")
    if since is None:
        return None
    if since in RECENT:
        injured = facts.injured or "recover" in facts.values("goals")
        return "recent_injury" if injured else None
    return "chronic_ache"


def _is_old(facts: Facts) -> bool:
    return facts.value("since") == "months"


def is_complaint(answered: Iterable[str]) -> bool:
    """Whether questions answered at once tell where it is, and since when, how bad or what for."""
    told = set(answered)
    return "area" in told and bool(told & OF_A_COMPLAINT)
