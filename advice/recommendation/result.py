"""The result card, in the order of conversation.md §2.6."""

from __future__ import annotations

from advice.cards import Reason, RecommendationCard
from advice.content import Content
from advice.messages import Button, Message
from advice.practice import fill, practice_fact
from advice.recommendation.changes import what_would_change
from advice.recommendation.facts import QUESTIONS, Facts
from advice.recommendation.rules import Decision, Rules
from advice.recommendation.supposing import what_if
from advice.recommendation.techniques import left_out, suggested
from advice.screening.notices import also, highest
from advice.sources import card_sources
from advice.wording import as_many_as_fit

# Where the visitor said it, by question; for the quotes of the card.
Quotes = dict[str, str]


def recommend(content: Content, rules: Rules, facts: Facts, quotes: Quotes) -> list[Message]:
    """The recommendation that follows from the facts.

    Args:
        content: the loaded content.
        rules: the rules.
        facts: what is known; no serious sign stands.
        quotes: for each question, the visitor's own words.

    Returns:
        The result, and advice on what to leave out where something is.
    """
    decision = rules.decide(facts)
    wording = content.wording.recommendation
    reasons = _reasons(content, facts, decision, quotes)
    card = RecommendationCard(
        id=decision.outcome,
        confirm_with_physician=decision.confirm,
        strength=decision.strength,
        because=reasons,
        rows=_rows(decision),
        techniques=suggested(content, facts, decision),
        avoid=left_out(content, facts),
        credentials=_credentials(content, decision),
        likely_style=decision.likely_style,
        what_would_change=what_would_change(content, rules, facts, decision),
        rules=decision.rules,
        sources=card_sources(content, _sources(content, decision)),
    )
    titles = wording.buttons
    # A doctor first: no booking is offered before that.
    book = () if decision.outcome == "physician_first" else (Button(titles["book"], "faq_booking"),)
    buttons = (
        *book,
        Button(content.wording.buttons["price"], "faq_price"),
        Button(titles["compare"], "compare_styles"),
        Button(titles["change"], "change_answer"),
        Button(titles["person"], "talk_to_person"),
        Button(titles["helpful"], "goodbye"),
    )
    messages = [Message(_text(content, facts, decision, reasons), card, buttons)]
    # Of a condition that the physician has agreed to, "ask first" is no longer true.
    adapt = [s for s in facts.signs if content.safety[s.sign].level == "adapt"]
    if adapt and decision.outcome != "physician_first":
        messages.append(also(content, highest(content, adapt)))
    return messages


def explain(content: Content, rules: Rules, facts: Facts, quotes: Quotes) -> Message:
    """Why a recommendation is what it is: its reasons, and what would change it.

    Args:
        content: the loaded content.
        rules: the rules.
        facts: what is known; no serious sign stands.
        quotes: for each question, the visitor's own words.
    """
    result = recommend(content, rules, facts, quotes)[0]
    card = result.card
    assert isinstance(card, RecommendationCard)
    sentences = [*(reason.text for reason in card.because), *card.what_would_change]
    return Message(as_many_as_fit(sentences), card, result.buttons)


def suppose(
    content: Content, rules: Rules, facts: Facts, supposed: Facts, quotes: Quotes
) -> Message:
    """What the result would be if something were otherwise; the card stays that of the result.

    Args:
        content: the loaded content.
        rules: the rules.
        facts: what is known; no serious sign stands.
        supposed: the same with what the visitor supposes.
        quotes: for each question, the visitor's own words.
    """
    result = recommend(content, rules, facts, quotes)[0]
    return Message(what_if(content, rules, facts, supposed), result.card, result.buttons)


def _text(content: Content, facts: Facts, decision: Decision, reasons: tuple[Reason, ...]) -> str:
    wording = content.wording.recommendation
    sentences = [
        wording.verdicts[decision.outcome].format(strength=wording.strengths[decision.strength])
    ]
    if facts.someone_else:
        sentences.append(wording.someone_else)
    if decision.confirm:
        sentences.append(wording.confirm)
    if decision.likely_style:
        sentences.append(wording.likely[decision.likely_style])
    if decision.lighter:
        sentences.append(wording.lighter)
    if facts.minor:
        policy = practice_fact(content, "minors_policy") or ""
        sentences.append(fill(content, wording.minor, minors_policy=policy))
    sentences += [reason.text for reason in reasons[:2]]
    if facts.value("physician") == "referred_with_plan" and decision.outcome == "medical":
        sentences.append(wording.plan)
    if decision.outcome != "physician_first":
        sentences.append(wording.other_style[decision.outcome])
    if facts.value("physician") in ("none", None) and facts.has_complaint:
        sentences.append(content.article.framing.care_team)
    sentences.append(wording.general)
    return as_many_as_fit(sentences)


def _reasons(
    content: Content, facts: Facts, decision: Decision, quotes: Quotes
) -> tuple[Reason, ...]:
    wording = content.wording.recommendation
    found = []
    for sign in facts.signs:
        if sign.sign in decision.signs and content.safety[sign.sign].level != "fine":
            text = content.safety[sign.sign].title
            found.append(Reason(answer_id=sign.sign, quote=sign.quote, text=f"{text}."))
    for question in QUESTIONS:
        for value in facts.values(question):
            option = content.questions[question].option(value)
            if option is not None and option.reason:
                text = wording.because.format(reason=option.reason)
                found.append(Reason(answer_id=question, quote=quotes.get(question, ""), text=text))
                break
    return tuple(found[:5])


def _rows(decision: Decision) -> tuple[str, ...]:
    # conversation.md §2.6 no. 3: how it ends and is measured.
    if decision.outcome == "physician_first":
        return decision.rows
    return tuple(dict.fromkeys([*decision.rows, "termination_of_care", "measure_of_success"]))


def _credentials(content: Content, decision: Decision) -> str:
    medical = "medical" in (decision.outcome, decision.likely_style)
    either = decision.outcome == "either"
    return content.article.framing.credentials if medical or either else ""


def _sources(content: Content, decision: Decision) -> list[str]:
    keys = ["ARTICLE", *(k for id_ in decision.signs for k in content.safety[id_].sources)]
    if not decision.rows and not decision.signs:
        keys.append("INF")
    return list(dict.fromkeys(keys))
