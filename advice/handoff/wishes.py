"""Whether a visitor asks for a person, or for something to be passed on, by their words. Pure."""

from __future__ import annotations

import re

from advice.content.message_models import Kind
from advice.content.request_models import PersonWords, RequestWords
from advice.content.wish_models import NONE
from advice.screening.tokens import Phrases, Span, Token, tokenize

# So many words may stand between "let me talk to" and "somebody".
BETWEEN = 4
# And between "I'd rather discuss" and "one of the therapists", or "somebody" and "ring me".
BETWEEN_CALL = 6
# "Human pls": of so few words, one that means a person is enough.
WORDS_OF_CALL = 3
# So many words tell more than that someone should call.
WORDS_OF_STORY = 12
# "Have someone call me back" has as many.
WORDS_OF_CALL_BACK = 5
ABOUT = ("about", "regarding", "concerning")
# "Personnnn".
REPEATED = re.compile(r"(\w)\1{2,}")
# Readings of a message that may be a wish; others are what they are.
OPEN_READINGS = tuple(
    "talk_to_person several_questions nlu_fallback out_of_scope give_feedback faq_ "
    "report_warning_sign".split()
)
# Beside a warning sign only these: "book me a doctor" asks nothing of the practice.
WARNED = "report_warning_sign"
CALLED_OFF: tuple[Kind, ...] = ("cancellation", "change")
OUT_OF_SCOPE = "out_of_scope"
REQUESTS: tuple[Kind, ...] = (*CALLED_OFF, "booking")
MESSAGE_KINDS: tuple[Kind, ...] = ("question", *REQUESTS)
# What the phrases for requests are about.
KINDS = ("message", "cancellation", "change", "booking", "general", "ours")
# Topics whose messages are as often requests as questions.
TOPICS = {
    "faq_cancellation": ("cancellation", "change"),
    "faq_arrival_late": ("change", "cancellation"),
    "faq_booking": ("booking", "change"),
}


class Wishes:
    """Finds wishes by the phrases of `content/requests.yml`."""

    def __init__(self, words: RequestWords) -> None:
        """Creates the search."""
        person: PersonWords = words.person
        self._person = Phrases({name: getattr(person, name) for name in person.__fields__})
        self._requests = Phrases({kind: getattr(words, kind) for kind in KINDS})
        self._begins = tuple(tuple(phrase.split()) for phrase in words.begins)
        self._names_nobody = frozenset(words.names_nobody)

    def marks(self, text: str) -> tuple[bool, ...]:
        """Which phrases a text has, for learning: always as many, in the same order."""
        tokens = tokenize(text)
        person, requests = self._person.find(tokens), self._requests.find(tokens)
        found = [bool(person.get(name)) for name in PersonWords.__fields__]
        asked = [bool(requests.get(kind)) for kind in KINDS]
        return (*found, *asked, self.wants_person(text), self._names_someone(tokens))

    def wants_person(self, text: str) -> bool:
        """Whether the words of a message ask for a person."""
        tokens = tokenize(REPEATED.sub(r"\1", text))
        found = self._person.find(tokens)
        if found.get("unless"):
            return False
        if found.get("alone") or (found.get("who") and len(tokens) <= WORDS_OF_CALL):
            return True
        who = found.get("who", [])
        anyone = [*found.get("anyone", []), *who]
        return (
            _follows(tokens, found.get("asks", []), who)
            or _follows(tokens, found.get("talks", []), anyone, BETWEEN_CALL)
            or _follows(tokens, anyone, found.get("calls", []), BETWEEN_CALL)
        )

    def kind_of(self, text: str, intent: str, wanted: str = "") -> Kind | None:
        """What a message wants passed on; None where it wants nothing passed on.

        Args:
            text: what the visitor typed.
            intent: how it was read.
            wanted: what understanding took it to wish, one of `WISHES`, "" where it is not sure.
        """
        if wanted in MESSAGE_KINDS:
            return wanted
        if wanted == NONE:
            return None
        if not intent.startswith(OPEN_READINGS):
            return None
        tokens = tokenize(text)
        found = self._requests.find(tokens)
        is_message = bool(found.get("message")) or self._names_someone(tokens)
        if found.get("general") and not is_message:
            return None
        if intent == OUT_OF_SCOPE and not found.get("ours"):
            return None
        likely = TOPICS.get(intent, REQUESTS)
        possible = CALLED_OFF if intent == WARNED else REQUESTS
        told = [kind for kind in possible if found.get(kind)]
        told.sort(key=lambda kind: kind not in likely)
        if told and (is_message or intent in TOPICS or not intent.startswith("faq_")):
            return told[0]
        return "question" if is_message else None

    def said_kind(self, text: str) -> Kind:
        """What kind of message a text is, whatever it was read as."""
        found = self._requests.find(tokenize(text))
        return next((kind for kind in REQUESTS if found.get(kind)), "question")

    def says_more(self, text: str, wanted: str = "") -> bool:
        """Whether a text tells what is to be passed on, and not only that something is.

        Args:
            text: what the visitor typed.
            wanted: see `kind_of`.
        """
        tokens = tokenize(text)
        if wanted in REQUESTS or (wanted == "question" and len(tokens) > WORDS_OF_CALL_BACK):
            return True
        found = self._requests.find(tokens)
        if found.get("cancellation") or found.get("change") or found.get("booking"):
            return True
        words = [token.word for token in tokens]
        if len(words) >= WORDS_OF_STORY or (self._names_someone(tokens) and len(words) > BETWEEN):
            return True
        return any(word in ABOUT and place + 1 < len(words) for place, word in enumerate(words))

    def _names_someone(self, tokens: list[Token]) -> bool:
        words = [token.word for token in tokens]
        for phrase in self._begins:
            following = words[len(phrase) : len(phrase) + 1]
            if tuple(words[: len(phrase)]) == phrase and following:
                return following[0] not in self._names_nobody
        return False


def _follows(
    tokens: list[Token], first: list[Span], then: list[Span], between: int = BETWEEN
) -> bool:
    return any(
        0 <= other.first - one.last <= between
        and tokens[one.first].clause == tokens[other.first].clause
        for one in first
        for other in then
    )
