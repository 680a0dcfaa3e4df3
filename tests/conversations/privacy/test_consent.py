"""Where the practice asks for consent, or collects no health details at all."""

from __future__ import annotations

from typing import Any

from kneadwise.client import Answer, WebsiteClient

HEALTH = {"concern", "area", "since", "severity", "signs", "health", "physician", "plan", "safety"}
ASKED = ["notice/privacy"]


def kept(visitor: WebsiteClient) -> dict[str, Any]:
    return visitor.call("GET", "/session").body


def tap(visitor: WebsiteClient, answer: Answer, title: str) -> Answer:
    buttons = [button for message in answer.messages for button in message.get("buttons", [])]
    return visitor.tap(next(b["payload"] for b in buttons if b["title"] == title))


def test_health_is_asked_about_after_a_yes(visitor: WebsiteClient) -> None:
    assert visitor.say("help me choose").cards == ["question/goals"]
    asked = visitor.say("relax")
    assert asked.cards == ASKED
    assert kept(visitor)["consent"]["answer"] == ""
    assert tap(visitor, asked, "Yes, you may").cards == ["question/concern"]
    assert visitor.say("no injury").cards == ["question/health"]
    assert visitor.say("none").cards == ["recommendation/relaxation"]
    consent = kept(visitor)["consent"]
    assert consent["answer"] == "yes"
    assert len(consent["text"]) == 12
    assert consent["shown_at"] <= consent["answered_at"]


def test_after_a_no_it_goes_by_the_goals_and_the_rest_stays_open(visitor: WebsiteClient) -> None:
    visitor.say("help me choose")
    result = tap(visitor, visitor.say("relax"), "No, thank you")
    assert result.cards == ["recommendation/physician_first"]
    assert result.messages[0]["card"]["likely_style"] == "relaxation"
    assert visitor.say("how much is a massage").cards == ["faq/price"]
    assert visitor.say("how do i book").cards == ["faq/booking"]
    assert visitor.say("i want to talk to a person").cards == ["handoff/offer"]
    # What is told all the same is kept in no slot.
    visitor.say("my neck hurts for 4 months")
    assert not HEALTH & set(kept(visitor)["answers"])
    assert kept(visitor)["consent"]["answer"] == "no"


def test_what_was_told_before_counts_once_it_may_be_kept(visitor: WebsiteClient) -> None:
    assert visitor.say("my neck hurts since 4 months, i want less pain").cards == ASKED
    before = kept(visitor)["answers"]
    assert before["goals"] == {"values": ["less_pain"], "quote": ""}
    assert not HEALTH & set(before)
    assert visitor.say("do you have parking").cards == ["faq/parking", *ASKED]
    assert visitor.say("yes that's fine").cards == ["question/severity"]
    assert kept(visitor)["answers"]["area"]["values"] == ["neck"]


def test_an_emergency_is_answered_before_any_consent(visitor: WebsiteClient) -> None:
    assert visitor.say("my chest is crushing and i cant breathe").cards == ["safety/emergency"]
    assert visitor.say("can i just book for tomorrow").cards == ["safety/emergency"]
    assert not HEALTH & set(kept(visitor)["answers"])


def test_neither_yes_nor_no_is_a_no_the_second_time(visitor: WebsiteClient) -> None:
    visitor.say("help me choose")
    assert visitor.say("relax").cards == ASKED
    assert visitor.say("hmm blah").cards[-1:] == ASKED
    assert visitor.say("banana split").cards == ["recommendation/physician_first"]


def test_a_practice_that_takes_no_health_details(no_details: WebsiteClient) -> None:
    visitor = no_details
    assert visitor.say("help me choose").cards == ["question/goals"]
    result = visitor.say("less pain")
    assert result.cards == ["recommendation/physician_first", "table/comparison"]
    assert "no details about health" in result.messages[0]["text"]
    visitor.say("my neck hurts for 4 months, my doctor knows")
    assert visitor.say("i take blood thinners").cards[0] == "safety/physician_first"
    assert visitor.say("numb between my legs and cant pee").cards == ["safety/emergency"]
    assert visitor.say("can i book tomorrow").cards == ["safety/emergency"]
    answers = kept(visitor)["answers"]
    assert not HEALTH & set(answers)
    assert answers["notes"]["fresh"] == []
    assert answers["notes"]["notes"] == []
