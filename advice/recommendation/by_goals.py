"""The result where nothing about health is known, because it was not asked or not allowed."""

from __future__ import annotations

from dataclasses import replace

from advice.cards import RecommendationCard
from advice.comparison import compare_styles
from advice.content import Content
from advice.messages import Button, Message
from advice.practice import fill
from advice.recommendation.facts import Facts
from advice.recommendation.questions import NOT_ABOUT_HEALTH
from advice.recommendation.result import Quotes, recommend
from advice.recommendation.rules import Rules
from advice.wording import as_many_as_fit

STYLES = ("medical", "relaxation", "either")


def recommend_by_goals(
    content: Content, rules: Rules, facts: Facts, quotes: Quotes
) -> list[Message]:
    """What the goals point to; what isn't known counts as the more cautious value.

    Args:
        content: the loaded content.
        rules: the rules.
        facts: what is known.
        quotes: for each question, the visitor's own words.

    Returns:
        The result; where the practice collects no health details at all, the two styles with it.
    """
    wording = content.wording.consent
    result = recommend(content, rules, cautious(facts), quotes)[0]
    card = result.card
    assert isinstance(card, RecommendationCard)
    likely = _style_of_the_healthy(rules, facts)
    card = card.copy(
        update={
            "because": tuple(r for r in card.because if r.answer_id in NOT_ABOUT_HEALTH),
            "likely_style": likely,
            "what_would_change": (),
        }
    )
    collects = content.practice.collect_health_details
    sentences = [wording.declined if collects else wording.no_details]
    if likely is not None:
        verdict = content.wording.recommendation.styles[likely]
        sentences.append(wording.if_healthy.format(verdict=verdict))
    sentences = [*(fill(content, s) for s in sentences), content.wording.recommendation.general]
    book = Button(content.wording.recommendation.buttons["book"], "faq_booking")
    message = Message(as_many_as_fit(sentences), card, (book, *result.buttons))
    return [message] if collects else [message, compare_styles(content)]


def cautious(facts: Facts) -> Facts:
    """The facts with the more cautious value for everything about health."""
    kept = {q: values for q, values in facts.answers.items() if q in NOT_ABOUT_HEALTH}
    unknown = {"concern": ("not_sure",), "health": ("prefer_not_to_say",)}
    return Facts(answers={**kept, **unknown}, minor=facts.minor, someone_else=facts.someone_else)


def _style_of_the_healthy(rules: Rules, facts: Facts) -> str | None:
    healthy = cautious(facts)
    answers = {**healthy.answers, "concern": ("none",), "health": ("none",)}
    outcome = rules.decide(replace(healthy, answers=answers)).outcome
    return outcome if outcome in STYLES else None
