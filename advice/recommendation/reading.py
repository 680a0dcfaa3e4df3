"""Reads answers out of a visitor's words, asked for or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from advice.content import Content
from advice.content.recommendation_models import FormQuestion
from advice.recommendation.measures import Measures
from advice.recommendation.notes import NoteReader
from advice.screening.context import Context, ContextReader
from advice.screening.tokens import Phrases, Span, Token, tokenize

# An answer by meaning is taken from this share of the votes and this likeness on.
SHARE, LIKENESS, NEAR_LIKENESS = 0.45, 0.35, 0.45
# What is safe or not is not taken from a faint likeness.
SAFETY_QUESTIONS, SAFETY_LIKENESS = ("signs", "health"), 0.55
# In a longer message the likeness to a short answer says little.
MOST_WORDS_BY_MEANING = 30
# Longer messages that begin with a yes or no go on to something else.
MOST_WORDS_OF_YES = 9
# Words that make a goal the only one, and how many words before it they may stand.
EXCLUSIVE, WORDS_FROM_ONLY = frozenset({"just", "only", "mostly", "simply", "purely"}), 4
# What takes back a part of a no.
LIMITED = re.compile(r"\b(?:but|except|apart|though|although|only|just)\b")
# Says what was or wasn't said before.
DISPUTES = re.compile(r"\b(?:said|never say|told you|mentioned|meant)\b")
# Of several concerns told at once, the gravest counts.
GRAVER = ("post_surgery", "diagnosed_condition", "recent_injury", "chronic_ache", "stress_tension")
# What is told beside an answer and seldom is one: "get rid of the leg pain" is a goal.
DETAILS = frozenset({"area", "since", "severity", "pressure"})
# A bare yes: to the signs, some of them; to the clinician, the more cautious reading.
YES_MEANS = {"signs": "some", "physician": "seen"}
REFERRED = "referred_with_plan"
GENERAL = ("not_sure", "prefer_not_to_say", "skip")


@dataclass(frozen=True)
class Told:
    """What a message tells.

    Attributes:
        answers: for each question, the values told.
        notes: of "injured", "never_assessed", "agreed", "looked_at", "taken_back",
            "minor", "from_55", "long_over", "someone_else", "clinicians", "agrees",
            "not_agreed", "sends".
        said_yes: whether the message is a yes, a no (False), or neither (None).
    """

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    said_yes: bool | None = None


# For a question, values with their share of votes (0 to 1) and cosine, likeliest first.
Likely = Mapping[str, list[tuple[str, float, float]]]


class AnswerReader:
    """Reads answers by the words of `content/recommendation/`."""

    def __init__(self, content: Content) -> None:
        """Creates the reader."""
        self._questions = content.questions
        names: dict[str, tuple[str, ...]] = {}
        exact: dict[str, dict[str, str]] = {}
        for question in content.questions.values():
            exact[question.id] = {}
            for option in question.options:
                key = f"{question.id} {option.value}"
                names[key] = tuple(option.names)
                for text in (option.title, *option.said_as, *option.names):
                    exact[question.id].setdefault(_plain(text), option.value)
        for area in content.body_areas:
            names[f"area {area.id}"] = area.terms
        self._exact = exact
        self._titles = {
            question.id: {_plain(option.title): option.value for option in question.options}
            for question in content.questions.values()
        }
        # Which of them are asked about depends on the area; all are known.
        for sign in content.signs_to_ask.signs.values():
            self._titles["signs"].setdefault(_plain(sign.title), sign.sign)
        self._names = Phrases(names)
        general = content.general_answers.dict()
        self._general = {
            name: frozenset(_plain(word) for word in words) for name, words in general.items()
        }
        self._context = ContextReader(content.screening.context)
        self._notes = NoteReader(content.told, self._context)
        self._measures = Measures(content.words)

    def read(
        self,
        text: str,
        asked: str | None = None,
        likely: Likely | None = None,
        doubtful: bool = False,
    ) -> Told:
        """Reads a message.

        Args:
            text: the message.
            asked: the question that was open, or None.
            likely: values by the meaning of the message, for each question.
            doubtful: whether the message may be about something else.

        Returns:
            What it tells.
        """
        tokens = tokenize(text)
        notes = self._notes.read(text, tokens)
        answers = self._stated(tokens)
        speaks_of_it = bool(answers.get("area")) or bool(answers.get("goals")) or "injured" in notes
        measured = self._measures.read(text, asked, speaks_of_it)
        for question, value in measured.items():
            answers[question] = (*answers.get(question, ()), value)
        yes = self._yes_or_no(text)
        is_exact = asked is not None and self.is_exact(asked, text)
        if self._measures.is_bare(text, asked) and not is_exact:
            answers = {q: v for q, v in answers.items() if q in measured}
        elif asked is not None and asked in self._questions:
            # A correction of something else is no answer to the open question.
            own_likely = {} if "taken_back" in notes else likely or {}
            own = self._asked(self._questions[asked], text, answers, yes, own_likely, doubtful)
            if own == (REFERRED,) and not self.is_exact(asked, text) and not _is_sent(notes):
                # Who only treats the person has not agreed to massage.
                own = ("under_care",)
            if not own and asked == "physician" and "clinicians" in notes:
                own = ("seen",)
            if own:
                answers[asked] = own
        return Told({q: v for q, v in answers.items() if v}, notes, yes)

    def _stated(self, tokens: list[Token]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[tuple[Span, str]]] = {}
        context = self._context.read(tokens)
        is_saying = self._context.is_saying(tokens)
        for key, spans in self._names.find(tokens).items():
            question, value = key.split(" ", 1)
            for span in spans:
                if is_saying(span):
                    continue
                if context.of([span]) in (Context.PRESENT, Context.PAST, Context.OTHER_PERSON):
                    found.setdefault(question, []).append((span, value))
        if "goals" in found:
            found["goals"] = _only(found["goals"], tokens) or found["goals"]
        return {
            question: _longest(told, self._questions[question].multiple)
            for question, told in found.items()
            if question in self._questions
        }

    def _asked(
        self,
        question: FormQuestion,
        text: str,
        stated: Mapping[str, tuple[str, ...]],
        yes: bool | None,
        likely: Likely,
        doubtful: bool,
    ) -> tuple[str, ...]:
        plain = _plain(text)
        if not plain:
            return ()
        exact = self._exact[question.id].get(plain)
        if exact is not None:
            return (exact,)
        parts = [p for p in re.split(r"\s*(?:,|;|\?|\band\b|&|\+|/)\s*", text.lower()) if _plain(p)]
        listed = tuple(
            dict.fromkeys(
                value for p in parts if (value := self._exact[question.id].get(_plain(p)))
            )
        )
        if question.multiple and listed and len(listed) >= len(parts):
            return listed
        if question.multiple and listed and stated.get(question.id) and listed != ("none",):
            # "Less pain and chill": one by its words, one as it stands.
            return tuple(dict.fromkeys((*stated[question.id], *listed)))
        for name in GENERAL:
            if plain in self._general[name]:
                option = question.option(name)
                if option is None and name != "skip":
                    option = question.option("not_sure") or question.option("no_idea")
                return (option.value if option else "skip",)
        values = {option.value for option in question.options}
        elsewhere = DISPUTES.search(plain) or (" " in plain and self.is_exact("physician", text))
        if yes is False and question.id in SAFETY_QUESTIONS and elsewhere:
            # "No surgery! I never said this", "no doctor": it is about something else.
            return ()
        if yes is False and "none" in values and not stated.get(question.id):
            return ("none",)
        if yes is False and question.id in DETAILS and not any(stated.values()):
            return ("skip",)
        if yes is True and question.id in YES_MEANS:
            return (YES_MEANS[question.id],)
        if stated.get(question.id):
            return stated[question.id]
        if yes is True and question.id == "concern":
            # That there is something doesn't say what.
            return ()
        if question.id == "plan":
            return (text.strip(),) if yes is not False else ("skip",)
        # It answers another question too: then only a near likeness answers this one.
        other = any(values for name, values in stated.items() if name not in DETAILS)
        least = NEAR_LIKENESS if doubtful or other else LIKENESS
        return self._by_meaning(question, text, likely, least)

    def listed_titles(self, question: str, text: str) -> tuple[str, ...]:
        """The values of a text that lists titles of a question's answers and says nothing else.

        A widget sends several answers so (contract.md §1). A title may hold a comma itself.

        Args:
            question: the question's id.
            text: the message.
        """
        titles = self._titles.get(question, {})
        rest, values = _plain(text), []
        while rest:
            title = max((t for t in titles if _starts(rest, t)), key=len, default="")
            if not title:
                return ()
            values.append(titles[title])
            rest = rest[len(title) :].strip()
        return tuple(dict.fromkeys(values))

    def is_exact(self, question: str, text: str) -> bool:
        """Whether a text is, word for word, one of the known answers to a question."""
        return _plain(text) in self._exact[question]

    @staticmethod
    def _by_meaning(
        question: FormQuestion, text: str, likely: Likely, least: float
    ) -> tuple[str, ...]:
        ranked = likely.get(question.id) or []
        if question.id in ("since", "severity") or text.rstrip().endswith("?"):
            ranked = [entry for entry in ranked if entry[2] >= 0.6]
        if not ranked or len(text.split()) > MOST_WORDS_BY_MEANING:
            return ()
        value, share, likeness = ranked[0]
        if question.id in SAFETY_QUESTIONS:
            least = max(least, SAFETY_LIKENESS)
        return (value,) if share >= SHARE and likeness >= least else ()

    def _yes_or_no(self, text: str) -> bool | None:
        """A yes or no at the beginning of a message; "no idea" is neither."""
        words = _plain(text).split()
        if len(words) > MOST_WORDS_OF_YES:
            # "Nothing like that, no swelling": a no that stands by itself and is not limited.
            head = _plain(re.split(r"[,.;!]", text.strip())[0])
            limited = LIMITED.search(text.lower())
            return False if head in self._general["no"] and not limited else None
        for length in range(min(len(words), 5), 0, -1):
            start = " ".join(words[:length])
            if any(start in self._general[name] for name in GENERAL):
                return None
            if start in self._general["no"]:
                return False
            if start in self._general["yes"]:
                return True
        return None


def _starts(text: str, title: str) -> bool:
    """Whether a plain text starts with a plain title, as whole words."""
    return bool(title) and f"{text} ".startswith(f"{title} ")


def _is_sent(notes: frozenset[str]) -> bool:
    return "sends" in notes and "not_agreed" not in notes


def _plain(text: str) -> str:
    """A text for exact comparison: lower case, without signs at its ends and doubled spaces."""
    lower = re.sub("['’`]", "", text.lower())
    return re.sub(r"\s+", " ", re.sub(r"[.,!?;:()\"]+", " ", lower)).strip()


def _only(told: list[tuple[Span, str]], tokens: list[Token]) -> list[tuple[Span, str]]:
    """The goals that are all someone wants: "stiff neck, but I just want to relax"."""
    return [
        (span, value)
        for span, value in told
        if EXCLUSIVE & {t.word for t in tokens[max(span.first - WORDS_FROM_ONLY, 0) : span.first]}
    ]


def _longest(told: list[tuple[Span, str]], multiple: bool) -> tuple[str, ...]:
    """Values in order, without those inside a longer wording; one only, the last, if so asked."""
    kept = [
        (span, value) for span, value in told if not any(span.is_within(other) for other, _ in told)
    ]
    values = tuple(dict.fromkeys(value for _, value in sorted(kept)))
    if multiple:
        return values
    graver = [value for value in GRAVER if value in values]
    return tuple(graver[:1]) or values[-1:]
