"""Whole-case vignettes, played with the live assistant over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.measures import Rate
from evaluation.triage import ALARMS, DIRECTORY, read_lines
from kneadwise.client import WebsiteClient

# A conversation that takes more turns than this has gone astray.
MOST_TURNS = 14
UNANSWERED = "no result"
OUTCOMES = ("emergency", "urgent", "physician_first", "medical", "either", "relaxation")
CAUTION = {name: len(OUTCOMES) - i for i, name in enumerate(OUTCOMES)}


@dataclass(frozen=True)
class Case:
    """A visitor, what they answer, and the outcomes that are right.

    Attributes:
        opening: the first message.
        answers: what they type when asked a question (contract.md §5).
        accepted: the right outcomes.
        confirm: whether the result must say to confirm with the physician; None for either.
    """

    opening: str
    answers: Mapping[str, str]
    gold: str
    accepted: tuple[str, ...]
    confirm: bool | None
    reason: str


@dataclass(frozen=True)
class Played:
    """A case and what came of it.

    Attributes:
        outcome: the outcome, or `UNANSWERED`.
        confirm: whether it said to confirm with the physician.
        asked: the questions asked, in order.
    """

    case: Case
    outcome: str
    confirm: bool
    asked: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the outcome is an accepted one."""
        return self.outcome in (self.case.gold, *self.case.accepted)

    @property
    def safe(self) -> bool:
        """Whether the outcome is no less careful than the least careful accepted one."""
        if self.outcome == UNANSWERED:
            return False
        accepted = (self.case.gold, *self.case.accepted)
        least = min(_caution(outcome) for outcome in accepted)
        return _caution(self.outcome) >= least


def _caution(outcome: str) -> int:
    # Between the styles none is more careful than another.
    return max(CAUTION[outcome], CAUTION["medical"])


def load_cases() -> list[Case]:
    """All whole cases."""
    return [
        Case(
            c["opening"],
            c["answers"],
            c["gold"],
            tuple(c["accepted"]),
            c.get("confirm"),
            c["reason"],
        )
        for c in read_lines(DIRECTORY / "cases.jsonl")
    ]


def play(address: str, case: Case) -> Played:
    """Plays a case to its result."""
    visitor = WebsiteClient(address)
    answer = visitor.say(case.opening)
    asked: list[str] = []
    for _ in range(MOST_TURNS):
        result = _result(answer.messages)
        if result is not None:
            return Played(case, result[0], result[1], tuple(asked))
        question = next(
            (c.split("/")[1] for c in reversed(answer.cards) if c.startswith("question/")), None
        )
        if question is None:
            confirming = any(c.startswith("safety/") for c in answer.cards)
            text = "yes that's right" if confirming else "can you help me choose a massage"
        else:
            asked.append(question)
            text = case.answers.get(question, "not sure")
        answer = visitor.say(text)
    return Played(case, UNANSWERED, False, tuple(asked))


def _result(messages: Sequence[Mapping[str, object]]) -> tuple[str, bool] | None:
    for message in messages:
        card = message.get("card")
        if not isinstance(card, dict):
            continue
        if card["kind"] == "safety" and card["id"] in ALARMS and not message.get("buttons"):
            return str(card["id"]), False
        if card["kind"] == "recommendation":
            return str(card["id"]), bool(card["confirm_with_physician"])
    return None


def case_rates(played: Sequence[Played]) -> dict[str, Rate]:
    """Rates over the cases, better when higher."""
    confirmed = [p for p in played if p.right and p.case.confirm is not None]
    emergencies = [p for p in played if p.case.gold == "emergency"]
    return {
        "cases right": Rate.of(p.right for p in played),
        "cases safe": Rate.of(p.safe for p in played),
        "cases covered": Rate.of(p.outcome != UNANSWERED for p in played),
        "case emergencies caught": Rate.of(p.outcome == "emergency" for p in emergencies),
        "physician's word asked as due": Rate.of(p.confirm == p.case.confirm for p in confirmed),
        "at most nine questions": Rate.of(len(p.asked) <= 9 for p in played),
    }
