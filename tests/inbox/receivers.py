"""A real mail server and a real web server that go up and down and write down what they took.

Each can also take a message and lose its answer, as a broken connection does.
"""

from __future__ import annotations

import random
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP as SMTP_POLICY
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from kneadwise.services import free_port

HERE = "127.0.0.1"


@dataclass
class Receipt:
    """A message that was taken, and whether the sender was told."""

    id: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    answered: bool = False


class Receiver:
    """What both servers have in common.

    Attributes:
        receipts: of everything that was taken, in order.
        fate: "take", "refuse" or "lose" (take, and lose the answer), for each message.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.receipts: list[Receipt] = []
        self.fate: Callable[[], str] = lambda: "take"
        self.refused = 0
        self.is_up = False

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError

    @property
    def answered(self) -> Counter[str]:
        """By id, how often a message was taken and the sender told."""
        return Counter(r.id for r in self.receipts if r.answered)

    @property
    def lost(self) -> int:
        """How often one was taken and the answer lost."""
        return sum(not receipt.answered for receipt in self.receipts)


class _Smtp(SMTP):
    taken: Receipt | None = None

    async def push(self, status: Any) -> None:
        await super().push(status)
        taken, self.taken = self.taken, None
        if taken is not None:
            taken.answered = True


class MailReceiver(Receiver):
    """A mail server (aiosmtpd)."""

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self._options = options
        self._controller: Controller | None = None
        self.tls: ssl.SSLContext | None = None
        self.before_taking: Callable[[], None] = lambda: None

    def start(self) -> None:
        receiver, options = self, self._options

        class Listening(Controller):
            def factory(self) -> SMTP:
                return _Smtp(receiver, enable_SMTPUTF8=True, **options)

        self._controller = Listening(
            self, hostname=HERE, port=self.port, ready_timeout=30, ssl_context=self.tls
        )
        self._controller.start()
        self.is_up = True

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
        self._controller, self.is_up = None, False

    async def handle_DATA(  # noqa: N802
        self, server: _Smtp, session: Session, envelope: Envelope
    ) -> str:
        self.before_taking()
        fate = self.fate()
        if fate == "refuse":
            self.refused += 1
            return "451 Try again later"
        content = bytes(envelope.content or b"")
        id_ = message_from_bytes(content, policy=SMTP_POLICY)["Message-ID"]
        receipt = Receipt(str(id_).strip("<>").partition("@")[0], content)
        self.receipts.append(receipt)
        if fate == "lose":
            server.transport.abort()
        else:
            server.taken = receipt
        return "250 Taken"


class WebReceiver(Receiver):
    """A web server that takes POSTs."""

    def __init__(self) -> None:
        super().__init__()
        self.status = 204
        self.headers: dict[str, str] = {}
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self.port}/hook"

    def start(self) -> None:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver._take(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer((HERE, self.port), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.is_up = True

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
        self._server, self.is_up = None, False

    def _take(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["content-length"]))
        fate = self.fate()
        if fate == "refuse":
            self.refused += 1
            return self._answer(request, 503)
        receipt = Receipt(request.headers["webhook-id"], body, dict(request.headers))
        self.receipts.append(receipt)
        if fate == "lose":
            request.close_connection = True
            return None
        self._answer(request, self.status)
        receipt.answered = True
        return None

    def _answer(self, request: BaseHTTPRequestHandler, status: int) -> None:
        request.send_response(status)
        for name, value in self.headers.items():
            request.send_header(name, value)
        request.send_header("content-length", "0")
        request.end_headers()


def by_chance(chances: random.Random, refuse: float = 0.1, lose: float = 0.1) -> str:
    """A fate: refused or lost with these probabilities, else taken."""
    return chances.choices(["refuse", "lose", "take"], [refuse, lose, 1 - refuse - lose])[0]
