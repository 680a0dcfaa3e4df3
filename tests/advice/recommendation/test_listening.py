"""Messages taken in, one after the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advice.content import load_content
from advice.recommendation.asking import signs_asked
from advice.recommendation.facts import Facts, StandingSign
from advice.recommendation.known import Heard, Known
from advice.recommendation.listening import MOST_MISSES, Listener
from advice.recommendation.questions import MOST_QUESTIONS, Questions
from advice.recommendation.rules import Rules
from advice.screening.context import Context
from advice.screening.notices import told_conditions
from advice.screening.signs import Mention, SignFinder

CONTENT = load_content()
FINDER = SignFinder.of(CONTENT)
LISTENER = Listener(CONTENT, FINDER)
ORDER = Questions(
    Rules(CONTENT.decision_table, CONTENT.safety),
    CONTENT.safety,
    signs_with=CONTENT.signs_to_ask.conditions,
)


def hear(known: Known, text: str, asked: str | None = None, **more: object) -> Known:
    """What is known after a message."""
    mentions = tuple(FINDER.find(text))
    heard = Heard(text, text, mentions, **more)  # type: ignore[arg-type]
    return LISTENER.hear(known, heard, asked)


def test_a_question_missed_too_often_counts_as_unanswered_though_something_else_is_told() -> None:
    known = hear(Known(), "my leg", "goals")
    for _ in range(MOST_MISSES):
        assert "goals" not in known.answers
        known = hear(known, "my leg", "goals")
    assert known.answers["goals"].values == ("not_sure",)
    assert known.answers["area"].values == ("leg",)


def test_answers_to_other_questions_pass_no_open_question_over() -> None:
    known = hear(Known(), "upper back", "area")
    known = hear(known, "over 3 months", "since")
    for text in ("its more the neck", "since about march", "my shoulder"):
        known = hear(known, text, "health")
        assert "health" not in known.answers, text
    assert known.misses == 0
    assert known.answers["since"].values == ("months",)


def test_a_correction_of_another_answer_is_no_miss() -> None:
    known = hear(Known(), "leg", "area")
    for text in ("i meant my ankle", "no, my foot", "sorry i mean my calf"):
        known = hear(known, text, "since", corrects=True)
    assert "since" not in known.answers
    assert known.misses == 0


def test_side_questions_are_no_misses_but_the_same_words_again_are() -> None:
    known, before = Known(), ""
    side = {"takes_answers": False, "counts_as_miss": False}
    for text in ("how much is it?", "where are you?", "why?", "why?", "why?"):
        assert "goals" not in known.answers
        known = hear(known, text, "goals", before=before, **side)
        before = text
    assert known.answers["goals"].values == ("not_sure",)


@pytest.mark.parametrize("text", ["fibromyalgia", "scoliosis, thats all", "osteoarthritis"])
def test_a_condition_named_before_answers_the_health_question_again(text: str) -> None:
    known = hear(hear(Known(), f"i have {text}"), text, "health")
    assert known.answers["health"].values


def test_what_is_only_kept_clear_of_is_no_condition_to_work_on() -> None:
    known = hear(Known(), "only the sunburn", "concern")
    assert known.answers["concern"].values == ("none",)
    assert [s.sign for s in known.standing.signs] == ["sunburn"]


def test_a_no_to_the_signs_raises_none_with_the_area_named_before() -> None:
    known = hear(hear(Known(), "leg", "area"), "neither", "signs")
    assert known.standing.signs == ()
    assert known.answers["signs"].values == ("none",)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("i have a pacemaker and some arrhythmia", "heart: arrhythmia, pacemaker fitted 2020"),
        ("i had a DVT in 2016", "blood clot, but years ago, off the pills"),
    ],
)
def test_when_a_condition_began_does_not_take_it_back(first: str, second: str) -> None:
    before = hear(Known(), first)
    after = hear(before, second, "health")
    assert before.standing.signs
    assert after.standing.confirming is None
    assert {s.sign for s in before.standing.signs} <= {s.sign for s in after.standing.signs}


def test_what_is_said_where_it_is_does_not_go_on_with_the_message_before() -> None:
    before = "just cramps, normal ones"
    assert hear(Known(), "nothing specific, maybe avoid belly", "area", before=before).standing == (
        Known().standing
    )


def test_a_sign_told_in_an_answer_needs_no_guess_by_meaning() -> None:
    known = hear(Known(), "calf", "area")
    guess = Mention("new_lump", 0, 10, Context.PRESENT, "meaning", 0.9)
    heard = Heard("bit swollen on the left", "bit swollen on the left", (guess,))
    told = LISTENER.hear(known, heard, "signs")
    assert [s.sign for s in told.standing.signs] == ["one_leg_swollen"]


def test_a_fall_that_a_doctor_has_looked_at_is_no_accident_any_more() -> None:
    text = "pain of the back since the fall from stair, 2 week"
    assert [s.sign for s in hear(Known(), text).standing.signs] == ["back_pain_after_accident"]
    seen = hear(Known(), f"{text}. doctor say no break")
    assert not seen.standing.signs
    assert seen.answers["physician"].values == ("seen",)


@pytest.mark.parametrize(
    ("text", "is_for_other"),
    [
        ("which massage for my mum, she is 80", True),
        ("can my wife get a massage for her back", True),
        ("my husband says i need less pain", False),
        ("i want to relax, my doctor sent me, is she ok", False),
    ],
)
def test_whom_the_massage_is_for(text: str, is_for_other: bool) -> None:
    assert LISTENER.facts(hear(Known(), text)).someone_else is is_for_other


def test_another_person_after_a_result_starts_with_nothing_of_the_visitors() -> None:
    known = hear(Known(), "less pain in my neck, for years, no injury")
    assert known.answers
    later = hear(known, "and which massage for my mum? she wants to relax")
    assert set(later.answers) == {"goals"}
    asked = hear(known, "it is for my mum", "severity")
    assert set(known.answers) <= set(asked.answers)


@pytest.mark.parametrize(("age", "raised"), [("im 62", True), ("im 40", False)])
def test_a_first_bout_of_severe_back_pain_from_55_on_is_a_sign(age: str, raised: bool) -> None:
    known = hear(Known(), f"{age}, my lower back hurts since last week, 8 out of 10")
    signs = {s.sign for s in LISTENER.facts(known).signs}
    assert ("back_pain_with_warning" in signs) is raised


def test_the_practices_policy_is_said_with_a_pregnancy() -> None:
    known = hear(Known(), "im 9 weeks pregnant, my neck is tight")
    (message,) = told_conditions(CONTENT, known.standing, True)
    assert "from week 13" in message.text


@pytest.mark.parametrize("question", ["health", "goals", "area"])
def test_every_two_titles_sent_as_one_text_are_those_two_answers(question: str) -> None:
    """The contract's way to send several answers (§1), whatever the titles sound like."""
    options = CONTENT.questions[question].options
    signs = set(CONTENT.signs_to_ask.health.values())
    for first in options:
        for second in options:
            known = hear(Known(), f"{first.title}, {second.title}", question)
            told = (first.title, second.title)
            assert set(known.answers[question].values) == {first.value, second.value}, told
            assert {s.sign for s in known.standing.signs} <= signs, told


