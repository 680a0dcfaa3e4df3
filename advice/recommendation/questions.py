"""Which question comes next: only what is unknown and can change the outcome."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from advice.content import Content
from advice.content.safety_models import SafetySign
from advice.recommendation.facts import (
    QUESTIONS,
    RECENT,
    UNKNOWN,
    Facts,
    condition_class,
)
from advice.recommendation.rules import Rules

# contract.md §5.
MOST_QUESTIONS = 9
# The questions whose answers say nothing about the person's health.
NOT_ABOUT_HEALTH = ("goals", "pressure")


class Questions:
    """Chooses the next question."""

    def __init__(
        self,
        rules: Rules,
        signs: Mapping[str, SafetySign],
        signs_first: frozenset[str] = frozenset(),
        signs_with: Collection[str] = (),
    ) -> None:
        """Creates it.

        Args:
            rules: the rules.
            signs: the signs by id.
            signs_first: signs with which the question on warning signs comes before all others.
            signs_with: conditions with which it is asked whatever the concern.
        """
        self._rules = rules
        self._signs = signs
        self._signs_first = signs_first
        self._signs_with = frozenset(signs_with)

    @classmethod
    def of(cls, content: Content, rules: Rules) -> Questions:
        """Creates it with the content's signs, pairs and conditions."""
        first = frozenset(pair.sign for pair in content.screening.pairs)
        return cls(rules, content.safety, first, content.signs_to_ask.conditions)

    def open(self, facts: Facts, health: bool = True) -> tuple[str, ...]:
        """The questions still to ask, in order.

        Args:
            facts: what is known.
            health: whether health may be asked about.

        Returns:
            Question ids (contract.md §5); empty when the outcome stands.
        """
        if self._rules.decide(facts).outcome in ("emergency", "urgent"):
            return ()
        left = MOST_QUESTIONS - len(facts.answers) - int(facts.signs_denied)
        needed = [q for q in QUESTIONS if not facts.knows(q) and self._needed(q, facts)]
        if self._signs_first & {s.sign for s in facts.signs} and not facts.knows("signs"):
            needed = ["signs", *(question for question in needed if question != "signs")]
        allowed = [q for q in needed if health or q in NOT_ABOUT_HEALTH]
        return tuple(allowed[: max(left, 0)])

    def next(self, facts: Facts, health: bool = True) -> str | None:
        """The next question, or None."""
        return next(iter(self.open(facts, health)), None)

    def _needed(self, question: str, facts: Facts) -> bool:
        check = getattr(self, f"_needs_{question}")
        return bool(check(facts))

    def _needs_goals(self, facts: Facts) -> bool:
        return True

    def _needs_concern(self, facts: Facts) -> bool:
        if condition_class(facts) is not None:
            return False
        problem = facts.has_problem_goal or facts.injured
        if problem and "treat_condition" not in facts.values("goals"):
            # How long it has been going on may tell it; if not, it is asked after that.
            return facts.value("since") in RECENT | UNKNOWN
        return True

    def _has_concern(self, facts: Facts) -> bool:
        concern = facts.value("concern")
        named = facts.has_problem_goal if concern is None else concern != "none"
        return named or facts.has_complaint

    def _needs_area(self, facts: Facts) -> bool:
        return self._has_concern(facts)

    def _needs_since(self, facts: Facts) -> bool:
        if not self._has_concern(facts):
            return False
        return condition_class(facts) in (None, "recent_injury")

    def _needs_severity(self, facts: Facts) -> bool:
        if facts.value("physician") in ("under_care", "referred_with_plan") or facts.agreed:
            return False
        if facts.never_assessed:
            return False
        return self._has_concern(facts) and condition_class(facts) in ("chronic_ache", "not_sure")

    def _needs_signs(self, facts: Facts) -> bool:
        of_condition = any(s.sign in self._signs_with for s in facts.signs)
        return of_condition or self._has_concern(facts)

    def _needs_health(self, facts: Facts) -> bool:
        return True

    def _needs_physician(self, facts: Facts) -> bool:
        if facts.value("signs") == "not_sure":
            # A physician comes first whatever the answer.
            return False
        weighty = any(
            self._signs[s.sign].level in ("urgent", "physician_first") for s in facts.signs
        )
        return weighty or self._has_concern(facts)

    def _needs_plan(self, facts: Facts) -> bool:
        return facts.value("physician") == "referred_with_plan" and self._names_style(facts)

    def _needs_pressure(self, facts: Facts) -> bool:
        return self._names_style(facts) and self._rules.limits_pressure(facts)

    def _names_style(self, facts: Facts) -> bool:
        return self._rules.decide(facts).outcome in ("relaxation", "either", "medical")
