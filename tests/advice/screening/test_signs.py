"""Signs found by words, and whether they are really there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import load_content
from advice.screening.context import Context
from advice.screening.signs import SignFinder

CONTENT = load_content()
FINDER = SignFinder.of(CONTENT)


def contexts(text: str) -> dict[str, Context]:
    return {mention.sign: mention.context for mention in FINDER.find(text)}


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("pregnancy massage, how do u lie down", Context.GENERAL),
        ("has pregnancy massage been researched at all", Context.GENERAL),
        ("i want a pregnancy massage", Context.PRESENT),
        ("is a pregnancy massage right for me", Context.PRESENT),
        ("pregnancy massage for my wife", Context.PRESENT),
        ("pregnancy massage 20 weeks pregnant", Context.PRESENT),
        ("20 weeks pregnant, which massage", Context.PRESENT),
    ],
)
def test_the_name_of_a_massage_tells_nothing_of_anyone(text: str, context: Context) -> None:
    assert contexts(text)["pregnancy"] is context


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("since yesterday i cant feel when i pee", "bladder_or_bowel"),
        ("its gone numb between my legs", "numb_between_legs"),
        ("my left calf is swollen and hot", "one_leg_swollen"),
        ("half my face is drooping", "stroke_signs"),
        ("one side of my face wont smile", "stroke_signs"),
        ("im on eliquis and want deep tissue", "blood_thinners"),
        ("im on warfrin", "blood_thinners"),
        ("20 weeks pregnant", "pregnancy"),
        ("neck is stiff and i see two of everything", "neck_with_dizziness"),
        ("my leg has gone fat and purple on one side since the coach trip", "one_leg_swollen"),
        ("whacked my head and threw up twice", "head_injury_worsening"),
        ("18 weeks along, bright red on the paper just now", "pregnancy_emergency"),
        ("coffing blood since my knee was done", "sudden_breathlessness"),
        ("me back is killing me and i cant hold me water", "bladder_or_bowel"),
        ("elephant sat on me, im clammy and faint", "chest_pain"),
        ("letters are written, i decided to join her tonight", "self_harm"),
        ("cant do this no more, the tablets are lined up", "self_harm"),
        ("neck is sore and food does not go down since monday", "neck_with_dizziness"),
        ("i have the mum to be package, 20 weeks pregnant", "pregnancy"),
        ("carrying twins, high risk they say", "high_risk_pregnancy"),
    ],
)
def test_a_sign_is_found_in_lay_words(text: str, sign: str) -> None:
    assert contexts(text)[sign] is Context.PRESENT


@pytest.mark.parametrize(
    ("text", "sign", "context"),
    [
        ("no chest pain", "chest_pain", Context.DENIED),
        ("i dont have chest pain or a fever", "fever", Context.DENIED),
        ("no fever, chills or chest pain", "chest_pain", Context.DENIED),
        ("no fever but my chest hurts", "chest_pain", Context.PRESENT),
        ("no idea why, chest pain since noon", "chest_pain", Context.PRESENT),
        ("chest pain? no", "chest_pain", Context.PRESENT),
        ("had a blood clot ten years ago", "blood_clot", Context.PAST),
        ("a blood clot years ago and now my calf is swollen", "one_leg_swollen", Context.PRESENT),
        ("shingles in 2017, never came back", "shingles", Context.PAST),
        ("my dad had a stroke so im stressed", "stroke_signs", Context.OTHER_PERSON),
        ("my husband has chest pain right now", "chest_pain", Context.OTHER_NOW),
        ("a massage for my mum, she has cancer", "cancer", Context.PRESENT),
        ("can people with cancer get massage", "cancer", Context.GENERAL),
        ("what if i had a fever", "fever", Context.GENERAL),
        ("say a person had a clot, would you massage them", "blood_clot", Context.GENERAL),
        ("my boyfriend has a fever, is massage good or not", "fever", Context.PRESENT),
        ("my boyfriend has a fever so i cant come", "fever", Context.OTHER_NOW),
        ("mum has shingles, shed love a massage", "shingles", Context.PRESENT),
        ("is ana off with her shingles? ill wait for her", "shingles", Context.OTHER_NOW),
        ("lets say i had a fever", "fever", Context.GENERAL),
        ("doctor say i had small stroke, massage is good?", "stroke_signs", Context.PRESENT),
        ("c section 3 wks ago, back in bits", "recent_surgery", Context.PRESENT),
        ("had a blood clot back in may", "blood_clot", Context.PAST),
        ("hola, me duele el pecho", "chest_pain", Context.PRESENT),
        ("no puedo respirar", "sudden_breathlessness", Context.PRESENT),
        ("no siento las piernas", "both_legs_weak", Context.PRESENT),
        ("sin dolor, no me duele el pecho", "chest_pain", Context.DENIED),
    ],
)
def test_the_context_of_a_sign(text: str, sign: str, context: Context) -> None:
    assert contexts(text)[sign] is context


@pytest.mark.parametrize(
    "text",
    [
        "traffic gave me a heart attack",
        "this knot is killing me",
        "can i have relaxing strokes on my legs but deeper pressure on my back",
        "feels like being stroked by a cat",
        "do you do long gliding strokes",
        "the lady did super light feathery strokes",
        "im dying for a massage",
        "what should i expect",
        "just want to relax after a hard week",
        "back stiff since the coach trip",
        "my calves are tight after running",
    ],
)
def test_everyday_talk_tells_no_serious_sign(text: str) -> None:
    levels = {CONTENT.safety[sign].level for sign in contexts(text)}
    assert not levels & {"emergency", "urgent"}


@given(st.text(max_size=300))
def test_any_text_can_be_screened(text: str) -> None:
    for mention in FINDER.find(text):
        assert 0 <= mention.start < mention.end <= len(text)


@pytest.mark.parametrize("sign", CONTENT.safety.values(), ids=lambda sign: sign.id)
def test_every_name_finds_its_sign(sign: object) -> None:
    names = sign.names  # type: ignore[attr-defined]
    missed = [name for name in names if sign.id not in contexts(f"i have {name}")]  # type: ignore[attr-defined]
    assert missed == []


def test_every_row_of_the_safety_table_has_a_sign() -> None:
    expected = {f"{k}{n}" for k, most in zip("EUCAN", (17, 26, 30, 19, 10), strict=True)
                for n in range(1, most + 1)}  # fmt: skip
    assert {sign.row for sign in CONTENT.safety.values()} == expected


@pytest.mark.parametrize(
    ("text", "sign", "is_sure"),
    [
        ("i have chest pain", "chest_pain", True),
        ("two gift crads please", "contagious_skin", False),
        ("landed on my back and the pain is bad", "back_pain_after_accident", False),
    ],
)
def test_words_that_stand_near_or_are_misspelt_are_not_sure(
    text: str, sign: str, is_sure: bool
) -> None:
    finder = SignFinder.of(CONTENT, lambda word: word != "crads")
    found = {m.sign: m.is_sure for m in finder.find(text)}
    assert found[sign] is is_sure


def test_speech_as_if_drunk_is_more_than_being_drunk() -> None:
    found = FINDER.find("since this morning I'm talking like I'm drunk")
    assert "stroke_signs" in [m.sign for m in found]
    assert [m.sign for m in FINDER.find("I'm drunk, can I come")] == ["impaired"]


def test_swearing_is_no_misspelled_sweating() -> None:
    finder = SignFinder.of(CONTENT, lambda word: word != "swears")
    assert finder.find("she swears the girl barely touches her back") == []


def test_another_form_of_a_signs_word_is_no_sign() -> None:
    assert FINDER.find("my cat loves having her cheeks stroked") == []
    assert [m.sign for m in FINDER.find("i think im having a stroke")] == ["stroke_signs"]


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("i woke up and nothing below moves, what is massage good for then", Context.PRESENT),
        ("my back went and i soiled the bed, can you help with that", Context.PRESENT),
        ("is massage good for people with that", Context.GENERAL),
        ("what if a guest goes grey", Context.GENERAL),
    ],
)
def test_what_is_told_before_a_question_is_not_general(text: str, context: Context) -> None:
    assert FINDER.context_of(text) is context


@pytest.mark.parametrize(
    "text",
    [
        "had a lump in my throat when i read your card",
        "theres been a nasty crash on the ring road, ill be late",
        "tell me the strokes you use in a swedish",
    ],
)
def test_what_only_sounds_like_a_sign_is_none(text: str) -> None:
    serious = {id_ for id_, sign in CONTENT.safety.items() if sign.is_serious}
    assert not serious & {m.sign for m in FINDER.find(text) if m.is_sure}


@pytest.mark.parametrize(
    ("text", "sign", "context"),
    [
        ("pneumonia three winters ago, fine since", "fever", Context.PAST),
        ("whats the difference between a knot and a clot", "blood_clot", Context.GENERAL),
        ("why do you ask about blood clots", "blood_clot", Context.GENERAL),
        (
            "i work in casualty so all day its chest pains and strokes",
            "chest_pain",
            Context.GENERAL,
        ),
        ("i work in casualty and my chest pain started at noon", "chest_pain", Context.PRESENT),
        ("i work in a hospital, all day its chest pain for me", "chest_pain", Context.PRESENT),
        ("they took nine lymph nodes out of my armpit", "lymph_nodes", Context.PRESENT),
        ("got my sisters kidney ten years ago", "kidney_disease", Context.PAST),
        ("the lump on my arm was only a cyst and i am fine now", "new_lump", Context.PAST),
        ("this egg thing on my neck, not sore, wasnt there before", "new_lump", Context.PRESENT),
        ("my machine said 203 over 117", "very_high_blood_pressure", Context.PRESENT),
    ],
)
def test_kinds_of_contexts_that_visitors_told(text: str, sign: str, context: Context) -> None:
    assert contexts(text).get(sign) is context


@pytest.mark.parametrize(
    "text",
    ["our old labrador had a stroke on wednesday", "a gift for the nurses on the stroke ward"],
)
def test_pets_and_wards_tell_of_nobody_who_comes(text: str) -> None:
    assert set(contexts(text).values()) == {Context.GENERAL}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("pins and needles where you'd wipe, front and back", "numb_between_legs"),
        (
            "gran woke not knowing what year it is and is walking into the door frame",
            "stroke_signs",
        ),
        ("just found out im 7 weeks!!", "pregnancy"),
    ],
)
def test_roundabout_ways_to_tell_a_sign(text: str, sign: str) -> None:
    assert sign in contexts(text)


@pytest.mark.parametrize(
    "text",
    [
        "since the massage my arm is numb",
        "had a deep tissue on monday and ever since it is getting worse",
        "got a massage last week, since then my hand is weak",
    ],
)
def test_what_began_with_a_massage_is_a_bad_reaction_to_it(text: str) -> None:
    assert "bad_reaction_to_massage" in contexts(text)


@pytest.mark.parametrize(
    "text",
    [
        "walking sideways like a crab after leg day",
        "my child is seven",
        "which one is the chilly one",
        "hed like to come too",
        "i want to strangle him, he forgot our wedding day",
        "neck like concrete, desk job",
        "is there a defibrillator on site",
        "how many of these until my neck chills out",
        "passed out cold on the couch at nine every night",
        "heart attack when i opened my bank app",
        "tennis elbow, on and off since before covid",
        "my back is sore since tuesday, which massage would you suggest",
        "the back is hurting since a long time. which massage do you advise",
    ],
)
def test_everyday_words_tell_no_sign(text: str) -> None:
    assert {s for s in contexts(text) if CONTENT.safety[s].level != "fine"} == set()