def test_two_warning_signs_tapped_are_those_two() -> None:
    signs = list(CONTENT.signs_to_ask.signs.values())
    for first in signs:
        for second in signs:
            known = hear(Known(), f"{first.title}, {second.title}", "signs")
            told = {s.title for s in signs if s.sign in {t.sign for t in known.standing.signs}}
            assert {first.title, second.title} <= told


def asked_signs(known: Known) -> list[str]:
    return [sign.sign for sign in signs_asked(CONTENT, LISTENER.facts(known))]


@pytest.mark.parametrize("text", ["im 20 weeks pregnant", "i want to relax, im pregnant"])
def test_a_pregnancy_has_its_own_signs_asked_about(text: str) -> None:
    known = hear(Known(), text)
    assert asked_signs(known) == ["pregnancy_emergency"]
    assert "signs" in ORDER.open(LISTENER.facts(known))
    with_area = asked_signs(hear(known, "my lower back aches"))
    assert with_area[0] == "pregnancy_emergency"
    assert "bladder_or_bowel" in with_area


def test_a_pregnancy_told_after_the_signs_has_only_its_own_asked_about() -> None:
    known = hear(Known(), "my lower back has ached for months")
    known = hear(known, "none of these", "signs")
    assert "signs" not in ORDER.open(LISTENER.facts(known))
    known = hear(known, "Pregnant", "health")
    assert asked_signs(known) == ["pregnancy_emergency"]
    assert "signs" in ORDER.open(LISTENER.facts(known))
    known = hear(known, "no, none", "signs")
    assert known.answers["signs"].values == ("none",)
    assert "signs" not in ORDER.open(LISTENER.facts(known))
    told_again = hear(known, "as i said, im pregnant")
    assert "signs" not in ORDER.open(LISTENER.facts(told_again))


