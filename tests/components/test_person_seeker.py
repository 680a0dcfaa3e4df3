"""Who asks for a person in so many words is understood beside whatever was read."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.person_seeker import PersonSeeker
from components.question_collector import QUESTIONS

SEEKER = PersonSeeker()


def read(text: str, intent: str, confidence: float) -> tuple[str, list[str]]:
    message = Message({TEXT: text, INTENT: {"name": intent, "confidence": confidence}})
    (message,) = SEEKER.process([message])
    questions = message.get(QUESTIONS) or []
    return message.get(INTENT)["name"], [q["intent"]["name"] for q in questions]


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "expected"),
    [
        ("get me a human", "bot", 0.9, ("talk_to_person", [])),
        ("get me a human", "nlu_fallback", 0.4, ("talk_to_person", [])),
        (
            "is parking free? let me talk to someone",
            "faq_parking",
            0.95,
            ("several_questions", ["faq_parking", "talk_to_person"]),
        ),
        ("let me talk to someone", "faq_talking", 0.6, ("talk_to_person", [])),
        ("get me a human", "delete_chat", 0.9, ("delete_chat", [])),
        ("are you a real person", "bot", 0.9, ("bot", [])),
    ],
)
def test_what_a_message_is_read_as(
    text: str, intent: str, confidence: float, expected: tuple[str, list[str]]
) -> None:
    assert read(text, intent, confidence) == expected


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        (0.67, ("talk_to_person", [])),
        (0.9, ("several_questions", ["faq_phone", "talk_to_person"])),
    ],
)
def test_a_doubtful_question_beside_the_wish_is_dropped(
    phone: float, expected: tuple[str, list[str]]
) -> None:
    parts = [
        {"text": "i dont do numbers.", "intent": {"name": "faq_phone", "confidence": phone}},
        {"text": "get me a person", "intent": {"name": "talk_to_person", "confidence": 0.99}},
    ]
    message = Message({TEXT: "i dont do numbers. get me a person", QUESTIONS: parts})
    message.set(INTENT, {"name": "several_questions", "confidence": phone})
    (message,) = SEEKER.process([message])
    questions = message.get(QUESTIONS) or []
    assert (message.get(INTENT)["name"], [q["intent"]["name"] for q in questions]) == expected
