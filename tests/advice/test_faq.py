"""FAQ answers, told and not told by the practice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advice.cards import FaqCard
from advice.content import Content, load_content
from advice.content.ids import PRACTICE_FACTS
from advice.faq import answer_question
from advice.practice import practice_fact

CONTENT = load_content()


@pytest.fixture(scope="module")
def untold(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A practice that has told only its name, phone and emergency number."""
    from shutil import copytree

    from advice.content import DEFAULT_CONTENT_DIRECTORY

    copy = tmp_path_factory.mktemp("untold") / "content"
    copytree(DEFAULT_CONTENT_DIRECTORY, copy)
    (copy / "practice.yml").write_text(
        "name: Somewhere\nphone: 5550100142\nemergency_number: 112\nprivacy_notice: Stored.\n"
    )
    return load_content(copy)


@pytest.mark.parametrize("topic", CONTENT.faq)
def test_every_topic_is_answered_and_filled_in(content: Content, topic: str) -> None:
    message = answer_question(content, topic)
    card = message.card
    assert isinstance(card, FaqCard)
    assert card.id == topic
    assert card.sources
    assert card.answer.startswith(message.text.split(". ")[0].rstrip("."))
    assert "{" not in card.answer
    assert "{" not in message.text
    assert len(message.text.split()) <= 60


@pytest.mark.parametrize("topic", [t.id for t in CONTENT.faq.values() if t.practice])
def test_what_a_practice_has_not_told_is_said_with_its_phone(untold: Content, topic: str) -> None:
    message = answer_question(untold, topic)
    card = message.card
    assert isinstance(card, FaqCard)
    rests_on = untold.faq[topic].practice
    assert rests_on is not None
    if rests_on.fact == "phone":
        assert card.configured
    else:
        assert not card.configured
        assert message.buttons[-1].intent == "talk_to_person"
    assert "555" in card.answer
    assert "None" not in card.answer


@pytest.mark.parametrize("fact", PRACTICE_FACTS)
def test_a_fact_is_text_or_none(content: Content, untold: Content, fact: str) -> None:
    told = practice_fact(content, fact)
    assert told is None or (told and "{" not in told)
    assert (practice_fact(untold, fact) is None) == (fact != "phone")


BESIDE = [
    ("price", "payment_kinds", "cash, credit card", "You can pay by: cash, credit card."),
    ("therapists", "languages", "English, Spanish", "Here we speak: English, Spanish."),
]
ASKS_FOR_IT = [
    ("price", "payment_kinds", "do you take Credit Cards?"),
    ("price", "payment_kinds", "can i pay cash"),
    ("price", "payment_kinds", "apple pay ok"),
    ("therapists", "languages", "do you speak spanish"),
    ("therapists", "languages", "Any therapist who knows sign language?"),
]


def with_list(content: Content, name: str, text: str) -> Content:
    value = tuple(text.split(", ")) if text else ()
    return content.copy(update={"practice": content.practice.copy(update={name: value})})


@pytest.mark.parametrize(("topic", "fact", "told", "said"), BESIDE)
def test_what_goes_with_an_answer_comes_after_it(
    content: Content, topic: str, fact: str, told: str, said: str
) -> None:
    message = answer_question(with_list(content, fact, told), topic)
    assert isinstance(message.card, FaqCard)
    assert message.card.answer.endswith(said)
    assert message.card.configured
    silent = answer_question(with_list(content, fact, ""), topic)
    assert isinstance(silent.card, FaqCard)
    assert silent.card.answer == message.card.answer.removesuffix(said).strip()
    assert silent.card.configured


@pytest.mark.parametrize(("topic", "fact", "asked"), ASKS_FOR_IT)
def test_asked_for_it_comes_first_or_is_not_known(
    content: Content, topic: str, fact: str, asked: str
) -> None:
    told, said = next((told, said) for t, _, told, said in BESIDE if t == topic)
    message = answer_question(with_list(content, fact, told), topic, asked)
    assert message.text.startswith(said)
    message = answer_question(with_list(content, fact, ""), topic, asked)
    assert isinstance(message.card, FaqCard)
    assert message.text.startswith("I don't know")
    assert content.practice.phone in message.text.split(". ")[1]
    assert not message.card.configured
    assert message.buttons[-1].intent == "talk_to_person"


@pytest.mark.parametrize(
    ("topic", "asked"),
    [
        ("price", "what do i pay for an hour"),
        ("price", "is the cardio rate discarded"),
        ("therapists", "who works there"),
        ("price", ""),
    ],
)
def test_not_asked_for_it_nothing_is_said_not_to_be_known(
    content: Content, topic: str, asked: str
) -> None:
    for fact in ("payment_kinds", "languages"):
        content = with_list(content, fact, "")
    message = answer_question(content, topic, asked)
    assert "don't know" not in message.text
    assert isinstance(message.card, FaqCard)
    assert message.card.configured


def test_tracking_is_answered_with_the_articles_measures(content: Content) -> None:
    answer = answer_question(content, "track_progress").text
    row = next(row for row in content.comparison.rows if row.id == "measure_of_success")
    assert f"medical massage by “{row.medical}”" in answer
    assert f"relaxation massage by “{row.relaxation}”" in answer
    assert content.progress.words["title"] in answer


def test_configured_follows_the_practices_file(
    edit: Callable[[str, str, str], Path], content: Content
) -> None:
    directory = edit("practice.yml", "  mobile_visits:\n", "  mobile_visits: We come to you.\n")
    before, after = content, load_content(directory)
    assert practice_fact(before, "mobile_visits") is None
    message = answer_question(after, "mobile_visits")
    assert isinstance(message.card, FaqCard)
    assert message.card.configured
    assert "We come to you." in message.text
