"""The Big List of Naughty Strings and texts no list has, sent by visitors at the same time."""

from __future__ import annotations

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.website.requests import clean_text
from kneadwise.client import Answer, WebsiteClient
from kneadwise.servers import Servers
from tests.conversations.attacks.raw import assert_problem

LIST = Path(__file__).parents[2] / "fixtures" / "blns.json"
NAUGHTY: list[str] = json.loads(LIST.read_text("utf-8"))
VISITORS_AT_ONCE = 4
SESSIONS = 24

ODD = "\x00\x07\x1b\u00ad\u200b\u200d\u200f\u202e\u2066\u2069\ufeff\ufffe\u0301\u0489\u1160\ufdfa"
ODD_TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(ODD),
        st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF),
        st.characters(categories=("Mn", "Me", "Mc")),
        st.integers(0x1F300, 0x1FAFF).map(chr),
        st.sampled_from("/{}[]\"'\\<>&%$ neck"),
    ),
    min_size=1,
    max_size=120,
)


def test_the_big_list_of_naughty_strings(assistant: Servers) -> None:
    assert len(NAUGHTY) == 485
    with ThreadPoolExecutor(VISITORS_AT_ONCE) as visitors:
        shares = [NAUGHTY[first::SESSIONS] for first in range(SESSIONS)]
        answered = sum(visitors.map(lambda share: _send_all(assistant, share), shares))
    assert answered == sum(bool(clean_text(text)) for text in NAUGHTY)


@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=ODD_TEXTS)
def test_any_text(assistant: Servers, text: str) -> None:
    # Two surrogates side by side are one character to whoever reads the JSON.
    read = json.loads(json.dumps(text))
    assert _send_all(assistant, [read]) == bool(clean_text(read))


def _send_all(assistant: Servers, texts: list[str]) -> int:
    """Sends the texts in a session of their own; how many were answered."""
    visitor = WebsiteClient(assistant.address)
    said = []
    for text in texts:
        answer = visitor.say(text)
        if clean_text(text):
            _check_answer(answer, text)
            said.append(clean_text(text))
        else:
            assert_problem(answer, 400)
    transcript = visitor.transcript()
    assert transcript.status == 200, transcript.body
    kept = [m["text"] for m in transcript.messages if m["from"] == "visitor"]
    assert kept == said
    assert not any(unicodedata.category(c) == "Cs" for text in kept for c in text)
    return len(said)


def _check_answer(answer: Answer, text: str) -> None:
    assert answer.status == 200, (text, answer.body)
    assert answer.cards, text
    assert "error/unavailable" not in answer.cards, text
    assert all(message["text"].strip() for message in answer.messages), text
