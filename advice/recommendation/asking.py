"""The form's questions as messages."""

from __future__ import annotations

from collections.abc import Mapping

from advice.cards import ClarifyCard, Option, QuestionCard, WhyCard
from advice.content import Content
from advice.content.recommendation_models import FormQuestion, SignToAsk
from advice.messages import Button, Message
from advice.recommendation.facts import Facts
from advice.wording import WORD_LIMIT, as_many_as_fit

ANSWER = "answer_question"
ELSEWHERE = "elsewhere"


def signs_asked(content: Content, facts: Facts) -> list[SignToAsk]:
    """The warning signs that are asked about for the person's areas and conditions.

    Gravest first. Those of the areas are left out where they were denied, or where nothing
    tells that there are areas to ask for.
    """
    asked = content.signs_to_ask
    areas = [a for a in facts.values("area") if a in asked.areas] or [ELSEWHERE]
    order = list(asked.signs)
    names = {name for s in facts.signs for name in asked.conditions.get(s.sign, ())}
    if not names or (facts.knows("area") and not facts.signs_denied):
        names |= {name for area in areas for name in asked.areas[area]}
    chosen: dict[str, SignToAsk] = {}
    for name in sorted(names, key=order.index):
        chosen.setdefault(asked.signs[name].sign, asked.signs[name])
    by_text = {sign.text: sign for sign in reversed(chosen.values())}
    return [s for s in chosen.values() if by_text[s.text] is s][: asked.most]


def ask(
    content: Content,
    question_id: str,
    facts: Facts,
    steps_left: int,
    recap: tuple[str, ...] = (),
    is_again: bool = False,
    is_unclear: bool = False,
) -> Message:
    """One question, with the last answers repeated in it.

    Args:
        content: the loaded content.
        question_id: contract.md §5.
        facts: what is known.
        steps_left: questions still open, this one included.
        recap: what was just understood, in words.
        is_again: whether it is asked again, because there was no answer.
        is_unclear: whether the answer was a yes that doesn't say to what.

    Returns:
        The message with its question card.
    """
    wording = content.wording.recommendation
    question = content.questions[question_id]
    prompt, before = question.prompt, []
    if is_unclear and question_id == "concern":
        # "Is there something?" was answered; what it is was not.
        prompt = wording.which_one
    elif is_unclear:
        before.append(wording.which_one)
    elif is_again:
        before.append(wording.again)
    signs = signs_asked(content, facts) if question_id == "signs" else []
    if signs:
        listed = "; ".join(sign.text for sign in signs)
        prompt = wording.urgent_signs.format(prompt=prompt, signs=listed)
    options = _options(question, signs)
    if recap:
        joined = ", ".join(recap)
        before.append(wording.recap.format(recap=joined[:1].upper() + joined[1:]))
    if question_id == "health":
        before.append(content.wording.recommendation.health_notice)
    if not facts.answers and not (is_again or is_unclear):
        before.append(wording.intro)
    done = len(facts.answers)
    known = facts.knows("concern") or facts.knows("since") or done >= 2
    card = QuestionCard(
        id=question_id,
        prompt=prompt,
        options=options,
        multiple=question.multiple,
        why=question.why,
        step=done + 1,
        steps=done + steps_left if known else None,
    )
    buttons = tuple(Button(o.title, ANSWER, {question_id: o.value}) for o in options)
    room = WORD_LIMIT - len(prompt.split())
    fitting = as_many_as_fit(before, room) if before and len(before[0].split()) <= room else ""
    text = f"{fitting} {prompt}".strip()
    return Message(text, card, buttons)


def why(content: Content, question_id: str) -> Message:
    """Why a question is asked."""
    text = content.questions[question_id].why
    return Message(text, WhyCard(id=question_id, text=text))


def which_to_change(content: Content, answered: list[str]) -> Message:
    """Asks which of the answers given is to be changed."""
    wording = content.wording.recommendation
    text = wording.which_to_change if answered else wording.nothing_to_change
    buttons = tuple(
        Button(wording.answer_names[id_], "change_answer", {"question": id_}) for id_ in answered
    )
    person = Button(content.wording.clarify.person, "talk_to_person")
    options = tuple(Option(title=b.title, payload=b.payload) for b in (*buttons, person))
    return Message(text, ClarifyCard(options=options), (*buttons, person))


def recap_of(content: Content, told: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Answers in the words in which they are repeated inside the next question."""
    found = []
    for question_id, values in told.items():
        question = content.questions.get(question_id)
        for value in values:
            option = question.option(value) if question else None
            if option is not None and option.recap:
                found.append(option.recap)
    return tuple(dict.fromkeys(found))[:3]


def _options(question: FormQuestion, signs: list[SignToAsk]) -> tuple[Option, ...]:
    own = [(option.title, option.value) for option in question.options]
    if signs:
        own = [(t, v) for t, v in own if v != "some"]
        own = [*own[:1], *((sign.title, sign.sign) for sign in signs), *own[1:]]
    return tuple(
        Option(
            title=title, payload=Button(title, ANSWER, {question.id: value}).payload, value=value
        )
        for title, value in own
    )
