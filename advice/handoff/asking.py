"""What is asked and said where something is passed on to the practice's people. Pure."""

from __future__ import annotations

from advice.cards import ErrorCard, HandoffCard, NoticeCard
from advice.content import Content
from advice.content.message_models import Kind
from advice.handoff.draft import Asked, Draft
from advice.messages import Button, Message
from advice.practice import fill, opening_hours, practice_fact
from advice.wording import as_many_as_fit

# The fact that a request rests on.
FACTS = {"cancellation": "cancellation_policy", "change": "cancellation_policy", "booking": ""}
# A bubble is short; the card has it whole.
SHOWN_WORDS = 22


def ask(content: Content, draft: Draft, asked: Asked, first: bool) -> Message:
    """Asks for one field, or whether to send what is known.

    Args:
        content: the loaded content.
        draft: what is known.
        asked: the field.
        first: whether the form has just begun.
    """
    if asked == "consent":
        return _confirm(content, draft)
    wording = content.message
    if draft.problem and asked == "contact":
        sentences = [wording.problems[draft.problem]]
    else:
        texts = wording.again if draft.misses else wording.ask
        sentences = [fill(content, texts[asked])]
    if first and draft.resumes:
        sentences.append(wording.keeps_answers)
    return Message(" ".join(sentences), _card(content, "form", draft, draft.missing))


def _confirm(content: Content, draft: Draft) -> Message:
    wording = content.message
    pattern = wording.confirm
    if draft.changed:
        pattern = wording.changed
    elif draft.misses:
        pattern = wording.confirm_again
    text = fill(content, pattern, summary=_shortened(summary(content, draft)))
    titles = wording.buttons
    return Message(
        text,
        _card(content, "form", draft, ()),
        (
            _answer(titles["send"], "send"),
            _answer(titles["send_all"], "send_all"),
            _answer(titles["dont_send"], "dont_send"),
        ),
    )


def _answer(title: str, answer: str) -> Button:
    return Button(title, "answer_message", {"message_consent": answer})


def leave_button(content: Content, kind: Kind = "question") -> Button:
    """The button that begins a message of a kind."""
    titles = content.message.buttons
    title = titles["leave"] if kind == "question" else titles["request"]
    return Button(title, "leave_message", {"message_kind": kind})


def summary(content: Content, draft: Draft) -> str:
    """What would be sent, in a few lines' words."""
    wording = content.message
    about = " ".join(draft.about.split()) or wording.nothing_about
    lines = [wording.lines["about"].format(kind=wording.kinds[draft.kind], about=about)]
    if draft.name:
        lines.append(wording.lines["name"].format(name=draft.name))
    if draft.contact:
        lines.append(wording.lines["contact"].format(contact=draft.contact))
    return " ".join(line if line[-1] in ".!?" else f"{line}." for line in lines)


def sent(content: Content, draft: Draft, again: bool = False) -> Message:
    """Said once the message is stored; a request is no promise."""
    wording = content.message
    pattern = wording.sent_all if draft.answer == "send_all" else wording.sent
    sentences = [fill(content, wording.sent_already if again else pattern, contact=draft.contact)]
    if draft.kind != "question":
        sentences.append(wording.request)
        policy = practice_fact(content, FACTS[draft.kind]) if FACTS[draft.kind] else None
        sentences += [policy] if policy else []
        if draft.kind in ("cancellation", "change"):
            sentences.append(fill(content, content.wording.handoff.phone))
    text = as_many_as_fit(sentences)
    return Message(text, _card(content, "sent", draft, ()), _resume(content, draft))


def cancelled(content: Content, draft: Draft) -> Message:
    """Said where nothing is sent."""
    sentences = [content.message.cancelled, fill(content, content.wording.handoff.phone)]
    card = _card(content, "cancelled", Draft(), ())
    return Message(" ".join(sentences), card, _resume(content, draft))


def failed(content: Content) -> Message:
    """Said where the message could not be stored; the form then asks again whether to send it."""
    text = fill(content, content.message.failed)
    return Message(text, ErrorCard(phone=content.practice.phone))


def nothing_to_send(content: Content) -> Message:
    """Said to who would send a message that there isn't."""
    card = _card(content, "cancelled", Draft(), ())
    return Message(content.message.nothing_to_send, card, (leave_button(content),))


def why_asked(content: Content) -> Message:
    """Why a name and a number are asked for."""
    return Message(content.message.why, NoticeCard(id="privacy"))


def _resume(content: Content, draft: Draft) -> tuple[Button, ...]:
    return (Button(content.message.buttons["resume"], "choose_style"),) if draft.resumes else ()


def _card(content: Content, id_: str, draft: Draft, fields: tuple[str, ...]) -> HandoffCard:
    told = bool(draft.about or draft.name or draft.contact)
    return HandoffCard.parse_obj(
        {
            "id": id_,
            "fields": fields,
            "summary": summary(content, draft) if told else "",
            "opening_hours": opening_hours(content.practice.opening_hours) or "",
            "phone": content.practice.phone,
        }
    )


def _shortened(text: str) -> str:
    words = text.split()
    # The way back stands at the end and must be read.
    return text if len(words) <= SHOWN_WORDS * 2 else _ends(words)


def _ends(words: list[str]) -> str:
    return " ".join([*words[:SHOWN_WORDS], "…", *words[-SHOWN_WORDS // 2 :]])
