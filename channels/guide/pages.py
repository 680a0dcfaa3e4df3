"""The guide's pages: from an address and a form's fields to a page. Pure, no HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from advice.cards import QuestionCard, SafetyCard, TechniqueCard
from advice.content import Content
from advice.practice import fill, practice_fact
from advice.recommendation.asking import signs_asked
from advice.recommendation.outcome import outcome
from advice.sources import card_sources
from advice.techniques import explain_techniques
from channels.guide import fields as form
from channels.guide import visits
from channels.guide.fields import Fields, InvalidFields
from channels.guide.interview import Interview, Stage
from channels.guide.rendering import (
    BOOKING,
    COMPARE,
    PAPERS,
    QUESTIONS,
    ROOT,
    TECHNIQUES,
    VISIT,
    Page,
    Renderer,
)
from channels.guide.state import Draft, InvalidState, Signer, State, Visit
from insights.seeing import Seen
from papers import doctor_note, result
from papers.findings import Findings
from papers.rendering import Renderer as PaperRenderer

# Answers before which the privacy notice is shown at the latest.
PRIVATE = "health"
CHANGE = "change "
SIDES = ("medical", "relaxation", "beyond_article")
PAPERS_OF_A_RESULT = {"result": result.page, "doctor_note": doctor_note.page}
NO_FIELDS: Mapping[str, list[str]] = {}


class GuidePages:
    """All pages of the guide."""

    def __init__(
        self,
        content: Content,
        secret: bytes,
        most_characters: int,
        today: Callable[[], date] | None = None,
    ) -> None:
        """Creates them.

        Args:
            content: the loaded content.
            secret: signs the answers so far.
            most_characters: how long the visitor's own words on a page may be.
            today: the day on which a visit begins; by default, the practice's.
        """
        self._today = today or (lambda: datetime.now(content.practice.zone).date())
        self._content = content
        self._most_characters = most_characters
        self._signer = Signer(secret)
        self._interview = Interview(content)
        self._renderer = Renderer(content)
        self._papers = PaperRenderer(content)

    def page(self, path: str, fields: Fields | None = None) -> Page:
        """The page of an address.

        Args:
            path: the address's path; a slash at its end is allowed.
            fields: of a form that was sent there, None where none was.

        Returns:
            The page: 400 with the same question where the form can't be taken, 404 for an
            address that the guide doesn't have.
        """
        path = path.rstrip("/")
        if path == QUESTIONS:
            return self._asked(self._begun()) if fields is None else self._answered(fields)
        if path.startswith(f"{PAPERS}/") and fields is not None:
            return self._paper(path.removeprefix(f"{PAPERS}/"), fields)
        if path == ROOT:
            return self._plain("index", path)
        if path == COMPARE:
            return self._compared()
        if path == TECHNIQUES:
            return self._plain("techniques", path, groups=self._groups())
        name = path.removeprefix(f"{TECHNIQUES}/")
        messages = explain_techniques(self._content, [name], "what")
        if messages and path != name:
            card = messages[0].card
            assert isinstance(card, TechniqueCard)
            note = self._content.techniques[card.id].side_note
            return self._plain("technique", path, card=card, side_note=note)
        return self.problem(404, self._content.guide.errors.not_found)

    def visit(self, text: str) -> Visit | None:
        """Whose visit a link to book is of, None where its text isn't of these pages."""
        return self._signer.read_visit(text)

    def _begun(self) -> State:
        return visits.begun(self._today())

    def problem(self, status: int, text: str) -> Page:
        """A page that says what went wrong, in a text of content/guide.yml."""
        return Page(status, self._renderer.page("problem", "", text=text))

    def _plain(self, template: str, path: str, **values: Any) -> Page:
        return Page(200, self._renderer.page(template, path, **values))

    def _compared(self) -> Page:
        content = self._content
        return self._plain(
            "compare",
            COMPARE,
            comparison=content.comparison,
            article=content.article,
            techniques={
                "medical": self._of_side("medical"),
                "relaxation": self._of_side("relaxation"),
            },
            sources=card_sources(content, content.comparison.sources),
        )

    def _groups(self) -> list[dict[str, Any]]:
        sides = self._content.comparison.sides
        titles = {
            "medical": sides.medical.title,
            "relaxation": sides.relaxation.title,
            "beyond_article": self._content.guide.technique.beyond_article,
        }
        return [{"title": titles[side], "techniques": self._of_side(side)} for side in SIDES]

    def _of_side(self, side: str) -> list[tuple[str, str]]:
        return [(t.id, t.title) for t in self._content.techniques.values() if t.side == side]

    def _paper(self, name: str, fields: Fields) -> Page:
        """A paper of the result that a form's state leads to; else the page it leads to."""
        make = PAPERS_OF_A_RESULT.get(name)
        if make is None:
            return self.problem(404, self._content.guide.errors.not_found)
        try:
            state = self._signer.read(next(iter(fields.get(form.STATE, ())), ""))
            stage = self._interview.stage(state)
        except InvalidState:
            return self._asked(self._begun(), error=self._content.guide.errors.state)
        if stage.kind != "result":
            return self._asked(state)
        decision = self._interview.decision(stage)
        findings = Findings(stage.known, stage.facts, decision, stage.messages)
        return Page(200, make(self._content, self._papers, findings))

    def _answered(self, fields: Fields) -> Page:
        try:
            state = self._signer.read(next(iter(fields.get(form.STATE, ())), ""))
            stage = self._interview.stage(state)
        except InvalidState:
            return self._asked(self._begun(), error=self._content.guide.errors.state)
        pressed = form.action(fields)
        if pressed == "back" or pressed.startswith(CHANGE):
            return self._asked(self._gone_back(state, stage, fields, pressed))
        try:
            return self._asked(self._next_state(state, stage, fields, pressed), is_taken=True)
        except InvalidFields as error:
            given = None
            if stage.question:
                given = form.draft(fields, _question(stage))
            return self._asked(state, given, str(error))

    def _gone_back(self, state: State, stage: Stage, fields: Fields, pressed: str) -> State:
        if stage.question:
            # What stands on the page that is left is offered again too.
            draft = form.draft(fields, _question(stage))
            draft = Draft(draft.values, draft.words[: self._most_characters])
            state = replace(state, drafts={**state.drafts, stage.question: draft})
        to = pressed.removeprefix(CHANGE) if pressed.startswith(CHANGE) else None
        return self._interview.back(state, to)

    def _next_state(self, state: State, stage: Stage, fields: Fields, pressed: str) -> State:
        """The state after a form.

        Raises:
            InvalidFields: where it can't be taken.
        """
        interview, errors = self._interview, self._content.guide.errors
        if stage.kind == "question":
            card = _question(stage)
            draft = form.answer(self._content, fields, card, self._most_characters)
            answered = interview.answer(state, card.id, draft)
            if not draft.values and self._leaves_open(interview.stage(answered), card.id):
                raise InvalidFields(errors.missing_words)
            return answered
        if stage.kind == "confirm" and pressed in ("yes", "no"):
            return interview.confirmed(state, pressed == "yes")
        if stage.kind == "safety" and pressed in ("mistake", "cleared"):
            return interview.correct(state, "mistake" if pressed == "mistake" else "cleared")
        raise InvalidFields(errors.unknown)

    @staticmethod
    def _leaves_open(stage: Stage, question: str) -> bool:
        """Whether words alone did not answer the question, nor lead away from it."""
        return stage.kind == "question" and question not in stage.known.answers

    def _asked(
        self,
        state: State,
        given: Draft | None = None,
        error: str = "",
        is_taken: bool = False,
    ) -> Page:
        """The page that a state leads to; 400 with what was given, where there is an error.

        Where an answer was taken, the visit is counted for what the page shows.
        """
        stage = self._interview.stage(state)
        seen = frozenset[Seen]()
        if is_taken:
            state, seen = visits.shown(state, (*stage.messages, *stage.noted))
        values: dict[str, Any] = {
            "state": self._signer.write(state),
            "error": error,
            "pages": self._interview.pages(state),
        }
        show = getattr(self, f"_show_{stage.kind}")
        html: str = show(state, stage, given, values)
        return Page(400 if error else 200, html, state.visit, seen)

    def _show_question(
        self, state: State, stage: Stage, given: Draft | None, values: dict[str, Any]
    ) -> str:
        content, card = self._content, _question(stage)
        signs = signs_asked(content, stage.facts) if card.id == "signs" else []
        practice = content.practice
        return self._renderer.page(
            "question",
            QUESTIONS,
            card=card,
            asked=form.asked(card),
            prompt=content.questions[card.id].prompt,
            hints={sign.sign: sign.text for sign in signs},
            given=given or state.drafts.get(card.id, Draft()),
            step=card.step,
            # After a step back under a warning, what is left is not known.
            steps=None if stage.signs else card.steps,
            notes=[message.text for message in stage.noted],
            shows_privacy=not values["pages"] or card.id == PRIVATE,
            privacy_notice=fill(content, practice.privacy_notice),
            privacy_policy=practice_fact(content, "privacy_policy"),
            most_characters=self._most_characters,
            **values,
        )

    def _show_confirm(
        self, state: State, stage: Stage, given: Draft | None, values: dict[str, Any]
    ) -> str:
        safety = self._content.wording.safety
        text = stage.messages[0].text
        return self._renderer.page(
            "confirm", QUESTIONS, text=text, yes=safety.yes, no=safety.no, **values
        )

    def _show_safety(
        self, state: State, stage: Stage, given: Draft | None, values: dict[str, Any]
    ) -> str:
        message = stage.messages[0]
        assert isinstance(message.card, SafetyCard)
        return self._renderer.page(
            "safety", QUESTIONS, text=message.text, card=message.card, **values
        )

    def _show_result(
        self, state: State, stage: Stage, given: Draft | None, values: dict[str, Any]
    ) -> str:
        decision = self._interview.decision(stage)
        parts = outcome(self._content, stage.messages, stage.facts, decision)
        names = self._content.wording.recommendation.answer_names
        answers = [
            (question, names[question], stage.known.answers[question].quote)
            for question in dict.fromkeys(values["pages"])
            if question in stage.known.answers
        ]
        token = self._signer.write_visit(state.visit) if state.visit else ""
        booking = f"{BOOKING}?{VISIT}={token}"
        return self._renderer.page(
            "result", QUESTIONS, parts=parts, answers=answers, booking=booking, **values
        )


def _question(stage: Stage) -> QuestionCard:
    card = stage.messages[0].card
    assert isinstance(card, QuestionCard)
    return card
