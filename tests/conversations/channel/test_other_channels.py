"""Rasa's own channels: closed by default, and with the card as `custom` where opened.

The same assistant shows that an allowed site may call the website channel.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_assistant

SITE = "https://spa.example"


def post(address: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, assistant: Servers) -> Iterator[Servers]:
    directory: Path = tmp_path_factory.mktemp("opened")
    credentials = directory / "credentials.yml"
    own = (ROOT / "credentials.yml").read_text(encoding="utf-8")
    credentials.write_text(own + "rest:\n", encoding="utf-8")
    with temporary_assistant(
        directory, KNEADWISE_CREDENTIALS=str(credentials), KNEADWISE_ALLOWED_ORIGINS=SITE
    ) as servers:
        yield servers


@pytest.mark.parametrize("path", ["rest/webhook", "socketio/", "callback/webhook"])
def test_rasas_channels_are_closed_by_default(assistant: Servers, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        post(f"{assistant.address}/webhooks/{path}", {"sender": "a", "message": "hi"})
    assert caught.value.code == 404


@pytest.mark.parametrize("path", ["version", "status", "domain", "conversations/a/tracker"])
def test_rasas_http_api_is_closed(visitor: WebsiteClient, assistant: Servers, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{assistant.address}/{path}", timeout=30)
    assert caught.value.code == 404


def test_on_rest_the_card_is_custom(opened: Servers) -> None:
    body = {"sender": "somebody", "message": "where can i park"}
    answer = post(f"{opened.address}/webhooks/rest/webhook", body)
    assert [message["text"] for message in answer if "text" in message]
    customs = [message["custom"] for message in answer if "custom" in message]
    assert [(card["kind"], card["id"]) for card in customs] == [("faq", "parking")]


def test_an_allowed_site_may_call(opened: Servers) -> None:
    visitor = WebsiteClient(opened.address)
    origin = {"Origin": SITE}
    started = visitor.call("POST", "/session", {}, origin)
    assert started.status == 201
    assert started.headers["access-control-allow-origin"] == SITE
    asked = {
        **origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    preflight = visitor.call("OPTIONS", "/messages", None, asked)
    assert preflight.status == 200
    assert preflight.headers["access-control-allow-origin"] == SITE
    assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
    other = visitor.call("OPTIONS", "/messages", None, {**asked, "Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in other.headers
