"""The server answers as docs/openapi.yml says, whatever schemathesis makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import validate
from ruamel.yaml import YAML
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from advice.cards import CARD_MODELS
from kneadwise.client import BASE_PATH, WebsiteClient
from kneadwise.servers import Servers

FILE = Path(__file__).parents[3] / "docs" / "openapi.yml"
DESCRIPTION: dict[str, Any] = YAML(typ="safe").load(FILE)
API = schemathesis.openapi.from_dict(DESCRIPTION)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@API.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_described(case: schemathesis.Case, assistant: Servers) -> None:
    visitor = WebsiteClient(assistant.address)
    visitor.start()
    # A session of its own: another case may have ended the one before.
    token = {"Authorization": f"Bearer {visitor.token}"}
    case.call_and_validate(assistant.address + BASE_PATH, headers=token, checks=CHECKS)


def test_kinds_of_card_are_those_of_the_bot() -> None:
    kinds = DESCRIPTION["components"]["schemas"]["Card"]["properties"]["kind"]["enum"]
    assert set(kinds) == set(CARD_MODELS)


@pytest.mark.parametrize("text", ["hello", "help me choose", "my chest hurts and my arm is numb"])
def test_an_answer_and_a_transcript_are_as_described(visitor: WebsiteClient, text: str) -> None:
    for method, answer in (("post", visitor.say(text)), ("get", visitor.transcript())):
        assert answer.status == 200
        described = DESCRIPTION["paths"]["/messages"][method]["responses"]["200"]
        schema = described["content"]["application/json"]["schema"]
        # References are looked for in the same document.
        validate(answer.body, {**schema, "components": DESCRIPTION["components"]})
