"""Which of the signs that a message mentions count, in view of what was asked and told before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from advice.content import Content
from advice.recommendation.asking import signs_asked
from advice.recommendation.facts import Facts, StandingSign, is_complaint
from advice.recommendation.known import Answer, Heard, Known
from advice.recommendation.reading import Told
from advice.screening.signs import Mention, SignFinder
from advice.screening.standing import Standing

# A condition that only the meaning sees says nothing where the form asks something else, a
# clinician is said to know, or the words tell a plain complaint: the form's questions are for that.
UNNAMED_CONDITION = "unnamed_condition"
CONDITION_QUESTIONS = (None, "concern", "health", "signs")
CARED_FOR = frozenset({"agreed", "sends", "under_care", "referred_with_plan"})
# Since when an injury is no fresh one: longer than 72 hours.
NOT_FRESH = frozenset({"weeks_2", "weeks_12", "months", "comes_and_goes"})
# Questions whose answers go on telling what the message before began to tell.
TELLING_QUESTIONS = ("signs", "concern", "since")


class FormMentions:
    """Completes and sifts the mentions of a message by the state of the form."""

    def __init__(self, content: Content, finder: SignFinder) -> None:
        """Creates it with what finds signs in an answer."""
        self._content = content
        self._finder = finder
        self._titles = {area.id: area.title for area in content.body_areas}

    def counting(
        self,
        known: Known,
        heard: Heard,
        asked: str | None,
        told: Told,
        answers: Mapping[str, tuple[str, ...]],
    ) -> list[Mention]:
        """The mentions that count.

        Args:
            known: what was known before the message.
            heard: the message.
            asked: the question that was open (contract.md §5), or None.
            told: what its words tell.
            answers: what it answers.

        Returns:
            Mentions of its own, and those that only an answer's question or the message before
            completes.
        """
        mentions = list(heard.mentions)
        if told.said_yes is not False:
            mentions = self._explained(mentions, self._in_answer(known, heard, asked))
            if asked is None or asked in TELLING_QUESTIONS:
                mentions += self._with_before(heard, mentions)
        if {"looked_at", "agreed"} & told.notes:
            mentions = self._still_open(mentions, known.standing)
        if set(told.answers.get("since", ())) & NOT_FRESH:
            mentions = [m for m in mentions if not self._content.safety[m.sign].only_fresh]
        cared_for = CARED_FOR & {*told.notes, *_physician(told)}
        if asked not in CONDITION_QUESTIONS or cared_for or is_complaint(told.answers):
            mentions = [m for m in mentions if m.sign != UNNAMED_CONDITION]
        return self._left_to_the_question(mentions, answers, told.notes | known.notes)

    def paired(self, facts: Facts, notes: frozenset[str]) -> list[StandingSign]:
        """The signs that harmless things make together, by `content/screening/pairs.yml`."""
        told = {
            *(f"{q}:{v}" for q, values in facts.answers.items() for v in values),
            *(s.sign for s in facts.signs),
            *notes,
            *(["severe"] if facts.severe else []),
        }
        return [
            StandingSign(pair.sign)
            for pair in self._content.screening.pairs
            if set(pair.when) <= told
        ]

    def _in_answer(self, known: Known, heard: Heard, asked: str | None) -> list[Mention]:
        """Signs in an answer that leaves out what was asked about: "a bit swollen, yes".

        That is the area, and a condition with signs of its own: "some bleeding, yes".
        """
        if asked != "signs" or heard.chosen:
            return []
        areas = known.answers.get("area", Answer(())).values
        own = self._content.signs_to_ask.conditions
        conditions = [s.sign for s in known.standing.signs if s.sign in own]
        subjects = [self._titles.get(area, "") for area in areas]
        subjects += [self._content.safety[condition].title for condition in conditions]
        return [
            mention for subject in subjects for mention, _ in self._after(f"{subject} ", heard.text)
        ]

    def _explained(self, mentions: list[Mention], in_answer: list[Mention]) -> list[Mention]:
        """Mentions with those in the answer, which tell what the meaning only suspects."""
        if not in_answer:
            return mentions
        safety = self._content.safety
        gravest = min(safety[m.sign].rank for m in in_answer)
        told = [m for m in mentions if m.key == "words" or safety[m.sign].rank < gravest]
        return [*told, *in_answer]

    def _after(self, prefix: str, text: str) -> list[tuple[Mention, bool]]:
        """The signs of a text with something before it, and whether they begin in that."""
        return [
            (
                replace(m, start=max(m.start - len(prefix), 0), end=m.end - len(prefix)),
                m.start < len(prefix),
            )
            for m in self._finder.find(prefix + text)
            if m.end > len(prefix)
        ]

    def _still_open(self, mentions: list[Mention], standing: Standing) -> list[Mention]:
        """The mentions that a clinician's look leaves open."""
        safety = self._content.safety
        mentions = [m for m in mentions if not safety[m.sign].settled_once_seen]
        if not standing.signs:
            return mentions
        # "A doctor checked it this morning, it's a strain" is about the sign that stands.
        return [m for m in mentions if safety[m.sign].level == "emergency"]

    def _left_to_the_question(
        self, mentions: list[Mention], answers: Mapping[str, tuple[str, ...]], notes: frozenset[str]
    ) -> list[Mention]:
        """Without what the meaning alone suspects where the form is about to ask for it.

        A tight calf after a flight is no sign yet; swelling, warmth and redness are asked
        for before anything else (conversation.md C6).
        """
        facts = Facts(answers=answers)
        if not self.paired(facts, notes):
            return mentions
        asked = {sign.sign for sign in signs_asked(self._content, facts)}
        return [m for m in mentions if m.key == "words" or m.sign not in asked]

    def _with_before(self, heard: Heard, mentions: Iterable[Mention]) -> list[Mention]:
        """Signs that only this message and the one before tell together."""
        if not heard.before or heard.chosen:
            return []
        known = {m.sign for m in mentions}
        return [
            mention
            for mention, begins_before in self._after(
                f"{heard.before.rstrip('.!? ')}. ", heard.text
            )
            if begins_before and mention.sign not in known
        ]


def _physician(told: Told) -> tuple[str, ...]:
    return told.answers.get("physician", ())
