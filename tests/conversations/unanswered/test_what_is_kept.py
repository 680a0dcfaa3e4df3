"""On the running assistant: what was not understood is kept, and nothing about health is."""

from __future__ import annotations

import time
from datetime import datetime, timezone

import pytest
from sqlalchemy import create_engine

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from learning.unanswered import kept


def texts(assistant: Servers) -> list[str]:
    engine = create_engine(assistant.setting("KNEADWISE_TRACKER_URL"))
    return [m.text for m in kept(engine, 30, datetime.now(timezone.utc).date())]


def is_kept(assistant: Servers, text: str, wanted: bool = True) -> bool:
    """It is written after the answer: given some seconds, it is there, or gone."""
    deadline = time.monotonic() + 20
    while (text in texts(assistant)) != wanted and time.monotonic() < deadline:
        time.sleep(0.1)
    return text in texts(assistant)


def test_a_miss_is_kept_masked_until_its_chat_is_deleted(
    assistant: Servers, visitor: WebsiteClient
) -> None:
    cards = visitor.say("I'm Zoe, do you sell pizza by the slice on 555 010 0177").cards
    assert cards[0].split("/")[0] in ("clarify", "out_of_scope")
    kept_as = "I'm •, do you sell pizza by the slice on •"
    assert is_kept(assistant, kept_as)
    assert visitor.forget().status == 204
    assert kept_as not in texts(assistant)


def test_deleting_by_words_erases_it_too(assistant: Servers, visitor: WebsiteClient) -> None:
    visitor.say("do you sell sushi by the slice")
    assert is_kept(assistant, "do you sell sushi by the slice")
    assert "notice/deleted" in visitor.say("delete my data").cards
    assert not is_kept(assistant, "do you sell sushi by the slice", wanted=False)


@pytest.mark.parametrize(
    "turns",
    [
        # Understood.
        ("where can i park",),
        # A sign, a condition, a part of the body, an answer in the form.
        ("zzqx my chest hurts and my left arm is numb zzqx",),
        ("qwrt my blood thinners qwrt",),
        ("help me choose", "less pain", "my knee is zzqx", "qqwx zzqx"),
        # A minor.
        ("help me choose", "relax", "im 15 years old", "do you sell zzqx here?"),
    ],
)
def test_health_and_minors_never_are(
    assistant: Servers, visitor: WebsiteClient, turns: tuple[str, ...]
) -> None:
    before = texts(assistant)
    for text in turns:
        assert visitor.say(text).status == 200
    # A later miss of somebody else's is there, so the earlier turns were looked at.
    marker = f"do you sell marker {'abcdefghij'[len(turns)]}{'xyz'[len(before) % 3]} pies"
    WebsiteClient(assistant.address).say(marker)
    assert is_kept(assistant, marker)
    assert [text for text in texts(assistant) if text not in (*before, marker)] == []
