"""The guide's result page gives the same papers, without JavaScript."""

from __future__ import annotations

import pytest

from channels.guide.pages import GuidePages
from tests.channels.guide.forms import Page, Visitor
from tests.channels.guide.test_parity import choices_of

PAPERS = "/guide/papers"


@pytest.mark.parametrize("name", ["result", "doctor_note"])
def test_the_result_page_leads_to_its_papers(
    pages: GuidePages, visitor: Visitor, name: str
) -> None:
    shown = visitor.answer_all(choices_of("chronic_ache", "none", "less_pain"))
    button = next(b for b in shown.all("button") if b.get("value") == name)
    assert button["formaction"] == f"{PAPERS}/{name}"
    form_id = next(f for f in shown.all("form"))["id"]
    assert button["form"] == form_id
    page = pages.page(button["formaction"], {**shown.form.bare, "action": [name]})
    paper = Page(page.status, page.html)
    assert (paper.status, paper.unbalanced) == (200, [])
    if name == "result":
        assert paper.outcome == shown.outcome
        assert paper.marked("data-rules") == shown.marked("data-rules")


def test_where_no_form_was_sent_there_is_no_paper(pages: GuidePages) -> None:
    assert pages.page(f"{PAPERS}/result").status == 404
    assert pages.page(f"{PAPERS}/other", {"state": [""]}).status == 404


def test_a_state_that_was_changed_begins_anew(pages: GuidePages) -> None:
    page = pages.page(f"{PAPERS}/result", {"state": ["nonsense"]})
    assert page.status == 400
    assert "data-outcome" not in page.html


@pytest.mark.parametrize("name", ["result", "doctor_note"])
def test_without_a_result_the_next_question_is_asked(pages: GuidePages, name: str) -> None:
    page = pages.page(f"{PAPERS}/{name}", {})
    assert "data-outcome" not in page.html
