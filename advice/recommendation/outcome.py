"""The parts of a result, in the fixed order of conversation.md §2.6: for pages and papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advice.cards import CardSource, Reason, RecommendationCard
from advice.content import Content
from advice.messages import Message
from advice.practice import fill, practice_fact
from advice.recommendation.facts import Facts
from advice.recommendation.rules import Decision


@dataclass(frozen=True)
class Line:
    """A row of the article's table, as far as the result speaks of it."""

    label: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Outcome:
    """What a page or paper shows of a result.

    Attributes:
        card: the chat's own card.
        verdict: no. 1, in one line with the strength.
        reasons: no. 2.
        lines: no. 3, how it goes, ends and is measured.
        techniques: ids and titles.
        before: no. 4, before a booking.
        avoid: titles of techniques left out.
        changes: no. 5.
        second: no. 6, "" for none.
        sources: no. 7.
        may_book: whether a booking is offered.
    """

    card: RecommendationCard
    verdict: str
    reasons: tuple[Reason, ...]
    lines: tuple[Line, ...]
    techniques: tuple[tuple[str, str], ...]
    before: tuple[str, ...]
    avoid: tuple[str, ...]
    changes: tuple[str, ...]
    second: str
    sources: tuple[CardSource, ...]
    may_book: bool


def outcome(
    content: Content, messages: Sequence[Message], facts: Facts, decision: Decision
) -> Outcome:
    """The parts of a result.

    Args:
        content: the loaded content.
        messages: what the chat says of the result; the first has the recommendation card.
        facts: what is known.
        decision: what the rules decided on the facts.
    """
    card = messages[0].card
    assert isinstance(card, RecommendationCard)
    wording = content.wording.recommendation
    verdict = wording.verdicts[card.id].format(strength=wording.strengths[card.strength])
    return Outcome(
        card=card,
        verdict=verdict,
        reasons=card.because,
        lines=tuple(_lines(content, card)),
        techniques=tuple((id_, content.techniques[id_].title) for id_ in card.techniques),
        before=tuple(dict.fromkeys(_before(content, messages, facts, card, decision))),
        avoid=tuple(content.techniques[id_].title for id_ in card.avoid),
        changes=card.what_would_change,
        second="" if card.id == "physician_first" else wording.other_style[card.id],
        sources=card.sources,
        may_book=card.id != "physician_first",
    )


def _lines(content: Content, card: RecommendationCard) -> Iterator[Line]:
    style = card.likely_style if card.id == "physician_first" else card.id
    sides = content.comparison.sides
    both = {"medical": sides.medical.title, "relaxation": sides.relaxation.title}
    shown = {style: both[style]} if style in ("medical", "relaxation") else both
    for row in content.comparison.rows:
        if row.id in card.rows:
            yield Line(row.label, tuple((t, getattr(row, side)) for side, t in shown.items()))


def _before(
    content: Content,
    messages: Sequence[Message],
    facts: Facts,
    card: RecommendationCard,
    decision: Decision,
) -> Iterator[str]:
    """All that the chat's text has room for only in part (advice.recommendation.result)."""
    wording = content.wording.recommendation
    if not content.practice.collect_health_details:
        yield fill(content, content.wording.consent.no_details)
    if facts.someone_else:
        yield wording.someone_else
    if card.confirm_with_physician:
        yield wording.confirm
    if card.likely_style:
        yield wording.likely[card.likely_style]
    if decision.lighter:
        yield wording.lighter
    if facts.minor:
        policy = practice_fact(content, "minors_policy") or ""
        yield fill(content, wording.minor, minors_policy=policy)
    for message in messages[1:]:
        yield message.text
    if facts.value("physician") == "referred_with_plan" and card.id == "medical":
        yield wording.plan
    if facts.value("physician") in ("none", None) and facts.has_complaint:
        yield content.article.framing.care_team
    if card.credentials:
        yield card.credentials
    tell = content.faq["what_to_tell"]
    if tell.answer:
        yield fill(content, tell.answer)
