"""Takes in what a visitor says, in or out of the form: pure, one message at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advice.content import Content
from advice.recommendation.asking import signs_asked
from advice.recommendation.facts import QUESTIONS, Facts, StandingSign
from advice.recommendation.known import SIGNS_DENIED, Answer, Heard, Known, with_signs_open
from advice.recommendation.mentions import FormMentions
from advice.recommendation.reading import AnswerReader, Told
from advice.screening.context import Context
from advice.screening.signs import Mention, SignFinder
from advice.screening.standing import Screening, Standing

# Notes that are kept; the others are about the message only.
KEPT_NOTES = frozenset(
    {"injured", "never_assessed", "agreed", "minor", "from_55", "someone_else", "risk"}
)
# A question that got no answer so often in a row is not asked again.
MOST_MISSES = 2
SOME = "some"
NOT_SURE, SKIPPED = "not_sure", "skip"
# The line of the health checklist that tells of a minor (rule R10).
UNDER_AGE = "under_18"
# Levels of what the therapist works around.
MILD = ("adapt", "fine")
# An answer to the health checklist that is told elsewhere.
TOLD = "told"


class Listener:
    """Takes messages in."""

    def __init__(self, content: Content, finder: SignFinder) -> None:
        """Creates it with what finds signs in an answer."""
        self._content = content
        self._mentions = FormMentions(content, finder)
        self._reader = AnswerReader(content)
        self._screening = Screening(content.safety)

    def facts(self, known: Known) -> Facts:
        """The facts for the rules, pairs of harmless things included."""
        facts = Facts(
            answers={q: a.values for q, a in known.answers.items()},
            signs=known.standing.signs,
            injured="injured" in known.notes,
            never_assessed="never_assessed" in known.notes,
            agreed="agreed" in known.notes,
            minor="minor" in known.notes,
            someone_else="someone_else" in known.notes,
            signs_denied=SIGNS_DENIED in known.notes,
        )
        raised = [
            s for s in self._mentions.paired(facts, known.notes) if s.sign not in _ids(facts.signs)
        ]
        return replace(facts, signs=(*facts.signs, *raised))

    def hear(self, known: Known, heard: Heard, asked: str | None) -> Known:
        """What is known after a message.

        Args:
            known: what was known before.
            heard: the message.
            asked: the question that was open (contract.md §5), or None.

        Returns:
            The new knowledge; the newest answer counts (rule R12).
        """
        listed = self._reader.listed_titles(asked, heard.text) if asked else ()
        if listed:
            # Tapped, not told: "Heart, stroke or BP" is a line of the checklist and no stroke.
            heard = replace(heard, chosen={str(asked): listed}, mentions=())
        told = self._told(heard, asked)
        known = _about_someone_else(known, told, asked)
        answers = self._answers(known, heard, asked, told)
        mentions = self._mentions.counting(known, heard, asked, told, answers)
        standing = self._screening.update(
            known.standing, heard.text, mentions, told.notes, told.said_yes, known.has_agreed
        )
        named = self._named(mentions)
        answers = self._answered_elsewhere(asked, answers, told, named)
        answers, ticked, unclear = self._safety_answers(
            known, heard, asked, answers, standing, named
        )
        fresh = [s for s in ticked if s.sign not in _ids(standing.signs)]
        standing = _with_fresh(standing, fresh)
        if asked == "concern" and told.said_yes and "concern" not in answers:
            unclear = not known.unclear
        misses = 0
        if asked is not None and asked not in answers and not fresh:
            # What gives or corrects another answer is about that one, if not said before.
            is_about_other = known.learns(answers, heard.text.strip())
            is_miss = heard.is_miss and not is_about_other
            misses = known.misses + int(is_miss)
            if misses >= MOST_MISSES and not unclear:
                # Asked again in vain, it counts as not answered: the more cautious value.
                answers = {**answers, asked: (self._unknown(asked),)}
                misses = 0
        takes_notes = heard.takes_answers or heard.is_side_statement or asked is not None
        notes = known.notes | (told.notes & KEPT_NOTES if takes_notes else set())
        if UNDER_AGE in answers.get("health", ()):
            notes |= {"minor"}
        answers = _implied(answers, told, known)
        if answers.get("physician") == ("none",):
            # Rule R12: the newest fact wins, and nobody who isn't involved has agreed.
            notes -= {"agreed"}
            standing = replace(
                standing, signs=tuple(replace(s, agreed=False) for s in standing.signs)
            )
        kept = dict(known.answers)
        if self._mistook_emergency(known, standing):
            # facts.md R12: after a mistake about an emergency, the signs are asked again.
            kept.pop("signs", None)
        quote = heard.text.strip()
        kept.update({q: Answer(v, quote) for q, v in answers.items() if q in QUESTIONS})
        if set(standing.fresh) & set(self._content.signs_to_ask.conditions):
            # A pregnancy's own signs were no part of a question answered before.
            kept, notes = with_signs_open(kept, notes)
        is_new_minor = "minor" in notes - known.notes
        now = Known(kept, notes, standing, tuple(answers), unclear, misses, is_new_minor)
        return replace(now, standing=_with_fresh(standing, self._serious_pairs(now)))

    def _answered_elsewhere(
        self,
        asked: str | None,
        answers: dict[str, tuple[str, ...]],
        told: Told,
        named: list[str],
    ) -> dict[str, tuple[str, ...]]:
        """The answers, with the open question's where the message gives it in other terms."""
        safety = self._content.safety
        only_mild = bool(named) and all(safety[id_].level in MILD for id_ in named)
        if asked == "concern" and only_mild and not answers.get("concern"):
            # "Only the sunburn": what is kept clear of is no condition to work on.
            return {**answers, "concern": ("none",)}
        if asked == "health" and told.answers.get("concern") and "health" not in answers:
            # What they named is known as their concern.
            return {**answers, "health": (TOLD,)}
        return answers

    def _mistook_emergency(self, known: Known, standing: Standing) -> bool:
        """Whether an emergency has just been taken back as a mistake."""
        asking = known.standing.confirming
        if not standing.lowered or asking is None or asking.kind == "cleared":
            return False
        return any(self._content.safety[id_].level == "emergency" for id_ in asking.signs)

    def _serious_pairs(self, known: Known) -> list[StandingSign]:
        """Pairs of harmless things that are a serious sign; they stand like one told."""
        standing = _ids(known.standing.signs)
        return [
            replace(sign, quote=self._content.safety[sign.sign].title)
            for sign in self.facts(known).signs
            if sign.sign not in standing and self._content.safety[sign.sign].is_serious
        ]

    def _told(self, heard: Heard, asked: str | None) -> Told:
        """What the words of a message tell; a tapped button tells its answer only."""
        if heard.chosen:
            return Told()
        reads = heard.takes_answers or heard.is_side_statement
        # A correction is about another answer than the open one, if its words don't say so.
        likely = heard.likely if reads and not heard.corrects else {}
        return self._reader.read(heard.telling, asked, likely, not heard.takes_answers)

    def _answers(
        self, known: Known, heard: Heard, asked: str | None, told: Told
    ) -> dict[str, tuple[str, ...]]:
        """The answers in a message, to the open question and to others."""
        answers = dict(heard.chosen)
        if heard.takes_answers or asked is not None:
            answers.update(told.answers)
        elif heard.is_side_statement:
            # "Tight calf after my flight": not what they want, but what is the matter.
            answers.update({q: v for q, v in told.answers.items() if q != "goals"})
        if asked == "plan" and not (heard.takes_answers or heard.is_side_statement):
            # Any text may be a plan, but not a thank-you.
            answers.pop("plan", None)
        if heard.corrects and not answers and "severity" in known.answers:
            # "Make that an 8": of the answers, only this one is a number.
            corrected = self._reader.read(heard.telling, "severity").answers
            answers.update({q: v for q, v in corrected.items() if q == "severity"})
        return answers

    def is_exact(self, question: str, text: str) -> bool:
        """Whether a text is, word for word, one of the known answers to a question."""
        return self._reader.is_exact(question, text)

    def is_listed(self, question: str, text: str) -> bool:
        """Whether a text lists titles of a question's answers and says nothing else."""
        return bool(self._reader.listed_titles(question, text))

    def _unknown(self, question: str) -> str:
        """The value of a question that stays unanswered."""
        values = {option.value for option in self._content.questions[question].options}
        known = (v for v in ("not_sure", "something_else", "no_idea") if v in values)
        return next(known, "skip")

    def _safety_answers(
        self,
        known: Known,
        heard: Heard,
        asked: str | None,
        answers: dict[str, tuple[str, ...]],
        standing: Standing,
        named: list[str],
    ) -> tuple[dict[str, tuple[str, ...]], list[StandingSign], bool]:
        """The answers to `signs` and `health`, and the signs that they raise.

        `named` are the conditions that the message itself tells, known before or not.
        """
        answers = dict(answers)
        ticked: list[StandingSign] = []
        unclear = False
        quote = heard.text.strip()
        raised = set(standing.fresh)
        if answers.get("signs") == (SKIPPED,):
            # Unanswered means the more cautious value.
            answers["signs"] = (NOT_SURE,)
        if "signs" in answers or (asked == "signs" and raised):
            values = answers.get("signs", ())
            ids = [v for v in values if v in self._content.safety]
            if ids or raised:
                ticked += [StandingSign(id_, quote) for id_ in ids]
                answers["signs"] = (SOME,)
            elif SOME in values:
                unclear = not known.unclear
                if unclear:
                    del answers["signs"]
                else:
                    gravest = self._gravest(known)
                    ticked.append(StandingSign(gravest, quote))
        if "health" in answers or (asked == "health" and named):
            values = answers.get("health", ())
            by_answer = self._content.signs_to_ask.health
            if not named:
                ticked += [StandingSign(by_answer[v], quote) for v in values if v in by_answer]
            if named and (not values or values == ("none",)):
                answers["health"] = tuple(self._ticks(named))
        return answers, ticked, unclear

    def _named(self, mentions: list[Mention]) -> list[str]:
        """The conditions that a message tells of the person, harmless ones included."""
        told = [id_ for id_, _ in self._screening.raised(mentions)]
        here = (Context.PRESENT, Context.PAST)
        safety = self._content.safety
        fine = [m.sign for m in mentions if m.context in here and safety[m.sign].level == "fine"]
        return list(dict.fromkeys([*told, *fine]))

    def _ticks(self, signs: Iterable[str]) -> list[str]:
        """The lines of the health checklist that signs belong to."""
        rows = {
            self._content.safety[s].row: k for k, s in self._content.signs_to_ask.health.items()
        }
        found = [rows.get(self._content.safety[id_].row, TOLD) for id_ in signs]
        return list(dict.fromkeys(found))

    def _gravest(self, known: Known) -> str:
        asked = signs_asked(self._content, self.facts(known))
        return min((s.sign for s in asked), key=lambda id_: self._content.safety[id_].rank)


def _with_fresh(standing: Standing, fresh: Iterable[StandingSign]) -> Standing:
    fresh = tuple(fresh)
    ids = (s.sign for s in fresh)
    return replace(standing, signs=(*standing.signs, *fresh), fresh=(*standing.fresh, *ids))


def _ids(signs: Iterable[StandingSign]) -> set[str]:
    return {s.sign for s in signs}


def _about_someone_else(known: Known, told: Told, asked: str | None) -> Known:
    """What still counts when, after a finished form, someone asks for another person (R11).

    A serious sign stays: it is not known to be over.
    """
    finished = asked is None and bool(known.answers)
    if not finished or "someone_else" not in told.notes - known.notes:
        return known
    return replace(known, answers={}, notes=frozenset())


def _implied(
    answers: dict[str, tuple[str, ...]], told: Told, known: Known
) -> dict[str, tuple[str, ...]]:
    """Answers that follow from what was said without being asked."""
    physician = known.answers.get("physician")
    open_ = physician is None or physician.values == ("none",)
    if "physician" not in answers and open_:
        if "agreed" in told.notes:
            answers["physician"] = ("under_care",)
        elif "looked_at" in told.notes:
            answers["physician"] = ("seen",)
    return answers
