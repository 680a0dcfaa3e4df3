"""How to reach a person, and whether one is there now. Pure."""

from __future__ import annotations

from datetime import datetime

from advice.cards import HandoffCard
from advice.content import Content
from advice.content.message_models import Kind
from advice.handoff.asking import leave_button
from advice.messages import Message
from advice.opening_hours import Opening, opening_at
from advice.practice import fill, opening_hours
from advice.wording import as_many_as_fit

DAYS_OF_WEEK = 7


def offer_person(
    content: Content,
    now: datetime | None = None,
    takes_message: bool = True,
    kind: Kind = "question",
) -> Message:
    """How to reach a person: phone, e-mail, and whether they are there now.

    Args:
        content: the loaded content.
        now: an aware moment; where None, only the week's hours are said.
        takes_message: whether a message may be left.
        kind: what kind of message the button begins.
    """
    practice = content.practice
    wording = content.wording.handoff
    hours = opening_hours(practice.opening_hours)
    sentences = [fill(content, wording.phone)]
    if practice.opening_hours and now:
        holidays = {day.date: day.hours for day in practice.holidays}
        opening = opening_at(practice.opening_hours, holidays, practice.zone, now)
        sentences.append(_now(content, opening, now))
    if practice.email:
        sentences.append(fill(content, wording.email, email=practice.email))
    if takes_message:
        sentences.append(wording.write)
    if hours:
        sentences.append(fill(content, wording.hours, opening_hours=hours))
    card = HandoffCard(
        id="offer", fields=(), summary="", opening_hours=hours or "", phone=practice.phone
    )
    buttons = (leave_button(content, kind),) if takes_message else ()
    return Message(as_many_as_fit(sentences), card, buttons)


def _now(content: Content, opening: Opening, now: datetime) -> str:
    wording = content.wording.handoff
    at = opening.changes_at
    if at is None:
        return wording.open_always if opening.is_open else wording.closed
    pattern = wording.open_now if opening.is_open else wording.closed_now
    return fill(content, pattern, when=_when(content, at, opening.is_open, now))


def _when(content: Content, at: datetime, closes: bool, now: datetime) -> str:
    wording = content.wording.handoff
    days = (at.date() - now.astimezone(at.tzinfo).date()).days
    pattern = wording.later if days >= DAYS_OF_WEEK else wording.weekday
    if days == 0:
        pattern = wording.today if closes else wording.today_at
    elif days == 1:
        pattern = wording.tomorrow
    return fill(
        content,
        pattern,
        time=f"{at:%H:%M}",
        zone=at.tzname() or "",
        weekday=f"{at:%A}",
        date=f"{at:%B} {at.day}",
    )
