"""Rules R0 to R12 of facts.md §4.3, first match wins: facts in, decision out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from advice.content.safety_models import SafetySign
from advice.recommendation.facts import UNKNOWN, Facts, condition_class
from advice.recommendation.table import Cell, DecisionTable

Outcome = Literal["emergency", "urgent", "physician_first", "medical", "relaxation", "either"]
RecommendedStyle = Literal["medical", "relaxation", "either"]
# Facts.md §4.2: an unanswered question counts as the more cautious value.
CLASSES_OF_NOT_SURE = ("stress_tension", "chronic_ache", "diagnosed_condition")
NOT_HEALTHY_ANSWERS = frozenset({"something_else", "prefer_not_to_say", "not_sure", "skip"})
DEEP_WORK = "deep_tissue_massage"
CAUTION: dict[str, int] = {
    "emergency": 5,
    "urgent": 4,
    "physician_first": 3,
    "medical": 2,
    "either": 1,
    "relaxation": 0,
}


@dataclass(frozen=True)
class Decision:
    """What follows from the facts.

    Attributes:
        outcome: a style, a physician first, or a safety level.
        confirm: whether to confirm with the physician before the session.
        strength: "strong" or "good" (conversation.md, top).
        rules: the rules that decided, as "R6".
        rows: the article's rows that it rests on.
        signs: ids of the warning signs that decided or go with it, highest level first.
        likely_style: for a physician first, the style that would fit once agreed.
        lighter: firm pressure is wished for and ruled out by a sign (facts.md A14).
        contradictory: the inputs contradict; what is the matter should be asked again.
    """

    outcome: Outcome
    confirm: bool = False
    strength: Literal["strong", "good"] = "good"
    rules: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    likely_style: RecommendedStyle | None = None
    lighter: bool = False
    contradictory: bool = False


class Rules:
    """Applies the rules."""

    def __init__(self, table: DecisionTable, signs: Mapping[str, SafetySign]) -> None:
        """Creates them from the decision table and the signs by id."""
        self._table = table
        self._signs = signs

    def decide(self, facts: Facts) -> Decision:
        """The decision; what is not answered counts as the more cautious value.

        Args:
            facts: what is known.

        Returns:
            The decision.
        """
        standing = sorted(facts.signs, key=lambda s: (self._signs[s.sign].rank, s.sign))
        ids = tuple(dict.fromkeys(s.sign for s in standing))
        open_ = [s.sign for s in standing if not s.agreed]
        for level in ("emergency", "urgent"):
            raised = tuple(id_ for id_ in open_ if self._signs[id_].level == level)
            if raised:
                outcome: Outcome = "emergency" if level == "emergency" else "urgent"
                return Decision(outcome, rules=("R0",), signs=raised)
        decision = self._by_condition(facts, ids)
        if decision.outcome == "physician_first":
            decision = replace(decision, likely_style=self._likely_style(facts))
        firm = "firm" in facts.values("pressure")
        return replace(decision, signs=ids, lighter=firm and self.limits_pressure(facts))

    def limits_pressure(self, facts: Facts) -> bool:
        """Whether a standing sign rules out firm work (facts.md A14; conversation.md §2.3)."""
        return any(DEEP_WORK in self._signs[s.sign].leaves_out for s in facts.signs)

    def _by_condition(self, facts: Facts, standing: tuple[str, ...]) -> Decision:
        referred = facts.value("physician") == "referred_with_plan"
        rules: list[str] = []
        agreed = {s.sign for s in facts.signs if s.agreed}
        weighty = [
            id_ for id_ in standing if self._signs[id_].level in ("physician_first", "urgent")
        ]
        unanswered = [id_ for id_ in weighty if id_ not in agreed]
        if unanswered and not (referred or facts.agreed):
            return Decision("physician_first", rules=("R1",))
        if facts.value("signs") == "not_sure":
            # conversation.md §2.3: "not sure" on the signs is a physician first.
            return Decision("physician_first", rules=("R1",))
        plus = bool(weighty) or bool(NOT_HEALTHY_ANSWERS & set(facts.values("health")))
        if weighty:
            rules.append("R1")
        decision = self._by_table(facts)
        rules += decision.rules
        rules += [
            rule
            for rule, applies in (
                ("R8", any(self._signs[id_].level == "adapt" for id_ in standing)),
                ("R10", facts.minor),
                ("R11", facts.someone_else),
            )
            if applies
        ]
        confirm = decision.outcome != "physician_first" and (decision.confirm or plus)
        return replace(decision, confirm=confirm, rules=tuple(rules))

    def _by_table(self, facts: Facts) -> Decision:
        condition = condition_class(facts) or ("none" if facts.value("concern") == "none" else None)
        if condition is None and (facts.has_problem_goal or facts.injured):
            condition = "recent_injury" if facts.injured else "chronic_ache"
        if condition in (None, "not_sure", *UNKNOWN):
            return max(
                (self._in_class(facts, name) for name in CLASSES_OF_NOT_SURE),
                key=lambda d: (CAUTION[d.outcome], d.confirm),
            )
        return self._in_class(facts, str(condition))

    def _in_class(self, facts: Facts, condition: str) -> Decision:
        physician = facts.value("physician")
        if physician is None or physician in UNKNOWN:
            physician = "none"
        if facts.agreed and physician in ("none", "seen"):
            # Somebody who agreed to massage has seen it and is involved.
            physician = "under_care" if condition != "post_surgery" else "referred_with_plan"
        rule = _rule(condition, physician)
        fresh = condition == "recent_injury" and facts.value("since") == "days"
        if fresh and physician != "referred_with_plan":
            return Decision("physician_first", rules=("R4",))
        if condition == "chronic_ache" and self._needs_a_look(facts, physician):
            return Decision("physician_first", rules=("R6a",))
        goals = [g for g in facts.values("goals") if g not in UNKNOWN] or ["not_sure"]
        cells = [self._table.cell(condition, physician, goal) for goal in goals]
        return replace(_combined(cells), rules=(rule,))

    @staticmethod
    def _needs_a_look(facts: Facts, physician: str) -> bool:
        """Rule R6a; row C25 of facts.md §3."""
        if physician in ("under_care", "referred_with_plan"):
            return False
        if facts.worsening:
            return True
        return physician == "none" and (facts.severe or facts.never_assessed)

    def _likely_style(self, facts: Facts) -> RecommendedStyle | None:
        agreed = replace(
            facts,
            agreed=True,
            never_assessed=False,
            signs=tuple(replace(s, agreed=True) for s in facts.signs),
            answers={**facts.answers, "signs": ("none",)},
        )
        for physician in ("under_care", "referred_with_plan"):
            cleared = replace(agreed, answers={**agreed.answers, "physician": (physician,)})
            outcome = self._by_condition(cleared, tuple(s.sign for s in cleared.signs)).outcome
            if outcome in ("medical", "relaxation", "either"):
                return outcome
        return None


def _rule(condition: str, physician: str) -> str:
    if condition == "post_surgery":
        return "R2"
    if physician == "referred_with_plan":
        return "R3"
    return {"recent_injury": "R4", "diagnosed_condition": "R5", "chronic_ache": "R6"}.get(
        condition, "R7"
    )


def _combined(cells: list[Cell]) -> Decision:
    """Several goals: a physician first wins; two styles are a blend (conversation.md, top)."""
    styles = {cell.style for cell in cells}
    confirm = any(cell.confirm for cell in cells)
    rows = tuple(dict.fromkeys(cell.row for cell in cells if cell.row))
    if "physician_first" in styles:
        return Decision("physician_first", rows=rows)
    contradictory = any(cell.contradictory for cell in cells)
    blended = len(styles) > 1
    outcome: Outcome = "either"
    if styles == {"medical"}:
        outcome = "medical"
    elif styles == {"relaxation"}:
        outcome = "relaxation"
    strong = not blended and not any(cell.contested for cell in cells) and outcome != "either"
    return Decision(
        outcome,
        confirm=confirm,
        strength="strong" if strong else "good",
        rows=rows,
        contradictory=contradictory,
    )
