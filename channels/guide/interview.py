"""The order of the guide's pages: what comes next, back, corrections. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from advice.content import Content
from advice.messages import Message
from advice.recommendation.asking import ask, recap_of
from advice.recommendation.by_goals import cautious, recommend_by_goals
from advice.recommendation.facts import Facts, StandingSign
from advice.recommendation.known import Known
from advice.recommendation.questions import Questions
from advice.recommendation.result import recommend
from advice.recommendation.rules import Decision, Rules
from advice.screening.notices import confirm, reminder, serious, told_conditions, warn_or_hold
from advice.service import notice
from channels.guide.hearing import Hearing, Progress
from channels.guide.state import (
    Answered,
    Confirmed,
    Corrected,
    Correction,
    Draft,
    Event,
    InvalidState,
    Reopened,
    State,
)

Kind = Literal["question", "confirm", "safety", "result"]


@dataclass(frozen=True)
class Stage:
    """The page that a state leads to.

    Attributes:
        kind: which page.
        messages: what the chat would say there; the first has the card.
        noted: what is said before a question of what was just told.
        known: what is known.
        facts: the same for the rules.
        question: the question asked, "" on other pages.
        signs: the serious signs that stand.
    """

    kind: Kind
    messages: tuple[Message, ...]
    known: Known
    facts: Facts
    question: str = ""
    noted: tuple[Message, ...] = ()
    signs: tuple[StandingSign, ...] = ()


class Interview:
    """Leads through the pages as the chat's form leads through its questions."""

    def __init__(self, content: Content) -> None:
        """Creates it."""
        self._content = content
        self._hearing = Hearing(content)
        self._rules = Rules(content.decision_table, content.safety)
        self._collects = content.practice.collect_health_details
        self._questions = Questions.of(content, self._rules)

    def stage(self, state: State) -> Stage:
        """The page of a state.

        Raises:
            InvalidState: where it speaks of what the content doesn't know (any more).
        """
        try:
            progress = self._hearing.replay(state.events)
            return self._stage(progress)
        except (KeyError, StopIteration) as error:
            raise InvalidState from error

    def _stage(self, progress: Progress) -> Stage:
        content, known = self._content, progress.known
        facts = self._hearing.facts(progress)
        standing = known.standing
        signs = tuple(serious(content, standing))
        asking = standing.confirming
        if asking is not None and all(s.sign in asking.signs for s in signs):
            message = confirm(content, standing, asking)
            return Stage("confirm", (message,), known, facts, signs=signs)
        question = progress.reopened
        if signs and question is None:
            message = warn_or_hold(content, standing, signs)
            return Stage("safety", (message,), known, facts, signs=signs)
        question = question or self._questions.next(facts, self._collects)
        if question is None:
            result = recommend if self._collects else recommend_by_goals
            messages = tuple(result(content, self._rules, facts, known.quotes))
            return Stage("result", messages, known, facts)
        left = len(self._questions.open(facts, self._collects))
        message = ask(content, question, facts, left, recap_of(content, known.told_values))
        noted = tuple(self._noted(known, signs))
        return Stage("question", (message,), known, facts, question, noted, signs)

    def _noted(self, known: Known, signs: tuple[StandingSign, ...]) -> Iterator[Message]:
        """What the chat says of a message before the next question."""
        if signs:
            yield reminder(self._content, signs)
            return
        yield from told_conditions(self._content, known.standing, True)
        if known.is_new_minor:
            yield notice(self._content, "minor")

    def decision(self, stage: Stage) -> Decision:
        """What the rules decide on a page's facts."""
        return self._rules.decide(stage.facts if self._collects else cautious(stage.facts))

    def answer(self, state: State, question: str, draft: Draft) -> State:
        """The state after a page was answered."""
        drafts = {q: d for q, d in state.drafts.items() if q != question}
        return State((*state.events, Answered(question, draft)), drafts, state.visit)

    def correct(self, state: State, kind: Correction) -> State:
        """The state after a warning was called a mistake or cleared."""
        return replace(state, events=(*state.events, Corrected(kind)))

    def confirmed(self, state: State, yes: bool) -> State:
        """The state after a correction was confirmed, or not."""
        if not yes and isinstance(state.events[-1], Corrected):
            # As if the button had not been pressed.
            return replace(state, events=state.events[:-1])
        return replace(state, events=(*state.events, Confirmed(yes)))

    def pages(self, state: State) -> tuple[str, ...]:
        """The questions of the pages answered, in order."""
        return tuple(e.question for e in state.events if isinstance(e, Answered))

    def back(self, state: State, to: str | None = None) -> State:
        """The state after going back to a page; what was answered there is offered again.

        Args:
            state: the state.
            to: the page's question; by default the page before.

        Returns:
            The state; unchanged where there is no such page.
        """
        places = [
            place
            for place, event in enumerate(state.events)
            if isinstance(event, Answered) and to in (None, event.question)
        ]
        if not places:
            return state
        kept, left = state.events[: places[-1]], state.events[places[-1] :]
        given_up = [event for event in left if isinstance(event, Answered)]
        drafts = {**state.drafts, **{e.question: e.draft for e in given_up}}
        question = given_up[0].question
        signs = self._vanishing(state.events, kept)
        # Where nothing vanishes, the page is the next one by itself.
        reopened: tuple[Event, ...] = (Reopened(question, signs),) if signs else ()
        return State((*kept, *reopened), drafts, state.visit)

    def _vanishing(
        self, events: tuple[Event, ...], kept: tuple[Event, ...]
    ) -> tuple[tuple[str, StandingSign], ...]:
        """The signs that stand after all events and not after those kept."""
        now = self._hearing.replay(events)
        before = {s.sign for s in self._hearing.replay(kept).known.standing.signs}
        vanishing = [s for s in now.known.standing.signs if s.sign not in before]
        return tuple((now.origins.get(s.sign, ""), s) for s in vanishing)