def test_a_yes_to_a_pregnancys_signs_is_an_emergency() -> None:
    known = hear(hear(Known(), "im pregnant"), "yes", "signs")
    known = hear(known, "yes", "signs")
    assert "pregnancy_emergency" in {s.sign for s in known.standing.signs}


@pytest.mark.parametrize(
    "text",
    ["bleeding", "yes, some bleeding", "a bit of spotting", "im leaking fluid", "belly pain, bad"],
)
def test_a_pregnancys_sign_may_be_answered_without_naming_the_pregnancy(text: str) -> None:
    known = hear(hear(Known(), "im pregnant"), text, "signs")
    assert "pregnancy_emergency" in {s.sign for s in known.standing.signs}


@pytest.mark.parametrize("text", ["no bleeding, nothing", "none of these", "no"])
def test_a_pregnancys_sign_denied_is_none(text: str) -> None:
    known = hear(hear(Known(), "im pregnant"), text, "signs")
    assert "pregnancy_emergency" not in {s.sign for s in known.standing.signs}


def test_a_question_asked_anew_counts_twice() -> None:
    answers = {
        "goals": ("less_pain",),
        "concern": ("chronic_ache",),
        "area": ("neck",),
        "since": ("months",),
        "severity": ("5",),
        "health": ("pregnant",),
        "physician": ("none",),
    }
    facts = Facts(answers, (StandingSign("pregnancy"),), signs_denied=True)
    assert ORDER.open(facts) == ("signs",)
    assert ORDER.open(replace(facts, answers={**answers, "plan": ("skip",)})) == ()
    assert MOST_QUESTIONS == 9


@pytest.mark.parametrize("text", ["skip", "pass", "next question"])
def test_skipped_signs_count_as_not_sure(text: str) -> None:
    assert hear(Known(), text, "signs").answers["signs"].values == ("not_sure",)


@pytest.mark.parametrize("text", ["Under 18", "Under 18, Allergy"])
def test_a_ticked_age_is_a_minor_like_a_told_one(text: str) -> None:
    assert hear(Known(), text, "health").is_new_minor
    tapped = Heard("Under 18", chosen={"health": ("under_18",)})
    assert LISTENER.hear(Known(), tapped, "health").is_new_minor


@pytest.mark.parametrize("text", ["n/a", "nothing to report", "not applicable", "doesnt apply"])
def test_that_none_applies_is_no_skip(text: str) -> None:
    assert hear(Known(), text, "signs").answers["signs"].values == ("none",)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("my knee is dodgy, had it for months", False),
        ("an odd thing with my blood", True),
    ],
)
def test_a_plain_complaint_is_no_condition_that_only_the_meaning_sees(
    text: str, stands: bool
) -> None:
    seen = Mention("unnamed_condition", 0, len(text), Context.PRESENT, "meaning", 0.7)
    known = LISTENER.hear(Known(), Heard(text, text, (seen,)), None)
    assert bool(known.standing.signs) is stands
