"""Mail is handed in at a real mail server, over TLS whose certificate is checked."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from inbox.delivery.email import Letterhead, email
from inbox.delivery.outcome import NotDelivered
from inbox.delivery.settings import MailServer
from inbox.delivery.smtp import hand_in
from kneadwise.services import program
from tests.inbox.messages import message
from tests.inbox.receivers import HERE, MailReceiver

SECONDS = 20.0
MAIL = email(
    message(about="Zoë\n.\n.. \U0001f486"), Letterhead("Spa", "a@spa.example", ["b@spa.example"])
)


@pytest.fixture
def receiver() -> Iterator[MailReceiver]:
    receiver = MailReceiver()
    receiver.start()
    yield receiver
    receiver.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a server at 127.0.0.1, with its key in the same file."""
    directory = tmp_path_factory.mktemp("tls")
    key, public = directory / "key.pem", directory / "certificate.pem"
    subject = ["-subj", "/CN=mail", "-addext", f"subjectAltName=IP:{HERE}"]
    files = ["-keyout", str(key), "-out", str(public)]
    openssl = [program("openssl", "openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    command = [*openssl, "-days", "2", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)
    public.write_text(public.read_text() + key.read_text())
    return public


def test_tls_from_the_first_byte(certificate: Path) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    receiver = MailReceiver()
    receiver.tls = context
    receiver.start()
    server = MailServer(HERE, receiver.port, "tls")
    try:
        with pytest.raises(NotDelivered, match="SSL"):
            hand_in(server, MAIL, SECONDS)
        hand_in(server, MAIL, SECONDS, trusting(certificate))
    finally:
        receiver.stop()
    assert len(receiver.receipts) == 1


@pytest.fixture
def encrypted(certificate: Path) -> Iterator[MailReceiver]:
    """A server that takes mail after STARTTLS and a login only."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def check(_: object, __: object, ___: object, ____: str, login: LoginPassword) -> AuthResult:
        is_right = (login.login, login.password) == (b"desk", b"p@ss:word")
        return AuthResult(success=is_right, handled=is_right)

    options = {"tls_context": context, "require_starttls": True, "auth_required": True}
    receiver = MailReceiver(**options, authenticator=check)
    receiver.start()
    yield receiver
    receiver.stop()


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def test_it_arrives_whole(receiver: MailReceiver) -> None:
    hand_in(MailServer(HERE, receiver.port, "none"), MAIL, SECONDS)
    (receipt,) = receiver.receipts
    assert receipt.id == message().id
    parsed = message_from_bytes(receipt.content, policy=SMTP)
    arrived = parsed.get_content()  # type: ignore[attr-defined]
    assert arrived.splitlines() == MAIL.get_content().splitlines()


def test_it_goes_over_tls_with_a_login(encrypted: MailReceiver, certificate: Path) -> None:
    server = MailServer(HERE, encrypted.port, "starttls", "desk", "p@ss:word")
    hand_in(server, MAIL, SECONDS, trusting(certificate))
    assert len(encrypted.receipts) == 1


def test_a_wrong_login_is_refused(encrypted: MailReceiver, certificate: Path) -> None:
    server = MailServer(HERE, encrypted.port, "starttls", "desk", "wrong")
    with pytest.raises(NotDelivered):
        hand_in(server, MAIL, SECONDS, trusting(certificate))
    assert encrypted.receipts == []


def test_a_server_that_nobody_vouches_for_gets_nothing(encrypted: MailReceiver) -> None:
    server = MailServer(HERE, encrypted.port, "starttls", "desk", "p@ss:word")
    with pytest.raises(NotDelivered, match="SSL"):
        hand_in(server, MAIL, SECONDS)
    assert encrypted.receipts == []


def test_a_server_without_tls_gets_nothing(receiver: MailReceiver) -> None:
    with pytest.raises(NotDelivered):
        hand_in(MailServer(HERE, receiver.port, "starttls"), MAIL, SECONDS)
    assert receiver.receipts == []


@pytest.mark.parametrize("fate", ["refuse", "lose"])
def test_a_refusal_and_a_lost_answer_are_tried_again(receiver: MailReceiver, fate: str) -> None:
    receiver.fate = lambda: fate
    for _ in range(2):
        with pytest.raises(NotDelivered):
            hand_in(MailServer(HERE, receiver.port, "none"), MAIL, SECONDS)
    receiver.fate = lambda: "take"
    hand_in(MailServer(HERE, receiver.port, "none"), MAIL, SECONDS)
    # What came twice because the answer was lost can be told by its Message-ID.
    assert {receipt.id for receipt in receiver.receipts} == {message().id}
    assert [r.answered for r in receiver.receipts] == ([False] * 2 if fate == "lose" else []) + [
        True
    ]


def test_a_server_that_is_away_is_tried_again(receiver: MailReceiver) -> None:
    receiver.stop()
    with pytest.raises(NotDelivered):
        hand_in(MailServer(HERE, receiver.port, "none"), MAIL, SECONDS)


@pytest.mark.parametrize("greeting", [b"220 mail\r\n", b""])
def test_a_server_that_dribbles_is_left_in_time(greeting: bytes) -> None:
    stopping = threading.Event()
    with socket.create_server((HERE, 0)) as listener:

        def dribble() -> None:
            connection, _ = listener.accept()
            # OSError: the client has hung up, which is what is tested.
            with connection, contextlib.suppress(OSError):
                if greeting:
                    connection.sendall(greeting)
                    connection.recv(1000)
                # An answer that never ends: every read gets something.
                while not stopping.wait(0.05):
                    connection.sendall(b"250-more\r\n" if greeting else b"220-more\r\n")

        thread = threading.Thread(target=dribble, daemon=True)
        thread.start()
        with pytest.raises(NotDelivered):
            hand_in(MailServer(HERE, listener.getsockname()[1], "none"), MAIL, 0.5)
        stopping.set()
        thread.join()
