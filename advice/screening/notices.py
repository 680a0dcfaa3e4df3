"""What is said about warning signs: every sentence from `content/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from advice.cards import SafetyCard, Sign
from advice.content import Content
from advice.content.safety_models import SafetySign
from advice.messages import Button, Message
from advice.practice import fill, practice_fact
from advice.recommendation.facts import StandingSign
from advice.screening.standing import Confirming, Standing
from advice.screening.tokens import Phrases, tokenize
from advice.sources import card_sources
from advice.wording import as_many_as_fit

# What a visitor with a serious sign is not helped with: a style, a booking, a way on.
HELD_INTENTS = frozenset(
    {
        "faq_booking",
        "choose_style",
        "state_symptoms",
        "change_answer",
        "answer_question",
        "affirm",
        "deny",
        "nlu_fallback",
        "report_warning_sign",
        "skip_question",
        "go_back",
        "explain_question",
    }
)

# Answers to what asks nothing: a statement was taken for one of these topics.
STATEMENTS = (
    "faq_",
    "technique_",
    "explain_technique",
    "row_",
    "compare_",
    "out_of_scope",
    "other_",
)
PERSON = "talk_to_person"
NOT_UNDERSTOOD = ("clarify", "out_of_scope")


def highest(content: Content, signs: Iterable[StandingSign]) -> list[StandingSign]:
    """The signs of the highest level among those given, in order."""
    known = [s for s in signs if s.sign in content.safety]
    best = min((content.safety[s.sign].rank for s in known), default=None)
    return [s for s in known if content.safety[s.sign].rank == best]


def serious(content: Content, standing: Standing) -> list[StandingSign]:
    """The standing signs that call for emergency help or a doctor, if any."""
    found = highest(content, (s for s in standing.signs if not s.agreed))
    return found if found and content.safety[found[0].sign].is_serious else []


def warn_or_hold(content: Content, standing: Standing, signs: Sequence[StandingSign]) -> Message:
    """The warning about serious signs when they are told, and after that that it holds."""
    return warn(content, signs) if is_fresh(standing, signs) else hold(content, signs)


def is_fresh(standing: Standing, signs: Sequence[StandingSign]) -> bool:
    """Whether one of the signs was told in the latest message."""
    return any(sign.sign in standing.fresh for sign in signs)


def warn(content: Content, signs: Sequence[StandingSign]) -> Message:
    """What to do about signs: the emergency number first, then the visitor's own words.

    Args:
        content: the loaded content.
        signs: signs of one level, at least one.

    Returns:
        The message with its safety card.
    """
    wording = content.wording.safety
    sign = content.safety[signs[0].sign]
    sentences = [fill(content, sign.advice)]
    quote = _quotes(signs)
    if quote:
        quoted = fill(content, wording.quoted, quote=quote)
        sentences = [*sentences, quoted]
    if sign.level == "emergency":
        sentences.append(fill(content, wording.team_second))
    return Message(as_many_as_fit(sentences), _card(content, signs))


def hold(content: Content, signs: Sequence[StandingSign]) -> Message:
    """Said when a visitor goes on about massage or booking while serious signs stand."""
    return _about(content, signs, "holds")


def reminder(content: Content, signs: Sequence[StandingSign]) -> Message:
    """One line that goes before any other answer while serious signs stand."""
    return Message(_about(content, signs, "reminder").text)


def confirm(content: Content, standing: Standing, asking: Confirming) -> Message:
    """Repeats a correction back and asks whether it is right."""
    wording = content.wording.safety
    signs = [s for s in standing.signs if s.sign in asking.signs]
    text = wording.confirm_cleared if asking.kind == "cleared" else wording.confirm_mistake
    quote = _quotes(signs) or content.safety[signs[0].sign].title
    buttons = (Button(wording.yes, "affirm"), Button(wording.no, "deny"))
    return Message(
        fill(content, text, quote=quote), _card(content, highest(content, signs)), buttons
    )


def also(content: Content, signs: Sequence[StandingSign], first: bool = False) -> Message:
    """Advice on signs told in passing.

    Args:
        content: the loaded content.
        signs: signs of one level, at least one.
        first: whether nothing goes before it.
    """
    sign = content.safety[signs[0].sign]
    wording = content.wording.safety
    advice = fill(content, sign.advice)
    pattern = wording.told if first else wording.also
    text = pattern.format(quote=_quotes(signs) or sign.title, advice=advice)
    return Message(_with_policy(content, sign, text), _card(content, signs))


def told_conditions(content: Content, standing: Standing, first: bool) -> list[Message]:
    """Advice on the conditions and limits that the latest message told, if it told any.

    `first` says whether nothing goes before it.
    """
    fresh = [s for s in standing.signs if s.sign in standing.fresh and not s.agreed]
    milder = [s for s in fresh if not content.safety[s.sign].is_serious]
    return [also(content, highest(content, milder), first)] if milder else []


def about_condition(content: Content, signs: Sequence[str]) -> Message:
    """Answers a question about a condition: the advice on the gravest of the signs named."""
    ranked = sorted(signs, key=lambda id_: content.safety[id_].rank)
    sign = content.safety[ranked[0]]
    text = content.wording.safety.about.format(title=sign.title, advice=fill(content, sign.advice))
    named = [StandingSign(id_) for id_ in ranked if content.safety[id_].level == sign.level]
    return Message(_with_policy(content, sign, text), _card(content, named))


def around(
    content: Content,
    standing: Standing,
    intent: str,
    messages: list[Message],
    in_form: bool,
    asks: bool = True,
    still_coming: bool = False,
) -> list[Message]:
    """An answer with what must be said of warning signs before, after or instead of it.

    Args:
        content: the loaded content.
        standing: the signs that stand.
        intent: the intent that was answered.
        messages: the answer.
        in_form: whether the form is open; it speaks of milder signs in its result.
        asks: whether the message asks something, and doesn't only tell.
        still_coming: whether it asks for the massage all the same.

    Returns:
        At least one message.
    """
    if standing.confirming is not None and not in_form:
        asked = confirm(content, standing, standing.confirming)
        # Nobody is kept from a person by a question.
        return [*messages, asked] if intent == PERSON else [asked]
    signs = serious(content, standing)
    only_tells = not asks and intent.startswith(STATEMENTS)
    if signs:
        # "It's muscular, I'm only 29" plays a sign down, whatever topic it resembles.
        is_held = intent in HELD_INTENTS or only_tells or still_coming
        if is_held or is_fresh(standing, signs):
            return [warn_or_hold(content, standing, signs)]
        return [reminder(content, signs), *messages]
    told = [s for s in standing.signs if s.sign in standing.fresh]
    answers_it = any(m.card is not None and m.card.kind == "safety" for m in messages)
    if told and not in_form and not answers_it:
        if only_tells or _says_nothing(messages):
            return [also(content, highest(content, told), first=True)]
        return [*messages, also(content, highest(content, told))]
    return [*messages, *_against(content, standing, messages)]


def is_still_coming(content: Content, text: str) -> bool:
    """Whether a message asks for the massage all the same."""
    return bool(_still_coming(content.screening.context.still_coming).find(tokenize(text)))


@cache
def _still_coming(phrases: tuple[str, ...]) -> Phrases:
    # Every answer asks; cutting the phrases into stems once is enough.
    return Phrases({"still_coming": phrases})


def _says_nothing(messages: Sequence[Message]) -> bool:
    """Whether an answer only says that the message was not understood or is not ours."""
    return all(m.card is not None and m.card.kind in NOT_UNDERSTOOD for m in messages)


def _against(content: Content, standing: Standing, messages: Sequence[Message]) -> list[Message]:
    """What stands against a technique that was just explained (facts.md R8, A13, A14)."""
    explained = {m.card.id for m in messages if m.card is not None and m.card.kind == "technique"}
    signs = [s for s in standing.signs if explained & set(content.safety[s.sign].leaves_out)]
    return [also(content, highest(content, signs))] if signs else []


def _with_policy(content: Content, sign: SafetySign, text: str) -> str:
    policy = practice_fact(content, sign.policy) if sign.policy else None
    return as_many_as_fit([text, policy]) if policy else text


def _about(content: Content, signs: Sequence[StandingSign], what: str) -> Message:
    sign = content.safety[signs[0].sign]
    text = getattr(content.wording.safety, f"{sign.level}_{what}")
    quote = _quotes(signs) or sign.title
    return Message(fill(content, text, quote=quote), _card(content, signs))


def _quotes(signs: Iterable[StandingSign]) -> str:
    quotes = dict.fromkeys(s.quote for s in signs if s.quote)
    # The longest say the most; two are enough to show what triggered it.
    return '" and "'.join(sorted(quotes, key=len, reverse=True)[:2])


def _card(content: Content, signs: Sequence[StandingSign]) -> SafetyCard:
    first: SafetySign = content.safety[signs[0].sign]
    keys = dict.fromkeys(key for s in signs for key in content.safety[s.sign].sources)
    sources = card_sources(content, keys)
    if first.is_serious:
        # Addresses name illnesses, and a visitor with a warning sign gets no diagnosis.
        sources = tuple(source.copy(update={"url": ""}) for source in sources)
    return SafetyCard(
        id=first.level,
        signs=tuple(Sign(id=s.sign, quote=s.quote) for s in signs),
        advice=fill(content, first.advice),
        sources=sources,
    )
