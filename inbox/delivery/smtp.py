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

from inbox.delivery.outcome import NotDelivered
from inbox.delivery.settings import MailServer

logger = logging.getLogger(__name__)


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


@contextlib.contextmanager
def _connected(
    server: MailServer, seconds: float, trusted: ssl.SSLContext
) -> Iterator[smtplib.SMTP]:
    here = socket.gethostname()
    client: smtplib.SMTP
    if server.security == "tls":
        client = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=here, timeout=seconds, context=trusted
        )
    else:
        client = smtplib.SMTP(server.host, server.port, local_hostname=here, timeout=seconds)
    # The timeout is of each read; a server that dribbles would take for ever.
    watch = threading.Timer(seconds, _hang_up, [client])
    watch.daemon = True
    watch.start()
    try:
        yield client
        # The mail is accepted: how the server says good-bye changes nothing.
        with contextlib.suppress(smtplib.SMTPException, OSError):
            client.quit()
    finally:
        watch.cancel()
        client.close()


def _hang_up(client: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError):
        if client.sock is not None:
            client.sock.shutdown(socket.SHUT_RDWR)
