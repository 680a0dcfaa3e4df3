"""Reading the tracker: what was asked, and what was said before."""

from __future__ import annotations

import pytest

from actions._adapter import CONTENT
from actions._reading import asked, asked_several, misses, said_before, tells_rather
from advice.faq import answer_question
from advice.smalltalk import repeat
from advice.techniques import explain_techniques
from tests.actions.trackers import bot, tracker, user

TECHNIQUE = {"entity": "technique", "value": "shiatsu"}
SIDE = {"entity": "side", "value": "medical"}
PARKING = answer_question(CONTENT, "parking")


def test_entities_are_read_once_each() -> None:
    question = asked(tracker("x", "row_focus", entities=[TECHNIQUE, SIDE, SIDE, TECHNIQUE]))
    assert (question.intent, question.techniques, question.sides) == (
        "row_focus",
        ("shiatsu",),
        ("medical",),
    )


@pytest.mark.parametrize(
    ("ranking", "telling", "expected"),
    [
        ({"row_focus": 0.41, "state_symptoms": 0.40, "change_answer": 0.07}, "only relax", True),
        ({"row_focus": 0.41, "state_symptoms": 0.40}, "only relax", False),
        ({"row_focus": 0.41, "state_symptoms": 0.40, "change_answer": 0.07}, "relax", False),
        ({"row_focus": 0.41, "faq_price": 0.40, "row_techniques": 0.07}, "only relax", False),
        ({"greet": 0.41, "state_symptoms": 0.40, "change_answer": 0.07}, "only relax", False),
    ],
    ids=["statements together", "less likely", "asks", "other questions", "asks for nothing"],
)
def test_what_is_likelier_a_statement_is_no_question(
    ranking: dict[str, float], telling: str, expected: bool
) -> None:
    entries = [{"name": name, "confidence": share} for name, share in ranking.items()]
    message = {"text": "only relax", "telling": telling}
    assert tells_rather({**message, "intent": entries[0], "intent_ranking": entries}) == expected


def test_several_questions_keep_their_order() -> None:
    parts = [
        {"text": "a", "intent": {"name": "faq_price"}, "entities": []},
        {"text": "b", "intent": {"name": "explain_technique"}, "entities": [TECHNIQUE]},
    ]
    first, second = asked_several(tracker("a and b", "several_questions", questions=parts))
    assert (first.intent, second.techniques) == ("faq_price", ("shiatsu",))
    assert asked_several(tracker("a", "several_questions")) == []


def test_the_technique_before_is_of_the_last_two_turns() -> None:
    (explained,) = explain_techniques(CONTENT, ["shiatsu"], "what")
    before = [user("what is shiatsu", "explain_technique"), bot(explained)]
    between = [user("where", "faq_parking"), bot(PARKING)]
    assert asked(tracker("x", before=before)).technique_before == "shiatsu"
    assert asked(tracker("x", before=before + between)).technique_before == "shiatsu"
    assert asked(tracker("x", before=before + between + between)).technique_before == ""


def test_misses_are_counted_among_the_last_three() -> None:
    miss, hit = user("?", "nlu_fallback"), user("hi", "greet")
    latest = "nlu_fallback"
    assert misses(tracker("?", latest)) == 1
    assert misses(tracker("?", latest, before=[miss, hit])) == 2
    assert misses(tracker("?", latest, before=[miss, hit, hit])) == 1
    assert misses(tracker("?", latest, before=[miss, miss, miss])) == 3


def test_what_was_said_before_is_without_here_it_is_again() -> None:
    before = [user("where", "faq_parking"), bot(PARKING)]
    (message,) = said_before(tracker("again", "repeat", before=before))
    assert message == PARKING
    again = [user("again", "repeat"), *(bot(m) for m in repeat(CONTENT, [PARKING]))]
    assert said_before(tracker("again", "repeat", before=before + again)) == [PARKING]
    assert said_before(tracker("again", "repeat")) == []


@pytest.mark.parametrize(
    ("sign", "context", "expected"),
    [
        ("stroke_signs", "general", ()),
        ("blood_clot", "general", ()),
        ("blood_clot", "present", ("blood_clot",)),
        ("cancer", "general", ("cancer",)),
    ],
)
def test_a_serious_sign_spoken_of_in_general_warns_nobody(
    sign: str, context: str, expected: tuple[str, ...]
) -> None:
    """ "Can massage cause a stroke?" is no reason to call an ambulance."""
    told = {"sign": sign, "start": 0, "end": 1, "context": context}
    assert asked(tracker("x", "faq_when_not_to", signs=[told])).conditions == expected
