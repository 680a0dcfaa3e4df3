"""The guide of a practice that collects no health details."""

from __future__ import annotations

import pytest

from advice.content import Content
from channels.guide.pages import GuidePages
from tests.channels.guide.conftest import MOST_CHARACTERS, SECRET
from tests.channels.guide.forms import Fields, Visitor


@pytest.fixture
def visitor(content: Content) -> Visitor:
    """A visitor of that practice."""
    practice = content.practice.copy(update={"collect_health_details": False})
    pages = GuidePages(content.copy(update={"practice": practice}), SECRET, MOST_CHARACTERS)

    def ask(address: str, fields: Fields | None) -> tuple[int, str]:
        page = pages.page(address, fields)
        return page.status, page.html

    return Visitor(ask)


@pytest.mark.parametrize("goal", ["relax", "less_pain", "treat_condition", "not_sure"])
def test_only_the_goals_are_asked(visitor: Visitor, goal: str) -> None:
    page = visitor.answer_all({"goals": [goal]})
    assert visitor.asked == ["goals"]
    assert page.outcome == "physician_first"
    assert "takes no details about health" in page.text


def test_an_emergency_is_answered_all_the_same(visitor: Visitor) -> None:
    page = visitor.send(["less_pain"], "my chest is crushing and i cant breathe")
    assert page.outcome == "emergency"
