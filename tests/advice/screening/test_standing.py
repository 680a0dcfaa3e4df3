"""What raises a sign, and what takes one back."""

from __future__ import annotations

import pytest

from advice.content import load_content
from advice.messages import Message
from advice.screening.context import Context
from advice.screening.notices import around, confirm, hold, is_still_coming, serious, warn
from advice.screening.signs import Mention
from advice.screening.standing import Confirming, Screening, Standing
from advice.techniques import explain_techniques

CONTENT = load_content()
SCREENING = Screening(CONTENT.safety)


def mention(sign: str, context: Context = Context.PRESENT) -> Mention:
    return Mention(sign, 0, 5, context)


def standing(*signs: str) -> Standing:
    return SCREENING.update(Standing(), "words", [mention(sign) for sign in signs])


@pytest.mark.parametrize(
    ("sign", "context", "raised"),
    [
        ("chest_pain", Context.PRESENT, ["chest_pain"]),
        ("chest_pain", Context.OTHER_NOW, ["chest_pain"]),
        ("chest_pain", Context.DENIED, []),
        ("chest_pain", Context.GENERAL, []),
        ("chest_pain", Context.PAST, ["heart_attack_or_stroke_past"]),
        ("fever", Context.PAST, []),
        ("fever", Context.OTHER_NOW, []),
        ("blood_clot", Context.PAST, ["past_clot"]),
        ("cancer", Context.PAST, ["cancer"]),
        ("pregnancy", Context.PAST, []),
        ("everyday_stress", Context.PRESENT, []),
    ],
)
def test_what_a_mention_raises(sign: str, context: Context, raised: list[str]) -> None:
    assert [id_ for id_, _ in SCREENING.raised([mention(sign, context)])] == raised


def test_a_milder_word_takes_the_place_of_a_condition() -> None:
    mentions = [mention("high_blood_pressure"), mention("controlled_blood_pressure")]
    # It stands, because hot stones are left out with it (facts.md A13).
    assert [id_ for id_, _ in SCREENING.raised(mentions)] == ["controlled_blood_pressure"]


def test_an_emergency_is_not_talked_away_by_a_doctors_word() -> None:
    now = standing("chest_pain")
    later = SCREENING.update(now, "doctor said its fine", [], frozenset({"agreed", "looked_at"}))
    assert later.confirming is None
    assert serious(CONTENT, later)


def test_an_urgent_sign_is_cleared_by_a_doctor_and_a_yes() -> None:
    asked = SCREENING.update(
        standing("one_leg_swollen"), "doctor checked it", [], frozenset({"looked_at"})
    )
    assert asked.confirming == Confirming("cleared", ("one_leg_swollen",))
    assert serious(CONTENT, asked)
    cleared = SCREENING.update(asked, "yes", [], said_yes=True)
    assert cleared.lowered
    assert not serious(CONTENT, cleared)
    assert cleared.signs[0].agreed


def test_a_no_leaves_it_standing() -> None:
    asked = SCREENING.update(
        standing("one_leg_swollen"), "doctor checked it", [], frozenset({"looked_at"})
    )
    assert serious(CONTENT, SCREENING.update(asked, "no", [], said_yes=False))


def test_a_mistake_is_repeated_back_before_it_is_taken_back() -> None:
    asked = SCREENING.update(standing("blood_thinners"), "i meant", [], frozenset({"taken_back"}))
    assert asked.confirming == Confirming("mistake", ("blood_thinners",))
    assert SCREENING.update(asked, "right", [], said_yes=True).signs == ()


def test_standing_survives_json() -> None:
    now = SCREENING.update(standing("cancer"), "i meant", [], frozenset({"taken_back"}))
    assert Standing.from_json(now.as_json()) == now
    assert Standing.from_json(None) == Standing()


@pytest.mark.parametrize("id_", [i for i, s in CONTENT.safety.items() if s.level == "emergency"])
def test_an_emergency_starts_with_the_number_and_names_no_style(id_: str) -> None:
    text = warn(CONTENT, standing(id_).signs).text
    assert text.startswith(f"Call {CONTENT.practice.emergency_number}")
    assert "words" in text
    for word in ("relaxation", "medical massage", "book", "cauda", "stroke", "clot"):
        assert word not in text.lower().replace("a doctor has looked", "")


