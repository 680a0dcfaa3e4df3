"""Hands an e-mail in at a mail server.

SMTP leaves one window: the server may have accepted the mail while its answer is lost. The
mail is handed in again then, with the same Message-ID, by which it can be recognised.
"""

from __future__ import annotations

import contextlib
import logging
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from inbox.delivery.outcome import NotDelivered
from inbox.delivery.settings import MailServer

logger = logging.getLogger(__name__)
# A connection that is only just being made when the time is over is hung up so soon after it.
HANG_UP_SECONDS = 0.1


def hand_in(
    server: MailServer, mail: EmailMessage, seconds: float, trusted: ssl.SSLContext | None = None
) -> None:
    """Hands a mail in; returns once the server has accepted it.

    Args:
        server: where.
        mail: with its addresses.
        seconds: for all of it.
        trusted: whose certificates count; the system's authorities where None.

    Raises:
        NotDelivered: if the server is away, refuses, is not whom its certificate names, or
            does not answer in time. A refusal may be mended at the server: it is tried again.
    """
    trusted = trusted or ssl.create_default_context()
    try:
        with _connected(server, seconds, trusted) as client:
            if server.security == "starttls":
                client.starttls(context=trusted)
            if server.user is not None:
                client.login(server.user, server.password)
            refused = client.send_message(mail)
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(type(error).__name__) from error
    if refused:
        logger.warning("The mail server refused %d of the recipients.", len(refused))


class _Client(smtplib.SMTP):
    """Hangs up when all of it takes longer than `timeout`, which is smtplib's for each read.

    A server that dribbles would take for ever otherwise.
    """

    _over: threading.Event | None = None

    def connect(self, *arguments: Any, **more: Any) -> tuple[int, bytes]:
        self._over = threading.Event()
        threading.Thread(target=self._watch, args=(self._over,), daemon=True).start()
        try:
            return super().connect(*arguments, **more)
        except BaseException:
            self._over.set()
            raise

    def close(self) -> None:
        if self._over is not None:
            self._over.set()
        super().close()

    def _watch(self, over: threading.Event) -> None:
        over.wait(self.timeout)
        while not over.wait(HANG_UP_SECONDS):
            # OSError: hung up already.
            with contextlib.suppress(OSError):
                if self.sock is not None:
                    self.sock.shutdown(socket.SHUT_RDWR)


class _TlsClient(_Client, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


@contextlib.contextmanager
def _connected(
    server: MailServer, seconds: float, trusted: ssl.SSLContext
) -> Iterator[smtplib.SMTP]:
    # Its name by which it greets, without asking a name server.
    options: dict[str, Any] = {"local_hostname": socket.gethostname(), "timeout": seconds}
    client: smtplib.SMTP
    if server.security == "tls":
        client = _TlsClient(server.host, server.port, context=trusted, **options)
    else:
        client = _Client(server.host, server.port, **options)
    try:
        yield client
        # The mail is accepted: how the server says good-bye changes nothing.
        with contextlib.suppress(smtplib.SMTPException, OSError):
            client.quit()
    finally:
        client.close()
