"""What a visitor's message adds to what is to be passed on. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from advice.contact import Contact, contact_problem, find_contact
from advice.content.message_models import Kind
from advice.content.request_models import RequestWords
from advice.discarding import DISCARDING
from advice.handoff.draft import Answer, Asked, Draft
from advice.handoff.naming import NameReader, left_over
from advice.handoff.wishes import Wishes
from advice.screening.tokens import Phrases, tokenize

# What the widget's form sends: one line for each field.
LINE = re.compile(r"^[ \t]*(name|phone|email|message)[ \t]*:[ \t]*(.+?)[ \t]*$", re.I | re.M)
# So sure, a reading is no name and no message, however short it is.
SURE = 0.7
# What no field takes, whatever is asked.
CONTROLS = (
    "cancel restart_chat delete_chat talk_to_person repeat explain_question bot insult "
    "inappropriate_request other_language greet goodbye thanks capabilities"
).split()
ASKING = ("faq_", "row_", "technique_", "explain_technique", "compare_", "further_", "several_")
# "Why do you need it?", after so few words of an answer.
FEW_WORDS = 3
WORDS_OF_ANSWER = 4
# A name is asked for twice, a number three times; then the visitor won't give it.
MOST_MISSES = {"name": 2, "contact": 3}


@dataclass(frozen=True)
class Told:
    """A message as understanding gave it.

    Attributes:
        text: what the visitor typed, or the button's title.
        intent: how it was read.
        confidence: of that, 0 to 1.
        asks: whether it asks something.
        chosen: what a tapped button says, by entity.
        at: when it came (seconds since 1970).
        wanted: what understanding took it to wish, see `advice.content.wish_models.WISHES`.
        is_doubtful: whether it may wish something thrown away, and not surely so.
    """

    text: str
    intent: str = ""
    confidence: float = 0.0
    asks: bool = False
    chosen: Mapping[str, str] = field(default_factory=dict)
    at: float = 0.0
    wanted: str = ""
    is_doubtful: bool = False

    @property
    def is_control(self) -> bool:
        """Whether it steers the conversation and answers nothing."""
        few = len(self.text.split()) <= FEW_WORDS
        # What throws something away was surely read so, else it is not read so at all.
        is_sure = self.confidence >= SURE or self.intent in DISCARDING
        return self.intent in CONTROLS and (is_sure or not few)

    @property
    def is_question(self) -> bool:
        """Whether it is a question that the assistant can answer."""
        asks = self.asks or "?" in self.text
        return self.intent.startswith(ASKING) and asks and self.confidence >= SURE


class Hearing:
    """Takes messages into a draft."""

    def __init__(self, words: RequestWords, region: str) -> None:
        """Creates the reading.

        Args:
            words: `content/requests.yml`.
            region: whose phone numbers need no country code, see `advice.contact`.
        """
        self._region = region
        self._wishes = Wishes(words)
        self._names = NameReader(words)
        self._parent = Phrases({"parent": words.parent})
        self._answers = Phrases(
            {name: getattr(words, name) for name in ("send_all", "send", "dont_send")}
        )

    def outside(self, draft: Draft, told: Told) -> Draft:
        """The draft after a message while nothing is asked about it: a number is kept."""
        contact = find_contact(told.text, self._region)
        if self._parent.find(tokenize(told.text)):
            draft = replace(draft, is_parent=True)
        return draft.reached_by(contact) if contact else draft

    def begun(self, draft: Draft, told: Told, resumes: bool) -> Draft:
        """The draft when the form begins.

        Args:
            draft: what was told before; a message that was sent is over.
            told: the message that begins it.
            resumes: whether questions about massage were open.
        """
        draft = replace(draft.closed(), is_open=True, began_at=told.at)
        kind = told.chosen.get("message_kind") or self._wishes.kind_of(
            told.text, told.intent, told.wanted
        )
        draft = replace(draft, kind=cast(Kind, kind or "question"), resumes=resumes)
        if told.intent == "leave_message":
            return draft
        if LINE.search(told.text):
            return self._lines(draft, told.text)
        contact = find_contact(told.text, self._region)
        if contact:
            # Who gives a number unasked wants no more questions (conversation.md C10).
            skipped = ("about", "name")
            draft = replace(draft.reached_by(contact), skipped=skipped)
        name = self._names.introduced(told.text)
        about = left_over(told.text, contact.text if contact else "")
        says_more = self._wishes.says_more(told.text, told.wanted)
        return replace(draft, name=name or draft.name, about=about if says_more else draft.about)

    def hear(self, draft: Draft, told: Told, asked: Asked) -> Draft | None:
        """The draft after a message in the form; what changes it, is another message.

        See `_heard`.
        """
        new = self._heard(draft, told, asked)
        return new if new is None or new.answer else replace(new, answered_at=0.0)

    def _heard(self, draft: Draft, told: Told, asked: Asked) -> Draft | None:
        """The draft after a message in the form.

        Args:
            draft: before.
            told: the message.
            asked: the open question.

        Returns:
            None where the message is none of the form's; else the new draft, which is complete
            where its `answer` is one.
        """
        draft = replace(draft, changed=False)
        if told.chosen.get("message_consent"):
            return self._answered(draft, told, told.chosen["message_consent"])
        if told.intent == "leave_message":
            return draft
        if told.intent == "go_back":
            return replace(draft.without_last(), misses=0)
        if LINE.search(told.text):
            return replace(self._lines(draft, told.text), misses=0, changed=asked == "consent")
        contact = find_contact(told.text, self._region)
        name = self._names.introduced(told.text)
        if asked == "consent" and not contact and not name:
            return self._consent(draft, told)
        if contact or (name and not told.is_control):
            return self._several(draft, told, asked, contact, name)
        if told.is_control and not self._is_about_loss(told, asked):
            return None
        return self._field(draft, told, asked)

    def _is_about_loss(self, told: Told, asked: Asked) -> bool:
        """Whether a text that reads like a wish for a person is what the person is to know.

        "I left my scarf in room two": nobody is asked for in so many words.
        """
        is_wish = told.intent == "talk_to_person"
        return asked == "about" and is_wish and not self._wishes.wants_person(told.text)

    def _field(self, draft: Draft, told: Told, asked: Asked) -> Draft | None:
        if told.intent == "skip_question" and asked in ("about", "name"):
            return replace(draft, skipped=(*draft.skipped, asked), misses=0)
        if asked == "contact":
            problem = contact_problem(told.text, self._region)
            if draft.misses + 1 >= MOST_MISSES["contact"] and not told.is_question:
                return self._answered(draft, told, "dont_send")
            if problem:
                return replace(draft, problem=problem, misses=draft.misses + 1)
            if told.is_question:
                return None
            is_more = told.intent == "state_symptoms" or self._wishes.says_more(told.text)
            more = draft.adding(told.text, self._wishes.said_kind(told.text)) if is_more else draft
            return replace(more, misses=draft.misses + 1, problem="")
        is_wish = (
            asked == "about"
            and self._wishes.kind_of(told.text, told.intent, told.wanted) is not None
        )
        if (told.is_question and not is_wish) or told.intent in ("affirm", "deny"):
            return None
        if asked == "name":
            name = self._names.alone(told.text)
            if name is None:
                missed = replace(draft, misses=draft.misses + 1)
                if missed.misses < MOST_MISSES["name"]:
                    return missed
                return replace(missed, skipped=(*draft.skipped, "name"), misses=0)
            return replace(draft, name=name, misses=0)
        kind = self._wishes.said_kind(told.text)
        return replace(draft.adding(told.text.strip(), kind), misses=0)

    def _several(
        self, draft: Draft, told: Told, asked: Asked, contact: Contact | None, name: str | None
    ) -> Draft:
        new = draft.reached_by(contact) if contact else draft
        rest = left_over(told.text, contact.text if contact else "", name or "")
        if name is None and asked == "name":
            name = self._names.alone(rest)
            rest = "" if name else rest
        new = replace(new, name=name or new.name, misses=0)
        if asked == "consent":
            if self._wishes.says_more(rest):
                new = new.adding(rest, self._wishes.said_kind(rest))
            return replace(new, changed=True)
        if rest and (not draft.about or self._wishes.says_more(rest)):
            is_more = len(rest.split()) >= FEW_WORDS or asked == "about"
            new = new.adding(rest, self._wishes.said_kind(rest)) if is_more else new
        return new

    def _consent(self, draft: Draft, told: Told) -> Draft | None:
        is_wish = self._wishes.kind_of(told.text, told.intent, told.wanted) is not None
        if told.is_question and not is_wish:
            return None
        first, rest = _head(told.text)
        found = self._answers.find(tokenize(first))
        more = rest if rest and self._wishes.says_more(rest) else ""
        if len(first.split()) > WORDS_OF_ANSWER:
            found = {}
        if found.get("dont_send") and told.intent != "talk_to_person":
            return self._answered(draft, told, "dont_send")
        if told.intent in CONTROLS and (not found or told.intent in DISCARDING):
            # "Forget everything" is no "everything" to send.
            return None
        if told.is_doubtful:
            return replace(draft, misses=draft.misses + 1)
        is_sure = told.confidence >= SURE
        if found.get("send_all") or found.get("send") or (told.intent == "affirm" and is_sure):
            if more:
                draft = draft.adding(more, self._wishes.said_kind(more))
            answer = "send_all" if found.get("send_all") else "send"
            return self._answered(draft, told, answer)
        if told.intent == "deny" and is_sure:
            return self._answered(draft, told, "dont_send")
        if self._wishes.says_more(told.text) or len(told.text.split()) > FEW_WORDS:
            added = draft.adding(told.text.strip(), self._wishes.said_kind(told.text))
            return replace(added, changed=True, misses=0)
        return replace(draft, misses=draft.misses + 1)

    def _answered(self, draft: Draft, told: Told, answer: str) -> Draft:
        given: Answer = "send" if answer == "send" else "dont_send"
        if answer == "send_all":
            given = "send_all"
        return replace(draft, answer=given, answered_at=draft.answered_at or told.at, misses=0)

    def _lines(self, draft: Draft, text: str) -> Draft:
        told = {key.lower(): value.strip() for key, value in LINE.findall(text)}
        about = told.get("message", "")
        if about:
            draft = replace(draft, about=about, kind=self._graver(draft, about))
        if told.get("name"):
            draft = replace(draft, name=told["name"])
        written = [told[key] for key in ("phone", "email") if told.get(key)]
        contacts = [found for text in written if (found := find_contact(text, self._region))]
        if contacts:
            draft = draft.reached_by(contacts[0])
            if contacts[1:]:
                # One way is asked for; the other goes along in the words.
                draft = draft.adding(contacts[1].text, draft.kind)
        elif written:
            problem = contact_problem(written[0], self._region)
            kind = "phone" if told.get("phone") else "email"
            draft = replace(draft, problem=problem or kind, contact="", contact_kind="")
        return draft

    def _graver(self, draft: Draft, about: str) -> Kind:
        return Draft(kind=draft.kind).adding("", self._wishes.said_kind(about)).kind


def _head(text: str) -> tuple[str, str]:
    """A message's first clause, and what follows it: "yes. and cancel my appointment"."""
    parts = re.split(r"[.!,;\n]+\s*|\s+(?=and\b|but\b|also\b)", text.strip(), maxsplit=1)
    rest = parts[1].strip() if len(parts) > 1 else ""
    return parts[0], re.sub(r"^(?:and|also|but)\s+", "", rest, flags=re.I)
