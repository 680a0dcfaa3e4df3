"""A message to the practice as an e-mail. Pure.

Subject and addresses hold nothing that a visitor typed but, in Reply-To, a checked e-mail
address (reliability P4). In the body every line of a visitor's is indented, so that none can
pass for a heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from unicodedata import category

from email_validator import EmailNotValidError, validate_email

from inbox.message import Kind, Level, PracticeMessage, Speaker

SUBJECT = "New message from your website"
INDENT = "    "
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
KINDS: dict[Kind, str] = {
    "question": "Question",
    "booking": "Booking request (nothing is booked yet)",
    "change": "Request to change an appointment (nothing is changed yet)",
    "cancellation": "Request to cancel an appointment (nothing is cancelled yet)",
}
LEVELS: dict[Level | None, str] = {
    "emergency": "EMERGENCY: the chat told them to call for help at once",
    "urgent": "URGENT: the chat told them to see a doctor today",
    "physician_first": "PHYSICIAN FIRST: no massage before a doctor has cleared it",
    "adapt": "ADAPT: the massage has to be adapted",
    "fine": "no warning signs were told",
    None: "not known: the chat did not ask, or they did not agree to pass it on",
}
SPEAKERS: dict[Speaker, str] = {"visitor": "Visitor", "bot": "Assistant"}


@dataclass(frozen=True)
class Letterhead:
    """What every e-mail has in common.

    Attributes:
        practice: its name.
        sender: e-mail address.
        recipients: e-mail addresses, at least one.
        public_url: where the site is opened; None leaves the link out.
    """

    practice: str
    sender: str
    recipients: Sequence[str]
    public_url: str | None = None


def email(message: PracticeMessage, letterhead: Letterhead) -> EmailMessage:
    """The e-mail of a message; the same message has the same Message-ID and date for ever.

    Args:
        message: to deliver.
        letterhead: from whom and to whom.
    """
    mail = EmailMessage(policy=SMTP)
    domain = letterhead.sender.rpartition("@")[2]
    mail["Message-ID"] = f"<{message.header_id}@{domain}>"
    mail["Date"] = message.created_at
    mail["From"] = letterhead.sender
    mail["To"] = ", ".join(letterhead.recipients)
    mail["Subject"] = f"{SUBJECT} - {' '.join(letterhead.practice.split())}"
    reply_to = _reply_to(message)
    if reply_to is not None:
        mail["Reply-To"] = reply_to
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n".join(_lines(message, letterhead)) + "\n", cte="quoted-printable")
    return mail


def shown(text: str) -> list[str]:
    """A visitor's text as lines of an e-mail.

    Every kind of line break ends a line; control characters and halves of characters, which
    no mail can carry, are replaced, tabs excepted. All else is as typed.
    """
    return ["".join(map(_carried, line)) for line in text.splitlines()]


def _lines(message: PracticeMessage, letterhead: Letterhead) -> Iterator[str]:
    yield f"Warning level: {LEVELS[message.level]}"
    yield ""
    contact = "E-mail" if message.contact_kind == "email" else "Phone"
    yield f"{KINDS[message.kind]}"
    yield f"Received {message.created_at:%Y-%m-%d %H:%M %Z}"
    yield from _told("Name", message.name)
    yield from _told(contact, message.contact)
    yield from _told("About", message.about)
    if message.summary:
        yield from ("", "What the chat has learnt, passed on with their consent")
        for title, value in message.summary:
            yield from _told(" ".join(shown(title)), value)
    if message.transcript:
        yield from ("", "What was said, passed on with their consent")
        for speaker, text in message.transcript:
            yield from _told(SPEAKERS[speaker], text)
    if letterhead.public_url:
        yield from ("", f"All messages: {letterhead.public_url.rstrip('/')}/desk/messages")


def _told(heading: str, text: str) -> Iterator[str]:
    yield f"{heading}:"
    yield from (f"{INDENT}{line}" for line in shown(text))


def _carried(character: str) -> str:
    is_lost = category(character) in ("Cc", "Cs") and character != "\t"
    return REPLACEMENT if is_lost else character


def _reply_to(message: PracticeMessage) -> Address | None:
    if message.contact_kind != "email":
        return None
    try:
        checked = validate_email(message.contact.strip(), check_deliverability=False)
    except EmailNotValidError:
        return None
    # None where it can't be written in ASCII, as headers are.
    return Address(addr_spec=checked.ascii_email) if checked.ascii_email else None
