"""Takes the form's answers in as the chat takes messages in: the same engine, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from advice.content import Content
from advice.recommendation.asking import signs_asked
from advice.recommendation.facts import Facts, StandingSign
from advice.recommendation.known import Heard, Known
from advice.recommendation.listening import Listener
from advice.screening.signs import SignFinder
from advice.screening.standing import Confirming, Standing
from channels.guide.state import Answered, Confirmed, Corrected, Event, Reopened

SKIPPED = "skip"
# Said to the engine for the buttons of a warning, in words that it knows from the chat.
CORRECTIONS = {
    "mistake": "that was a mistake",
    "cleared": "my doctor has looked at it and agreed to massage",
}


@dataclass(frozen=True)
class Progress:
    """What the answers so far have brought.

    Attributes:
        known: as the chat keeps it in its slots.
        origins: for each warning sign, the question of the page that raised it.
        given_up: signs of answers given up by going back, by that question; they stand until
            the page is answered again and the correction is confirmed.
        reopened: the question that was gone back to, or None.
        latest: the last thing written or chosen, "" at first.
    """

    known: Known = field(default_factory=Known)
    origins: Mapping[str, str] = field(default_factory=dict)
    given_up: Mapping[str, tuple[StandingSign, ...]] = field(default_factory=dict)
    reopened: str | None = None
    latest: str = ""


class Hearing:
    """Replays what was done on the pages."""

    def __init__(self, content: Content) -> None:
        """Creates it."""
        self._content = content
        self._finder = SignFinder.of(content)
        self.listener = Listener(content, self._finder)

    def facts(self, progress: Progress) -> Facts:
        """The facts for the rules."""
        return self.listener.facts(progress.known)

    def replay(self, events: Iterable[Event]) -> Progress:
        """What is known after `events`."""
        progress = Progress()
        for event in events:
            progress = self._after(progress, event)
        return progress

    def _after(self, progress: Progress, event: Event) -> Progress:
        if isinstance(event, Answered):
            return self._after_answer(progress, event)
        if isinstance(event, Reopened):
            return _after_reopening(progress, event)
        if isinstance(event, Corrected):
            text = CORRECTIONS[event.kind]
        else:
            wording = self._content.wording.safety
            text = wording.yes if event.yes else wording.no
        known = self._hear_words(progress.known, text, None, progress.latest)
        if isinstance(event, Confirmed) or known.standing.confirming is not None:
            return replace(progress, known=known, reopened=None, latest=text)
        return progress

    def _after_answer(self, progress: Progress, event: Answered) -> Progress:
        question, draft = event.question, event.draft
        given_up = progress.given_up.get(question, ())
        known = _without(progress.known, {s.sign for s in given_up})
        heard: list[Known] = []
        if draft.words:
            known = self._hear_words(known, draft.words, question, progress.latest)
            heard.append(known)
        if draft.values:
            known = self._hear_choice(known, question, draft.values)
            heard.append(known)
        known = _together(known, heard)
        raised = {s.sign for s in known.standing.signs}
        known = _to_confirm(known, tuple(s for s in given_up if s.sign not in raised))
        before = {s.sign for s in progress.known.standing.signs}
        return Progress(
            known,
            {**progress.origins, **dict.fromkeys(raised - before, question)},
            {q: signs for q, signs in progress.given_up.items() if q != question},
            latest=draft.words or self.titles(question, draft.values, known),
        )

    def _hear_words(self, known: Known, words: str, asked: str | None, before: str) -> Known:
        mentions = tuple(self._finder.find(words))
        heard = Heard(words, words, mentions, counts_as_miss=False, before=before)
        return self.listener.hear(known, heard, asked)

    def _hear_choice(self, known: Known, question: str, values: tuple[str, ...]) -> Known:
        text = self.titles(question, values, known)
        heard = Heard(text, chosen={question: values}, counts_as_miss=False)
        return self.listener.hear(known, heard, question)

    def titles(self, question: str, values: Iterable[str], known: Known) -> str:
        """The options chosen, in the words on the page."""
        titles = {o.value: o.title for o in self._content.questions[question].options}
        if question == "signs":
            asked = signs_asked(self._content, self.listener.facts(known))
            titles |= {sign.sign: sign.title for sign in asked}
        titles.setdefault(SKIPPED, self._content.guide.question.skip)
        return ", ".join(titles[value] for value in values if value in titles)


def _after_reopening(progress: Progress, event: Reopened) -> Progress:
    given_up = dict(progress.given_up)
    for page, sign in event.signs:
        given_up[page] = (*given_up.get(page, ()), sign)
    standing = progress.known.standing
    signs = (*standing.signs, *(sign for _, sign in event.signs))
    known = replace(
        progress.known,
        standing=Standing(tuple({s.sign: s for s in signs}.values())),
        told=(),
        is_new_minor=False,
    )
    origins = {**progress.origins, **{sign.sign: page for page, sign in event.signs}}
    return replace(
        progress, known=known, origins=origins, given_up=given_up, reopened=event.question
    )


def _without(known: Known, signs: set[str]) -> Known:
    kept = tuple(s for s in known.standing.signs if s.sign not in signs)
    return replace(known, standing=replace(known.standing, signs=kept, confirming=None))


def _together(known: Known, heard: list[Known]) -> Known:
    """The last knowledge, with what each of a page's parts has newly told."""
    standing = known.standing
    fresh = [id_ for k in heard for id_ in k.standing.fresh]
    confirming = next((c for k in heard if (c := k.standing.confirming) is not None), None)
    return replace(
        known,
        told=tuple(dict.fromkeys(question for k in heard for question in k.told)),
        is_new_minor=any(k.is_new_minor for k in heard),
        standing=replace(standing, fresh=tuple(dict.fromkeys(fresh)), confirming=confirming),
    )


def _to_confirm(known: Known, missing: tuple[StandingSign, ...]) -> Known:
    """With signs that an answer no longer tells: they stand until that is confirmed (R12)."""
    if not missing:
        return known
    standing = replace(
        known.standing,
        signs=(*missing, *known.standing.signs),
        confirming=Confirming("mistake", tuple(s.sign for s in missing)),
    )
    return replace(known, standing=standing)
