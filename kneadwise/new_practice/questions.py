"""What a new practice is asked, in which order, and how each answer is read. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from advice.content.base import web_address
from kneadwise.new_practice import typed
from kneadwise.new_practice.typed import Told
from kneadwise.new_practice.unfit import Unfit

# An answer as it is typed; the lines of a list.
Answer = str | list[str]
# Instead of an answer.
SKIPPED = frozenset({"", "-", "skip", "none", "n/a", "ask us"})


def _nothing(told: Told) -> str | None:
    return None


@dataclass(frozen=True)
class Question:
    """One fact.

    Attributes:
        id: its key in an answers file.
        asks: the question.
        hint: how to answer it, and what for.
        read: makes the value of what was typed; raises Unfit.
        usual: what an empty answer means, by what was told before.
        needed: whether there must be an answer.
        is_list: whether it takes several lines.
        is_more: whether it is only asked of who wants to tell more.
        only_in: countries that it is asked in; empty for all.
    """

    id: str
    asks: str
    hint: str
    read: Callable[[str, Told], Any]
    usual: Callable[[Told], str | None] = _nothing
    needed: bool = False
    is_list: bool = False
    is_more: bool = False
    only_in: frozenset[str] = frozenset()

    def value(self, answer: Answer, told: Told) -> Any:
        """What an answer means; None where there is none.

        Args:
            answer: as it was typed.
            told: the values of the questions before.

        Raises:
            Unfit: where it can't be used.
        """
        if isinstance(answer, list):
            lines = [line for line in answer if line.strip().lower() not in SKIPPED]
            return [self.read(line, told) for line in lines] or None
        text = " ".join(answer.split()) if not self.is_list else answer.strip()
        if text.lower() in SKIPPED:
            text = self.usual(told) or ""
        if not text:
            if self.needed:
                raise Unfit("the assistant can't do without it", self.hint)
            return None
        if self.is_list:
            return self.value(text.splitlines(), told)
        return self.read(text, told)


def _field(name: str) -> Callable[[str, Told], Any]:
    return lambda text, told: typed.field(name, text, told)


def _url(text: str, told: Told) -> str:
    try:
        return web_address(text)
    except ValueError as error:
        raise Unfit(str(error), "copy it whole from the browser, like https://spa.com/privacy")


def _fact(id_: str, asks: str, hint: str, **more: Any) -> Question:
    def read(text: str, told: Told) -> str:
        return typed.sentence(id_, text)

    return Question(id_, asks, hint, read, **more)


_more = partial(_fact, is_more=True)
QUESTIONS: tuple[Question, ...] = (
    Question("name", "What is it called?", "as on its sign", _field("name"), needed=True),
    Question(
        "country",
        "Which country is it in?",
        "two letters, like US, GB or DE",
        typed.country,
        needed=True,
    ),
    Question(
        "phone",
        "Its phone number?",
        "with the area code; visitors get it wherever the assistant doesn't know",
        _field("phone"),
        needed=True,
    ),
    Question(
        "emergency_number",
        "What do people there call for an ambulance?",
        "the number alone; it is shown in emergencies",
        _field("emergency_number"),
        usual=typed.usual_emergency_number,
        needed=True,
    ),
    Question(
        "time_zone",
        "Which time zone?",
        "like Europe/London, or a large city in it, like Los Angeles",
        typed.zone,
        usual=typed.usual_zone,
        needed=True,
    ),
    Question("email", "Its e-mail address?", "visitors see it", _field("email")),
    _fact("address", "Where is it?", "as a visitor needs it: street, house, floor"),
    Question(
        "opening_hours",
        "When is it open?",
        "like: Mon-Fri 9am-6pm, Sat 10-14; with a break: Mon 9-12 and 14-18",
        typed.opening_hours,
    ),
    Question(
        "prices",
        "What does it cost?",
        "one a line, like: Relaxation massage, 60, $95; an empty line ends the list",
        lambda text, told: typed.price(text),
        is_list=True,
    ),
    Question(
        "payment_kinds",
        "How can visitors pay?",
        "like: cash, credit card",
        partial(typed.names, "payment_kinds"),
    ),
    Question(
        "booking_url",
        "Where can visitors book online?",
        "the page's address, with https://",
        _field("booking_url"),
    ),
    _fact("therapists", "Who works there?", "in a sentence, like: Two therapists work here"),
    Question(
        "languages",
        "Which languages do you speak there?",
        "like: English, Spanish",
        partial(typed.names, "languages"),
    ),
    _fact("credentials", "Which licenses or trainings do they have?", "in a sentence"),
    _fact(
        "cancellation_policy",
        "What if somebody cancels or moves an appointment?",
        "in a sentence or two: until when it is free, and what it costs then",
    ),
    _fact("parking", "Where do visitors park?", "in a sentence"),
    Question(
        "privacy_url",
        "Where is your privacy notice on the web?",
        "the page's address, with https://",
        _url,
    ),
    Question(
        "color",
        "The color of the chat?",
        "as on your website, like #2f5d50",
        typed.color,
        usual=lambda told: "#2f5d50",
    ),
    Question(
        "tagline",
        "Your practice in one line?",
        "under its name on the page",
        _field("tagline"),
        is_more=True,
    ),
    _more("late_policy", "When should visitors come, and what if they are late?", "in a sentence"),
    _more("session_lengths", "How long are your sessions?", "in a sentence"),
    _more("accessibility", "Can somebody in a wheelchair get in?", "steps, elevator, table"),
    _more("couples", "Do you massage two at the same time?", "in a sentence"),
    _more("gift_cards", "Do you sell gift cards?", "in a sentence: where and how"),
    _more("mobile_visits", "Do you visit people at home?", "in a sentence: where, for how much"),
    _more("tipping_policy", "Do you take tips?", "in a sentence"),
    _more("therapist_gender_policy", "Can visitors choose who treats them?", "in a sentence"),
    _more("referral_policy", "Does anybody need a doctor's referral?", "in a sentence"),
    _more("insurance_policy", "Do you bill insurance?", "in a sentence"),
    _more(
        "hsa_fsa_policy",
        "Do you take HSA and FSA cards?",
        "in a sentence",
        only_in=frozenset({"US"}),
    ),
    _more("minors_policy", "From which age on, and with whom?", "in a sentence"),
    _more(
        "pregnancy_policy",
        "Do you treat pregnant visitors?",
        "in a sentence: from which week on, with which note",
    ),
)
BY_ID = {question.id: question for question in QUESTIONS}


def asked(told: Told, more: bool) -> list[Question]:
    """The questions for a practice, as far as it is known.

    Args:
        told: the values so far.
        more: those that are only asked of who wants to tell more, or the others.
    """
    return [
        question
        for question in QUESTIONS
        if question.is_more == more
        and (not question.only_in or told.get("country") in question.only_in)
    ]


def read_answers(
    answers: Mapping[str, Answer], ids: Sequence[str] | None = None
) -> tuple[dict[str, Any], dict[str, Unfit]]:
    """The values of answers, and what is wrong with the others.

    Args:
        answers: by the question's id.
        ids: of the questions that count; None for all, answered or not.

    Returns:
        Values by id, without those that were left out, and errors by id.
    """
    told: dict[str, Any] = {}
    errors: dict[str, Unfit] = {}
    for question in QUESTIONS:
        if ids is not None and question.id not in ids:
            continue
        try:
            value = question.value(answers.get(question.id, ""), told)
        except Unfit as error:
            errors[question.id] = error
            continue
        if value is not None:
            told[question.id] = value
    return told, errors
