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


def test_ways_to_pay_go_with_the_prices(content: Content) -> None:
    assert (
        "You can pay by: cash, credit card, debit card." in answer_question(content, "price").text
    )
    practice = content.practice.copy(update={"payment_kinds": (), "prices": ()})
    silent = content.copy(update={"practice": practice})
    assert "pay by" not in answer_question(silent, "price").text


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
