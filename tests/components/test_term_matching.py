"""Terms are found as they are written and misspelled, and not where they mean something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.content_terms import content_terms
from components.encoder.weights import english_words
from components.term_matching import EXACT, FUZZY, TermMatching

KEPT = content_terms()
ENGLISH = frozenset(english_words())
MATCHING = TermMatching(KEPT["terms"], KEPT["not_before"], KEPT["filler"], ENGLISH.__contains__)


def found(text: str, entity: str) -> list[str]:
    return [term.value for term in MATCHING.find(text) if term.entity == entity]


@pytest.mark.parametrize(
    ("text", "technique"),
    [
        ("what's trigger point therapy", "trigger_point_therapy"),
        ("TRIGGERPOINT??", "trigger_point_therapy"),
        ("trigger-point work", "trigger_point_therapy"),
        ("is cranio sacral any good", "craniosacral_therapy"),
        ("neuromuscullar masage", "neuromuscular_massage"),
        ("reflexollogy", "reflexology"),
        ("myofascail relaese", "myofascial_release"),
        ("shiatsuu", "shiatsu"),
        ("d'you do hotstone", "hot_stone_massage"),
    ],
)
def test_techniques(text: str, technique: str) -> None:
    assert found(text, "technique") == [technique]


def test_a_name_as_written_wins_over_a_longer_one_that_is_only_near() -> None:
    assert found("the difference between thai and shiatsu", "technique") == [
        "thai_massage",
        "shiatsu",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "hot",
        "stone",
        "deep",
        "it's so hot today",
        "a deep question",
        "the swedish chef",
        "swedish meatballs",
        "good thai food near you",
        "a stone in my shoe",
        "swede",
        "the tissue box is empty",
        "pointless",
    ],
)
def test_ordinary_words_are_no_technique(text: str) -> None:
    assert found(text, "technique") == []


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("my neck and left sholder", ["neck", "shoulder"]),
        ("pain between my shoulder blades", ["upper_back"]),
        ("hamstrng is tight", ["leg"]),
        ("lower-back", ["lower_back"]),
        ("is it a handy place", []),
    ],
)
def test_body_areas(text: str, areas: list[str]) -> None:
    assert found(text, "body_area") == areas


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("60 or ninety minutes", ["60", "90"]), ("forty-five min", ["45"]), ("no number", [])],
)
def test_numbers(text: str, numbers: list[str]) -> None:
    assert found(text, "number") == numbers


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("hsa?", "faq_topic", "hsa_fsa"),
        ("parkng pls", "faq_topic", "parking"),
        ("any gift vouchers", "faq_topic", "gift_cards"),
        ("cst", "technique", "craniosacral_therapy"),
        ("shiatsu, please!", "technique", "shiatsu"),
    ],
)
def test_a_message_that_is_one_term(text: str, entity: str, value: str) -> None:
    term = MATCHING.only_term(text)
    assert term is not None
    assert (term.entity, term.value) == (entity, value)


@pytest.mark.parametrize("text", ["", "please", "is parking free", "shiatsu or thai", "60"])
def test_a_message_that_is_more_or_less_than_one_term(text: str) -> None:
    term = MATCHING.only_term(text)
    assert term is None or term.entity == "number"


def test_every_term_of_the_content_is_found() -> None:
    for entity, terms in KEPT["terms"].items():
        for term, value in terms.items():
            assert value in found(term, entity), (entity, term)


@given(st.text(max_size=80))
def test_spans_lie_in_the_text_and_do_not_overlap_within_an_entity(text: str) -> None:
    terms = MATCHING.find(text)
    ends: dict[str, int] = {}
    for term in terms:
        assert 0 <= ends.get(term.entity, 0) <= term.start < term.end <= len(text)
        assert term.confidence in (EXACT, FUZZY)
        ends[term.entity] = term.end
