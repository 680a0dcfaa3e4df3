"""Misspelled words are mended; words that are right, short or rare stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.spelling import Slip, Spelling, slip, symbols_of, word_counts, words

COUNTS = {
    "massage": 50,
    "swedish": 9,
    "trigger": 9,
    "point": 9,
    "therapy": 9,
    "relaxation": 9,
    "what": 50,
    "does": 20,
    "talking": 5,
    "much": 9,
    "and": 30,
    "hot": 9,
    "mcuh": 1,
}
# The share of what is written.
ENGLISH = dict.fromkeys(["tan", "towel", "stare", "hurt", "relax", "study", "chef"], 1e-5)
SPELLING = Spelling(COUNTS, ENGLISH, (), "👍")


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("whta does sweedish masage", "what does swedish massage"),
        ("triger piont thearpy?", "trigger point therapy?"),
        ("hto massage adn therapy", "hot massage and therapy"),
        ("RELAXTION!!", "relaxation!!"),
        ("relaxatoin, massgae", "relaxation, massage"),
    ],
)
def test_misspelled_words_are_mended(typed: str, mended: str) -> None:
    assert SPELLING.mend(typed) == mended


@pytest.mark.parametrize(
    "text",
    [
        "what does swedish massage",
        "toweling towelling",  # inflections of known words
        "studies studied hurting relaxed chefs",
        "hot mfr ppl msg hit anf",  # too short to mend, or too far from anything
        "what's the point",
        "xylophone",
        "10:30 $95 👍",
        "",
    ],
)
def test_what_is_right_or_far_from_anything_stays(text: str) -> None:
    assert SPELLING.mend(text) == text


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("wnat", "want", Slip.SWAPPED),
        ("owrk", "work", Slip.SWAPPED),
        ("massaage", "massage", Slip.DOUBLED),
        ("helo", "hello", Slip.HALVED),
        ("ofen", "often", Slip.MISSING),
        ("wich", "which", Slip.MISSING),
        ("hat", "what", Slip.MISSING),
        ("priced", "prices", Slip.NEIGHBOUR),
        ("massazge", "massage", Slip.ADDED),
        ("wich", "with", Slip.REPLACED),
        ("massge", "masses", Slip.SEVERAL),
        ("peeps", "keeps", Slip.WRONG_START),
    ],
)
def test_the_kinds_of_slips(typed: str, meant: str, expected: Slip) -> None:
    assert slip(typed, meant) is expected


def test_the_likelier_slip_wins_over_the_more_frequent_word() -> None:
    counts = {"what": 90, "want": 9, "with": 90, "which": 9, "open": 90, "often": 9, "keeps": 9}
    mended = Spelling(counts, {}).mend("wnat wich ofen peeps")
    assert mended == "want which often peeps"


def test_one_of_two_equal_letters_is_easily_left_out() -> None:
    assert Spelling({"hello": 5, "help": 40}, {}).mend("helo") == "hello"


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("were are you", "where are you"),
        ("Weres the place", "Wheres the place"),
        ("and were exactly do i park", "and where exactly do i park"),
        ("we were at yours", "we were at yours"),
        ("they were doing it", "they were doing it"),
        ("were you open", "were you open"),
    ],
)
def test_were_is_meant_for_where_before_a_verb(typed: str, mended: str) -> None:
    counts = dict.fromkeys("were are you the place and do i park we at yours they it".split(), 5)
    counts |= {"weres": 1, "exactly": 5, "doing": 5, "open": 5}
    assert Spelling(counts, {}).mend(typed) == mended


def test_a_far_more_usual_word_wins_over_a_likelier_slip() -> None:
    counts = {"often": 60, "offend": 2, "much": 90}
    assert Spelling(counts, {}).mend("offen") == "often"


# As in training: "massge" is an example's slip, "copd" and "hsa" look like one and are none.
USED = {
    "massage": 900,
    "massge": 8,
    "which": 500,
    "wich": 4,
    "the": 3000,
    "teh": 2,
    "cold": 90,
    "copd": 8,
    "has": 900,
    "hsa": 50,
    "their": 60,
    "they're": 5,
    "theyre": 4,
    "reception": 90,
    "receptions": 3,
}


@pytest.mark.parametrize(
    ("typed", "mended"),
    [("massge", "massage"), ("wich", "which"), ("teh", "the"), ("masage", "massage")],
)
def test_words_that_examples_misspell_are_mended(typed: str, mended: str) -> None:
    assert Spelling(USED, {}).mend(typed) == mended


@pytest.mark.parametrize("word", ["copd", "hsa", "theyre", "cold", "their", "receptions"])
def test_abbreviations_and_rare_words_of_the_examples_stay(word: str) -> None:
    english = {"receptions": 1e-7}
    assert Spelling(USED, english).mend(word) == word


def test_a_name_stays_however_much_it_looks_like_a_slip() -> None:
    assert Spelling(USED, {}, ["massge"]).mend("massge") == "massge"


def test_english_words_stay_and_usual_ones_are_meant_without_an_example() -> None:
    english = {"taco": 1e-6, "wedding": 1e-5, "weeding": 1e-9}
    spelling = Spelling({"back": 900, "tack": 3}, english)
    assert spelling.mend("taco weding") == "taco wedding"


def test_a_rare_word_of_english_is_not_meant() -> None:
    assert Spelling({"back": 900}, {"prolia": 1e-9}).mend("proliax") == "proliax"


def test_a_word_that_training_has_once_misspelled_is_no_replacement() -> None:
    assert SPELLING.mend("mcuhh") != "mcuh"
    assert SPELLING.mend("mcuh") == "much"


@given(st.text(max_size=80))
def test_mending_keeps_everything_but_words_and_is_settled(text: str) -> None:
    mended = SPELLING.mend(text)
    assert len(words(mended)) == len(words(text))
    assert SPELLING.mend(mended) == mended


@given(st.lists(st.sampled_from(sorted(set(COUNTS) - {"mcuh"})), min_size=1))
def test_known_text_stays(known: list[str]) -> None:
    text = " ".join(known)
    assert SPELLING.mend(text) == text
    assert not SPELLING.is_gibberish(text)


@pytest.mark.parametrize(
    ("text", "gibberish"),
    [
        ("flurb wexl", True),
        ("flurb wexl tragger", True),  # one word near "trigger" is chance
        ("flurb tragger", True),
        ("flurb wexl a", True),
        ("flurb what", False),
        ("sweedish", False),
        ("sweedish masage", False),
        ("👍", False),
        ("👍🏽", False),
        ("🥔🚦", True),
        ("...", True),
        ("4", False),
        ("", True),
    ],
)
def test_gibberish_has_no_known_word_and_few_near_one(text: str, gibberish: bool) -> None:
    assert SPELLING.is_gibberish(text) is gibberish


def test_symbols_are_the_signs_beyond_ascii() -> None:
    assert symbols_of(["thanks 👍!", "café – 5 €", "👍"]) == "–€👍"


def test_words_are_counted_in_lower_case() -> None:
    assert word_counts(["What's what", "what"]) == {"what's": 1, "what": 2}
