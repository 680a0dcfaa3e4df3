"""A sign that is named outright is told, however harmless the message sounds as a whole."""

from __future__ import annotations

import pytest

from kneadwise.client import WebsiteClient


@pytest.mark.parametrize(
    "text",
    [
        "I have a fever",
        "wait, I do have a fever",
        "i have a stress fracture",
        "i have itp",
        "i have d and v",
        "tengo presion muy alta",
        "me hinchó la pierna",
    ],
)
def test_who_names_an_urgent_sign_is_warned(text: str, visitor: WebsiteClient) -> None:
    assert visitor.say(text).cards[0] in ("safety/urgent", "safety/emergency")