def test_booking_is_held_and_information_is_not() -> None:
    now = SCREENING.update(standing("chest_pain"), "ok", [])
    signs = serious(CONTENT, now)
    price = [hold(CONTENT, signs)]
    assert around(CONTENT, now, "faq_booking", price, False) == [hold(CONTENT, signs)]
    told = around(CONTENT, now, "faq_price", price, False)
    assert len(told) == 2
    assert CONTENT.practice.emergency_number in told[0].text


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("ach its nothing, can i still come thursday", True),
        ("Can't you just squeeze me in today?", True),
        ("id rather keep my appointment", True),
        ("could you do the massage first and ill ring after", True),
        ("what is your cancellation policy", False),
        ("how do i cancel my appointment", False),
        ("are you still open on sundays", False),
    ],
)
def test_wanting_the_massage_all_the_same_is_held_whatever_it_resembles(
    text: str, is_held: bool
) -> None:
    now = SCREENING.update(standing("chest_pain"), "ok", [])
    held = [hold(CONTENT, serious(CONTENT, now))]
    rules = [Message("rules")]
    still = is_still_coming(CONTENT, text)
    said = around(CONTENT, now, "faq_cancellation", rules, False, still_coming=still)
    assert (said == held) == is_held
    assert said == held or said[1:] == rules
    assert (
        around(CONTENT, Standing(), "faq_cancellation", rules, False, still_coming=still) == rules
    )


def test_a_confirmation_quotes_what_was_said() -> None:
    asked = SCREENING.update(standing("cancer"), "i meant", [], frozenset({"taken_back"}))
    assert asked.confirming is not None
    message = confirm(CONTENT, asked, asked.confirming)
    assert "words" in message.text
    assert [button.intent for button in message.buttons] == ["affirm", "deny"]


@pytest.mark.parametrize(
    ("sign", "context", "about"),
    [
        ("recent_surgery", Context.PRESENT, "recent_surgery"),
        ("recent_surgery", Context.PAST, "healed_surgery"),
        ("recent_surgery", Context.GENERAL, "recent_surgery"),
        ("fever", Context.PAST, None),
        ("cancer", Context.DENIED, None),
    ],
)
def test_what_a_question_with_a_mention_is_about(
    sign: str, context: Context, about: str | None
) -> None:
    assert SCREENING.about(sign, context) == about


def test_a_sign_that_is_long_over_counts_as_a_past_one_after_a_yes() -> None:
    asked = SCREENING.update(standing("blood_clot"), "decades ago", [], frozenset({"long_over"}))
    assert asked.confirming == Confirming("past", ("blood_clot",))
    after = SCREENING.update(asked, "yes", [], said_yes=True)
    assert [s.sign for s in after.signs] == ["past_clot"]


@pytest.mark.parametrize(("sign", "agreed"), [("recent_surgery", True), ("blood_clot", False)])
def test_an_agreement_in_the_same_message_settles_some_signs(sign: str, agreed: bool) -> None:
    now = SCREENING.update(Standing(), "words", [mention(sign)], frozenset({"agreed"}))
    assert [s.agreed for s in now.signs] == [agreed]


def test_a_statement_does_not_talk_an_emergency_away() -> None:
    now = SCREENING.update(standing("chest_pain"), "nah im only 29", [])
    (message,) = around(
        CONTENT, now, "faq_body_worries", [hold(CONTENT, serious(CONTENT, now))], False, asks=False
    )
    assert message.card is not None
    assert message.card.kind == "safety"


def test_a_technique_that_is_left_out_is_answered_with_the_reason() -> None:
    now = SCREENING.update(standing("blood_thinners"), "deep tissue then", [])
    answers = explain_techniques(CONTENT, ["deep_tissue_massage"], "what")
    *_, last = around(CONTENT, now, "explain_technique", answers, False)
    assert "blood thinner" in last.text
    other = explain_techniques(CONTENT, ["swedish_massage"], "what")
    assert around(CONTENT, now, "explain_technique", other, False) == other
