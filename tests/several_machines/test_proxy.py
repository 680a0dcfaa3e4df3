"""The project's nginx file, in nginx: what passes, what is refused, what is kept of it."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.several import Several
from tests.several_machines.support import insist, serving

PUBLIC = (
    "/webhooks/website/ /webhooks/website/config /widget.js /v1/widget.js /v1/panel.js "
    "/v1/progress.js /chat /demo/style.css /guide /guide/questions"
).split()
CLOSED = (
    "/ /conversations /conversations/x/tracker /webhooks/rest/webhook /webhooks/ /model/parse "
    "/domain /status /version /socket.io/ /chatty /guidebook /widget.js/x /webhook /.git/config "
    "/chat/../status /chat/%2e%2e/status //status"
).split()


def get(
    several: Several,
    path: str,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    address: str | None = None,
) -> tuple[int, Message, bytes]:
    url = (address or several.address) + path
    request = urllib.request.Request(url, headers=headers or {}, data=body)
    tls = ssl.create_default_context(cafile=str(several.certificate))
    try:
        with urllib.request.urlopen(request, context=tls) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("path", PUBLIC)
def test_public_paths_pass(several: Several, path: str) -> None:
    status, headers, _ = get(several, path)
    assert status == 200
    assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers["Server"] == "nginx"


@pytest.mark.parametrize("path", CLOSED)
def test_nothing_else_passes(several: Several, path: str) -> None:
    status, headers, body = get(several, path)
    assert status == 404
    assert headers["Content-Type"] == "application/problem+json"
    assert b"Sanic" not in body


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [("/webhooks/website/messages", 9_000, 413), ("/guide/questions", 140_000, 413)],
)
def test_long_bodies_are_refused(several: Several, path: str, size: int, status: int) -> None:
    answered, headers, _ = get(several, path, body=b"a" * size)
    assert answered == status
    assert headers["Content-Type"] == "application/problem+json"


def test_a_long_form_of_the_guide_passes(several: Several) -> None:
    status, _, _ = get(several, "/guide/questions", body=b"a=" + b"a" * 60_000)
    assert status < 500
    assert status != 413


def test_scripts_are_zipped_and_answers_are_not(several: Several, visitor: WebsiteClient) -> None:
    zipped = {"Accept-Encoding": "gzip"}
    _, headers, body = get(several, "/v1/panel.js", zipped)
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < len(get(several, "/v1/panel.js")[2]) / 2
    answer = visitor.call("GET", "/config", headers=zipped)
    assert "content-encoding" not in answer.headers


def test_a_conversation_stays_with_its_server_and_others_go_elsewhere(several: Several) -> None:
    servers = set()
    for _ in range(12):
        visitor = WebsiteClient(several.address, certificate=several.certificate)
        visitor.start()
        own = set()
        for _ in range(2):
            own.add(serving(several, visitor).address)
        assert len(own) == 1
        servers |= own
    assert len(servers) == 2


def test_who_invents_addresses_is_counted_all_the_same(several: Several, tmp_path: Path) -> None:
    with several.limited_proxy(tmp_path) as address:
        answers = []
        for number in range(80):
            claimed = f"203.0.113.{number}"
            headers = {"X-Forwarded-For": claimed, "Forwarded": f"for={claimed}"}
            answers.append(get(several, "/widget.js", headers, address=address))
    refused = [headers for status, headers, _ in answers if status == 429]
    assert answers[0][0] == 200
    assert refused
    assert refused[0]["Retry-After"]
    assert refused[0]["Strict-Transport-Security"]


def test_the_log_keeps_neither_words_nor_tokens_nor_addresses(
    several: Several, visitor: WebsiteClient
) -> None:
    assert insist(visitor, "my canary has sciatica").status == 200
    get(several, "/guide?notes=canary", {"Referer": "https://canary.example/"})
    log = (several.proxy.directory / "access.log").read_text()
    assert "/webhooks/website/messages" in log
    assert visitor.token is not None
    for kept_out in ("canary", visitor.token, "127.0.0.1 ", "notes", "Bearer"):
        assert kept_out not in log
