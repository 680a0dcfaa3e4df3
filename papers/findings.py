"""What the engine finds on what is known: what a paper speaks of. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advice.cards import RecommendationCard
from advice.content import Content
from advice.messages import Message
from advice.recommendation.by_goals import cautious, recommend_by_goals
from advice.recommendation.consent import without_health
from advice.recommendation.facts import Facts, StandingSign
from advice.recommendation.known import Known
from advice.recommendation.listening import Listener
from advice.recommendation.questions import Questions
from advice.recommendation.result import recommend
from advice.recommendation.rules import Decision, Rules
from advice.screening.notices import serious, warn
from advice.screening.signs import SignFinder


@dataclass(frozen=True)
class Findings:
    """What is known and what follows.

    Attributes:
        known: what was told.
        facts: the same for the rules.
        decision: what the rules decided.
        messages: what the chat says: of a warning, or of the result.
        warning: the level of a serious sign that stands, "emergency" or "urgent", or "".
    """

    known: Known
    facts: Facts
    decision: Decision
    messages: tuple[Message, ...]
    warning: str = ""

    @property
    def card(self) -> RecommendationCard | None:
        """The recommendation, None under a warning."""
        card = self.messages[0].card if self.messages else None
        return card if isinstance(card, RecommendationCard) else None

    @property
    def is_whole(self) -> bool:
        """Whether there is a result or a warning."""
        return bool(self.messages)

    @property
    def signs(self) -> tuple[StandingSign, ...]:
        """All signs that stand, those of pairs of harmless things too."""
        return self.facts.signs


class Finder:
    """Applies the chat's own engine."""

    def __init__(self, content: Content) -> None:
        """Creates it; finding words for signs takes a moment, so keep it."""
        self._content = content
        self._listener = Listener(content, SignFinder.of(content))
        self._rules = Rules(content.decision_table, content.safety)
        self._questions = Questions.of(content, self._rules)

    def find(self, known: Known, collects: bool = True) -> Findings:
        """What follows from what is known.

        Args:
            known: what the conversation has brought.
            collects: whether answers about health are collected and kept.

        Returns:
            The findings, with no messages while questions are open.
        """
        content = self._content
        signs = serious(content, known.standing)
        if not collects and not signs:
            known = without_health(known)
        facts = self._listener.facts(known)
        # Of what is harmless alone, some pairs are serious.
        signs = signs or serious(content, replace(known.standing, signs=facts.signs))
        if signs:
            decision = self._rules.decide(facts)
            level = content.safety[signs[0].sign].level
            return Findings(known, facts, decision, (warn(content, signs),), level)
        decision = self._rules.decide(facts if collects else cautious(facts))
        if not known.answers or self._questions.next(facts, collects) is not None:
            return Findings(known, facts, decision, ())
        result = recommend if collects else recommend_by_goals
        messages = tuple(result(content, self._rules, facts, known.quotes))
        return Findings(known, facts, decision, messages)
