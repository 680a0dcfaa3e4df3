"""The cards of the conversation contract, §3: one model for each kind."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Extra

from advice.content.models import Side


class Card(BaseModel):
    """Base of all cards; `kind` and `id` say what the turn is."""

    kind: str
    id: str

    class Config:
        extra = Extra.forbid
        frozen = True

    def as_json(self) -> dict[str, Any]:
        """The card as plain JSON values."""
        return self.dict()


class CardSource(BaseModel):
    """A source as a card shows it; `url` is "" where none is known."""

    title: str
    url: str


class Option(BaseModel):
    """One answer a visitor may tap. `value` is the contract's id (§5)."""

    title: str
    payload: str
    value: str = ""


class TechniqueCard(Card):
    kind: Literal["technique"] = "technique"
    title: str
    side: Side
    what: str
    feels_like: str
    used_for: str
    cautions: tuple[str, ...]
    evidence: str
    sources: tuple[CardSource, ...]


class RowCard(Card):
    kind: Literal["row"] = "row"
    label: str
    medical: str
    relaxation: str
    side: Literal["medical", "relaxation", "both"]


class TableRow(BaseModel):
    """One row inside the table card."""

    id: str
    label: str
    medical: str
    relaxation: str


class TableCard(Card):
    kind: Literal["table"] = "table"
    id: Literal["comparison"] = "comparison"
    rows: tuple[TableRow, TableRow, TableRow, TableRow, TableRow, TableRow]


class QuestionCard(Card):
    kind: Literal["question"] = "question"
    prompt: str
    options: tuple[Option, ...]
    multiple: bool
    why: str
    step: int
    steps: int | None


class WhyCard(Card):
    kind: Literal["why"] = "why"
    text: str


class Reason(BaseModel):
    """Why a style is recommended: the answer, in the visitor's words."""

    answer_id: str
    quote: str
    text: str


class RecommendationCard(Card):
    kind: Literal["recommendation"] = "recommendation"
    id: Literal["medical", "relaxation", "either", "physician_first"]
    confirm_with_physician: bool
    strength: Literal["strong", "good"]
    because: tuple[Reason, ...]
    rows: tuple[str, ...]
    techniques: tuple[str, ...]
    avoid: tuple[str, ...]
    credentials: str
    likely_style: Literal["medical", "relaxation", "either"] | None
    what_would_change: tuple[str, ...]
    rules: tuple[str, ...]
    sources: tuple[CardSource, ...]


class Sign(BaseModel):
    """A safety sign and the visitor's own words for it."""

    id: str
    quote: str


class SafetyCard(Card):
    kind: Literal["safety"] = "safety"
    id: Literal["emergency", "urgent", "physician_first", "adapt", "fine"]
    signs: tuple[Sign, ...]
    advice: str
    sources: tuple[CardSource, ...]


class FaqCard(Card):
    kind: Literal["faq"] = "faq"
    answer: str
    configured: bool
    sources: tuple[CardSource, ...]


class SmalltalkCard(Card):
    kind: Literal["smalltalk"] = "smalltalk"


class ClarifyCard(Card):
    kind: Literal["clarify"] = "clarify"
    id: Literal["options"] = "options"
    options: tuple[Option, ...]


class OutOfScopeCard(Card):
    kind: Literal["out_of_scope"] = "out_of_scope"
    id: Literal["out_of_scope"] = "out_of_scope"
    instead: tuple[str, ...]


class HandoffCard(Card):
    kind: Literal["handoff"] = "handoff"
    id: Literal["offer", "form", "sent", "cancelled"]
    fields: tuple[str, ...]
    summary: str
    opening_hours: str
    phone: str


class NoticeCard(Card):
    kind: Literal["notice"] = "notice"
    id: Literal["privacy", "deleted", "restarted", "cancelled", "minor", "abuse"]


class FeedbackCard(Card):
    kind: Literal["feedback"] = "feedback"
    id: Literal["ask", "thanks"]
    closing_question: str = ""


class ReadingLink(BaseModel):
    """A link of the reading card."""

    title: str
    url: str


class ReadingCard(Card):
    kind: Literal["reading"] = "reading"
    id: Literal["further_reading"] = "further_reading"
    links: tuple[ReadingLink, ...]


class ErrorCard(Card):
    kind: Literal["error"] = "error"
    id: Literal["unavailable"] = "unavailable"
    phone: str


CARD_MODELS: dict[str, type[Card]] = {
    str(model.__fields__["kind"].default): model for model in Card.__subclasses__()
}


def parse_card(data: dict[str, Any]) -> Card:
    """Reads a card back from JSON.

    Args:
        data: a card as `Card.as_json` gives it.

    Returns:
        The card.

    Raises:
        KeyError: for an unknown kind.
        pydantic.ValidationError: where a field is missing, wrong or unknown.
    """
    return CARD_MODELS[data["kind"]].parse_obj(data)
