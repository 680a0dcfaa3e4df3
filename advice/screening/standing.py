"""The warning signs of a conversation: what raises them, and what takes one back.

Either key raises a sign; taking one back needs the visitor's explicit correction, repeated back
and confirmed (facts.md R0, R12; conversation.md §2.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from advice.content.safety_models import SafetySign
from advice.recommendation.facts import StandingSign
from advice.screening.context import Context
from advice.screening.signs import Mention

Kind = Literal["cleared", "mistake", "past"]
# Contexts that make a sign stand, and those that do for an emergency only.
RAISES = frozenset({Context.PRESENT})
RAISES_EMERGENCY = frozenset({Context.PRESENT, Context.OTHER_NOW})


@dataclass(frozen=True)
class Confirming:
    """A question whether signs may be taken back.

    Attributes:
        kind: "cleared", a clinician looked at it and agreed; "mistake", it isn't there; "past",
            it is long over.
        signs: ids of the signs in question.
    """

    kind: Kind
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """The signs that stand.

    Attributes:
        signs: in the order told.
        fresh: ids of those told in the latest message.
        confirming: a question that is open, or None.
        lowered: whether the latest message confirmed a correction.
    """

    signs: tuple[StandingSign, ...] = ()
    fresh: tuple[str, ...] = ()
    confirming: Confirming | None = None
    lowered: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, for a slot."""
        asking = self.confirming
        return {
            "signs": [{"sign": s.sign, "quote": s.quote, "agreed": s.agreed} for s in self.signs],
            "fresh": list(self.fresh),
            "confirming": {"kind": asking.kind, "signs": list(asking.signs)} if asking else None,
            "lowered": self.lowered,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Standing:
        """Reads it back from `as_json`; None is nothing standing."""
        if not data:
            return cls()
        asking = data["confirming"]
        return cls(
            tuple(StandingSign(s["sign"], s["quote"], s["agreed"]) for s in data["signs"]),
            tuple(data["fresh"]),
            Confirming(asking["kind"], tuple(asking["signs"])) if asking else None,
            data["lowered"],
        )


class Screening:
    """Updates what stands with each message."""

    def __init__(self, signs: Mapping[str, SafetySign]) -> None:
        """Creates it from the signs by id."""
        self._signs = signs

    def raised(self, mentions: Iterable[Mention]) -> list[tuple[str, Mention]]:
        """The signs that mentions raise, each with the mention that does."""
        mentions = list(mentions)
        replaced = self._replaced(mentions)
        found = []
        for mention in mentions:
            sign = self._signs.get(mention.sign)
            if sign is None or sign.id in replaced:
                continue
            if sign.level == "fine" and not sign.leaves_out:
                continue
            raises = RAISES_EMERGENCY if sign.level == "emergency" else RAISES
            if mention.context in raises:
                found.append((sign.id, mention))
            elif mention.context is Context.PAST:
                past = self._if_past(sign)
                if past != "none":
                    found.append((past, mention))
        return found

    def about(self, sign: str, context: Context) -> str | None:
        """The sign that a question with this mention is about, None for one long over."""
        if context is Context.DENIED:
            return None
        if context is not Context.PAST:
            return sign
        past = self._if_past(self._signs[sign])
        return None if past == "none" else past

    @staticmethod
    def _if_past(sign: SafetySign) -> str:
        """The sign that stands for a past one, or "none".

        A past illness is one to ask the physician about, unless the sign says otherwise.
        """
        return sign.if_past or (sign.id if sign.level == "physician_first" else "none")

    def _is_over(self, mention: Mention) -> bool:
        """Whether a mention says that a sign is long over, and not only when it began."""
        sign = self._signs[mention.sign]
        past = mention.context is Context.PAST and sign.level != "adapt"
        return past and self._if_past(sign) != sign.id

    def _replaced(self, mentions: Iterable[Mention]) -> set[str]:
        """Signs of which the mentions tell something milder: "controlled", "healed"."""
        present = (m.sign for m in mentions if m.context in (Context.PRESENT, Context.PAST))
        return {id_ for sign in present for id_ in self._signs[sign].instead_of}

    def update(
        self,
        standing: Standing,
        text: str,
        mentions: Iterable[Mention],
        notes: frozenset[str] = frozenset(),
        said_yes: bool | None = None,
        has_agreed: bool = False,
    ) -> Standing:
        """What stands after a message.

        Args:
            standing: what stood before it.
            text: the message.
            mentions: the signs it mentions.
            notes: what else it tells, see `advice.recommendation.reading.Told`.
            said_yes: whether it is a yes (True), a no (False), or neither (None).
            has_agreed: whether a clinician was said to have agreed before.

        Returns:
            The new standing.
        """
        mentions = list(mentions)
        kept = {s.sign: s for s in standing.signs}
        lowered = False
        asking = standing.confirming
        if asking is not None and said_yes:
            lowered = True
            for id_ in asking.signs:
                if asking.kind == "mistake":
                    kept.pop(id_, None)
                elif asking.kind == "past" and id_ in kept:
                    past, quote = self._if_past(self._signs[id_]), kept.pop(id_).quote
                    if past != "none":
                        kept.setdefault(past, StandingSign(past, quote))
                elif id_ in kept:
                    kept[id_] = replace(kept[id_], agreed=True)
        raised = self.raised(mentions)
        fresh = []
        for id_, mention in raised:
            if id_ not in kept:
                agreed = (has_agreed or "agreed" in notes) and self._signs[id_].settled_once_agreed
                kept[id_] = StandingSign(id_, _quote(text, mention), agreed)
                fresh.append(id_)
        next_ = Standing(tuple(kept.values()), tuple(fresh), None, lowered)
        if lowered or (asking is not None and said_yes is False):
            return next_
        return replace(next_, confirming=self._to_confirm(standing, next_, mentions, notes))

    def _to_confirm(
        self,
        before: Standing,
        now: Standing,
        mentions: list[Mention],
        notes: frozenset[str],
    ) -> Confirming | None:
        told_before = {s.sign for s in before.signs if not s.agreed}
        open_ = [s.sign for s in now.signs if not s.agreed and s.sign in told_before]
        denied = tuple(
            m.sign
            for m in mentions
            if m.sign in open_ and (m.context is Context.DENIED or self._is_over(m))
        )
        denied += tuple(id_ for id_ in open_ if id_ in self._replaced(mentions))
        if denied:
            return Confirming("mistake", tuple(dict.fromkeys(denied)))
        if not open_:
            return None
        levels = {id_: self._signs[id_].level for id_ in open_}
        if "long_over" in notes:
            over = tuple(id_ for id_ in open_ if self._signs[id_].is_serious)
            if over:
                return Confirming("past", over)
        if "taken_back" in notes:
            last = [id_ for id_ in before.fresh if id_ in open_] or open_
            return Confirming("mistake", tuple(last))
        if {"agreed", "looked_at"} & notes:
            # facts.md R0: an emergency is never talked away by a doctor's word told in chat.
            cleared = tuple(id_ for id_ in open_ if levels[id_] == "urgent")
            if cleared:
                return Confirming("cleared", cleared)
        return None


def _quote(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end].strip()
