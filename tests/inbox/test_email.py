"""The e-mail says all that the visitor agreed to, and nobody can write its headers."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import example, given

from inbox.delivery.email import INDENT, KINDS, LEVELS, REPLACEMENT, Letterhead, email, shown
from inbox.message import PracticeMessage
from tests.inbox.messages import CANARY, MESSAGES, TEXTS, message

LETTERHEAD = Letterhead(
    "Juniper Street Spa", "bot@spa.example", ("desk@spa.example",), "https://spa.example/"
)
HEADERS = {
    "Message-ID",
    "Date",
    "From",
    "To",
    "Subject",
    "Reply-To",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}
EVIL = "x\r\nBcc: thief@evil.example\r\n\r\nhello"


def sent(whole: PracticeMessage) -> EmailMessage:
    """As a mail program reads it."""
    parsed = message_from_bytes(email(whole, LETTERHEAD).as_bytes(), policy=SMTP)
    assert isinstance(parsed, EmailMessage)
    return parsed


def told(text: str) -> str:
    """A text as it stands under its heading."""
    return "".join(f"{INDENT}{line}\n" for line in shown(text))


@given(MESSAGES)
@example(message(name="", contact="", about=""))
@example(message(name=EVIL, about=EVIL, contact=EVIL))
@example(message(about="Warning level: no warning signs were told\n.\n..\n" + "ä" * 2000))
def test_every_word_arrives(whole: PracticeMessage) -> None:
    body = sent(whole).get_content().replace("\r\n", "\n")
    contact = "E-mail" if whole.contact_kind == "email" else "Phone"
    fields = [("Name", whole.name), (contact, whole.contact), ("About", whole.about)]
    for heading, text in fields:
        assert f"\n{heading}:\n{told(text)}" in body
    for title, value in whole.summary:
        assert f"\n{' '.join(shown(title))}:\n{told(value)}" in body
    for speaker, text in whole.transcript:
        assert f"\n{'Visitor' if speaker == 'visitor' else 'Assistant'}:\n{told(text)}" in body
    assert KINDS[whole.kind] in body


@given(TEXTS.filter(lambda text: text.isprintable()))
def test_what_can_be_printed_is_not_changed(text: str) -> None:
    assert "\n".join(shown(text)) == text


def test_what_no_mail_can_carry_is_replaced() -> None:
    r = REPLACEMENT
    assert shown("a\x00b\ud800c\td\re\r\nf\u2028g") == [f"a{r}b{r}c\td", "e", "f", "g"]


@given(MESSAGES)
@example(message(contact=EVIL, contact_kind="email"))
@example(message(contact="jo@example.com\nBcc: thief@evil.example", contact_kind="email"))
@example(message(id=EVIL))
def test_nobody_writes_headers(whole: PracticeMessage) -> None:
    mail = sent(whole)
    assert set(mail.keys()) <= HEADERS
    assert mail["From"] == "bot@spa.example"
    assert mail["To"] == "desk@spa.example"
    assert mail["Subject"] == "New message from your website - Juniper Street Spa"
    assert not mail.defects
    assert all(not header.defects for header in mail.values())


@given(MESSAGES)
def test_the_same_message_is_the_same_mail(whole: PracticeMessage) -> None:
    assert email(whole, LETTERHEAD).as_bytes() == email(whole, LETTERHEAD).as_bytes()
    assert sent(whole)["Message-ID"] == f"<{whole.id}@spa.example>"


def test_two_messages_have_two_ids() -> None:
    assert sent(message(1))["Message-ID"] != sent(message(2))["Message-ID"]


@pytest.mark.parametrize("level", sorted(LEVELS, key=str))
def test_the_warning_level_comes_first(level: str | None) -> None:
    first = sent(message(level=level)).get_content().splitlines()[0]
    assert first == f"Warning level: {LEVELS[level]}"


def test_the_subject_holds_neither_name_nor_health() -> None:
    subject = sent(message(level="emergency", kind="cancellation"))["Subject"]
    for word in ("Jo", CANARY, "neck", "EMERGENCY", "ancel"):
        assert word not in subject


def test_a_practice_whose_name_has_a_line_break_has_one_subject() -> None:
    letterhead = Letterhead("Spa\nBcc: x@y.example", "a@b.example", ("c@d.example",))
    assert email(message(), letterhead)["Subject"].endswith("Spa Bcc: x@y.example")


@pytest.mark.parametrize(
    ("contact", "kind", "reply_to"),
    [
        ("jo@example.com", "email", "jo@example.com"),
        (" jo@example.com ", "email", "jo@example.com"),
        ("jo@exämple.com", "email", "jo@xn--exmple-cua.com"),
        ("jö@example.com", "email", None),
        ("not an address", "email", None),
        ("jo@example.com", "phone", None),
        ("(555) 010-0177", "phone", None),
    ],
)
def test_an_answer_goes_to_the_visitor_where_they_left_an_address(
    contact: str, kind: str, reply_to: str | None
) -> None:
    mail = sent(message(contact=contact, contact_kind=kind))
    assert mail["Reply-To"] == reply_to
    assert f"{INDENT}{contact}" in mail.get_content()


def test_what_was_not_agreed_to_is_not_mentioned() -> None:
    body = sent(message(summary=(), transcript=(), known=None, level=None)).get_content()
    assert "learnt" not in body
    assert "What was said" not in body


def test_the_link_is_of_the_settings() -> None:
    assert "https://spa.example/desk/messages\r\n" in sent(message()).get_content()
    bare = Letterhead("Spa", "a@b.example", ("c@d.example", "e@f.example"))
    assert "/desk" not in email(message(), bare).get_content()
    assert email(message(), bare)["To"] == "c@d.example, e@f.example"
