"""What throws something away does so at once where it is meant, and never in doubt."""

from __future__ import annotations

import pytest

from kneadwise.client import Answer, WebsiteClient
from tests.conversations.recommendation.paths import TO_QUESTION, text_of
from tests.conversations.service.reading_wordings import read
from tests.conversations.service.states import reach

RATES = read("rates")
WORDINGS = read("discarding")["wordings"]
DONE = {
    "restart_chat": ("notice/restarted",),
    "delete_chat": ("notice/deleted",),
    "cancel": ("notice/cancelled", "handoff/cancelled"),
}
LOST = {card for cards in DONE.values() for card in cards}
BACK = "one step back"
PLAIN = {
    "restart": "restart_chat",
    "start over": "restart_chat",
    "forget everything": "delete_chat",
    "delete my chat": "delete_chat",
    "stop": "cancel",
    "cancel": "cancel",
    "never mind": "cancel",
}
# What is typed until a field of a message is open.
MESSAGE = ("leave a message", "the light in room two was broken", "Jo Miller", "555 0134")
FIELDS = ("message_about", "message_name", "message_contact", "message_consent")


def answered(visitor: WebsiteClient, state: str, text: str) -> Answer:
    visitor.start()
    if state in FIELDS:
        for said in MESSAGE[: FIELDS.index(state) + 1]:
            visitor.say(said)
    elif state != "idle":
        reach(visitor, state)
    return visitor.say(text)


def has_lost(answer: Answer) -> bool:
    return bool(LOST & set(answer.cards)) or BACK in text_of(answer)


@pytest.mark.parametrize("state", ["idle", "result", *TO_QUESTION, *FIELDS])
def test_plain_wordings_are_followed_in_any_state(state: str, visitor: WebsiteClient) -> None:
    for text, wish in PLAIN.items():
        assert set(DONE[wish]) & set(answered(visitor, state, text).cards), text


@pytest.mark.parametrize("text", ["start over, please", "stop, please", "no, stop"])
@pytest.mark.parametrize("state", ["since", "health", "message_name"])
def test_a_polite_word_beside_is_no_doubt(state: str, text: str, visitor: WebsiteClient) -> None:
    assert LOST & set(answered(visitor, state, text).cards)


@pytest.mark.parametrize("state", ["signs", "health"])
def test_a_doubtful_no_denies_nothing(state: str, visitor: WebsiteClient) -> None:
    answer = answered(visitor, state, "no, let's start this over")
    assert set(answer.cards) & {"notice/restarted", f"question/{state}"}


def test_what_is_meant_is_done(visitor: WebsiteClient) -> None:
    wanted = [item for item in WORDINGS if item["wish"] != "none"]
    missed = [
        (item["state"], item["text"], answer.cards)
        for item in wanted
        if not set(DONE[item["wish"]])
        & set((answer := answered(visitor, item["state"], item["text"])).cards)
    ]
    assert 1 - len(missed) / len(wanted) >= RATES["discarding_wanted"], missed


def test_what_only_comes_near_loses_nothing(visitor: WebsiteClient) -> None:
    near = [item for item in WORDINGS if item["wish"] == "none"]
    lost = [
        (item["state"], item["text"], answer.cards)
        for item in near
        if has_lost(answer := answered(visitor, item["state"], item["text"]))
    ]
    assert 1 - len(lost) / len(near) >= RATES["discarding_near"], lost


def test_an_answer_that_sounds_like_a_restart_keeps_the_answers(visitor: WebsiteClient) -> None:
    for text in ("help me choose", "recover from injury", "ankle"):
        visitor.say(text)
    assert visitor.say("went over on it").cards[-1] == "question/since"
    assert visitor.say("last week").cards == ["question/signs"]


def test_a_doubtful_restart_is_offered_and_a_tap_is_sure(visitor: WebsiteClient) -> None:
    reach(visitor, "since")
    answer = visitor.say("went over on it")
    assert answer.cards == ["clarify/options", "question/since"]
    first = answer.messages[0]["buttons"][0]
    assert first["title"] == "Start over"
    assert visitor.tap(first["payload"]).cards == ["notice/restarted"]


@pytest.mark.parametrize("text", ["go back", "take it back"])
def test_with_nothing_to_go_back_to_it_says_what_it_can_do(
    text: str, visitor: WebsiteClient
) -> None:
    answer = visitor.say(text)
    assert answer.cards == ["smalltalk/capabilities"]
    assert "no answer to change" in text_of(answer)


def test_one_step_back_from_the_result_asks_the_last_question_again(
    visitor: WebsiteClient,
) -> None:
    reach(visitor, "result")
    answer = visitor.say("go back")
    assert BACK in text_of(answer)
    assert answer.cards == ["question/health"]
