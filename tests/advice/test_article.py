"""The article's words and its division of techniques, checked against the article itself."""

from __future__ import annotations

import pytest

from advice.content import Content

# Copied from the article by hand, so that content/ can't drift from it unnoticed.
ROWS = {
    "focus": (
        "Treat pathologies, follow course of treatment from referring healthcare practitioner",
        "Relaxation and stress relief",
    ),
    "reason_for_treatment": (
        "Medical necessity – scientific, problem-solving",
        "Client request – intuitive, nurturing",
    ),
    "termination_of_care": (
        "Maximum medical improvement/completed course of treatment",
        "Clients needs have been met or have changed",
    ),
    "measure_of_success": ("Functional (measurable) outcomes", "Client satisfaction"),
    "techniques": (
        "Clinical massage techniques such as myofascial release, neuromuscular massage, "
        "trigger point therapy, orthopedic massage, structural analysis",
        "Swedish massage, deep tissue massage, craniosacral therapy, hot stone massage",
    ),
    "client_condition": (
        "Usually seeking treatment for a specific issue related to injury",
        "Maintenance/proactive care",
    ),
}


@pytest.mark.parametrize("row_id", ROWS)
def test_cells_are_the_articles_words(content: Content, row_id: str) -> None:
    row = {row.id: row for row in content.comparison.rows}[row_id]
    assert (row.medical, row.relaxation) == ROWS[row_id]


def test_every_technique_of_the_article_is_on_its_side(content: Content) -> None:
    row = {row.id: row for row in content.comparison.rows}["techniques"]
    for technique in content.techniques.values():
        in_medical = technique.title.lower() in row.medical.lower()
        in_relaxation = technique.title.lower() in row.relaxation.lower()
        expected = {
            (True, False): "medical",
            (False, True): "relaxation",
            (False, False): "beyond_article",
        }[in_medical, in_relaxation]
        assert technique.side == expected, technique.id


def test_closing_question_and_reading_are_the_articles(content: Content) -> None:
    question = "Have you ever used medical massage to treat a condition?"
    assert content.article.closing_question == question
    urls = [link.url for link in content.article.additional_reading]
    assert urls == ["http://www.massagetoday.com/mpacms/mt/article.php?id=14663"]
