"""What the guide counts: each visit once for a thing, and nothing of it stays on the server."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from advice.content import Content
from channels.guide.pages import GuidePages
from channels.guide.rendering import BOOKING, QUESTIONS
from channels.guide.state import Visit
from tests.channels.guide.conftest import MOST_CHARACTERS, SECRET
from tests.channels.guide.forms import Fields, Visitor
from tests.channels.guide.test_parity import choices_of

DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def dated(content: Content) -> GuidePages:
    return GuidePages(content, SECRET, MOST_CHARACTERS, today=lambda: DAY)


class Tally(Counter[str]):
    """Counts as the server does, and remembers whose they were."""

    def __init__(self, pages: GuidePages) -> None:
        super().__init__()
        self._pages = pages
        self.visits: list[Visit] = []

    def fetch(self, address: str, fields: Fields | None) -> tuple[int, str]:
        page = self._pages.page(address, fields)
        self.update(f"{seen.kind} {seen.what}" for seen in page.seen)
        if page.visit is not None:
            self.visits.append(page.visit)
        return page.status, page.html


@pytest.fixture
def counted(dated: GuidePages) -> Tally:
    return Tally(dated)


def test_a_visit_counts_once_for_each_thing(counted: Tally) -> None:
    visitor = Visitor(counted.fetch)
    assert counted == {}
    page = visitor.answer_all(choices_of("chronic_ache", "none", "less_pain"))
    assert page.outcome == "medical"
    wanted = {"stage asked": 1, "stage recommended": 1, "recommendation medical": 1}
    assert counted == wanted
    # Going back and to the same result again changes nothing.
    form = page.form
    status, _ = counted.fetch(QUESTIONS, {**form.bare, "action": ["back"]})
    assert status == 200
    assert counted == wanted
    assert {visit.day for visit in counted.visits} == {DAY}
    assert len({visit.id for visit in counted.visits}) == 1


def test_a_warning_is_counted_by_its_level(counted: Tally) -> None:
    choices = {**choices_of("chronic_ache", "none", "less_pain"), "health": ["blood_clot"]}
    assert Visitor(counted.fetch).answer_all(choices).outcome == "urgent"
    assert counted == {"stage asked": 1, "safety urgent": 1}
    Visitor(counted.fetch)
    assert len({visit.id for visit in counted.visits}) == 2


def test_pages_that_are_only_read_and_refused_forms_count_nothing(counted: Tally) -> None:
    for address in ("/guide", "/guide/compare", "/guide/techniques", QUESTIONS):
        assert counted.fetch(address, None)[0] == 200
    assert counted.fetch(QUESTIONS, {"state": ["x"], "action": ["next"]})[0] == 400
    visitor = Visitor(counted.fetch)
    bare = visitor.page.form.bare
    assert counted.fetch(QUESTIONS, {**bare, "action": ["next"]})[0] == 400
    assert counted == {}


def test_the_booking_link_leads_on_and_says_whose_visit_it_was(
    dated: GuidePages, counted: Tally, content: Content
) -> None:
    choices = choices_of("none", "none", "relax")
    page = Visitor(counted.fetch).answer_all(choices)
    (link,) = [a for a in page.all("a") if a.get("href", "").startswith(BOOKING)]
    token = link["href"].partition("?v=")[2]
    assert dated.visit(token) == Visit(counted.visits[-1].id, DAY)
    # The address holds no answer.
    assert len(token) < 250
    for wrong in ("", "x", token + "x", page.form.hidden["state"]):
        assert dated.visit(wrong) is None
