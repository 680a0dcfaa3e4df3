"""The guide's pages: sound HTML that works for everyone, and going through them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import Content
from advice.content.practice_models import Colors
from channels.guide.colors import DARK, GROUNDS, LIGHT, stylesheet
from channels.guide.pages import GuidePages
from channels.guide.rendering import BOOKING
from channels.website.colors import contrast
from tests.channels.guide.forms import Fetch, Page, Visitor

READ = ["/guide", "/guide/compare", "/guide/techniques", "/guide/questions"]
STYLES = {"/guide/style.css", "/guide/colors.css"}
HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
PAIN = {
    "goals": ["less_pain", "relax"],
    "area": ["neck", "leg"],
    "since": ["months"],
    "severity": ["5"],
    "signs": ["none"],
    "health": ["blood_thinners"],
    "physician": ["referred_with_plan"],
    "plan": ["bring_it"],
    "pressure": ["firm"],
}


def every_page(fetch: Fetch, content: Content) -> list[Page]:
    """Each kind of page, in each of its states."""
    addresses = [*READ, *(f"/guide/techniques/{id_}" for id_ in content.techniques)]
    pages = [Page(*fetch(address, None)) for address in addresses]
    visitor = Visitor(fetch)
    while not visitor.page.outcome:
        pages.append(visitor.page)
        wrong = Page(*fetch("/guide/questions", visitor.page.form.bare))
        assert wrong.status == 400
        pages.append(wrong)
        visitor.send(PAIN[visitor.page.question], "some <b>words</b> of my own & more")
    pages.append(visitor.page)
    warned = Visitor(fetch)
    pages += [
        warned.send(["relax"], "i have chest pain right now"),
        warned.send(action="mistake"),
        Page(*fetch("/guide/nowhere", None)),
    ]
    urgent = Visitor(fetch).send(["less_pain"], "my left calf is swollen and warm")
    return [*pages, urgent]


@pytest.fixture(scope="module")
def all_pages(fetch: Fetch, content: Content) -> list[Page]:
    return every_page(fetch, content)


def test_every_page_is_sound(all_pages: list[Page]) -> None:
    for page in all_pages:
        assert page.unbalanced == [], page.text
        ids = [own["id"] for _, own in page.tags if "id" in own]
        assert len(ids) == len(set(ids))
        assert "{" not in page.text
        assert "&lt;b&gt;" in page.html or "<b>" not in page.html


def test_every_page_has_its_landmarks_and_one_heading(all_pages: list[Page]) -> None:
    for page in all_pages:
        assert page.html.startswith("<!DOCTYPE html>")
        assert page.all("html") == [{"lang": "en"}]
        for tag in ("h1", "main", "header", "nav", "footer", "title"):
            assert len(page.all(tag)) == 1, (tag, page.text)
        assert page.all("main") == [{"id": "content"}]
        assert page.links.index("#content") == len(page.all("link"))
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_field_has_its_label_and_every_reference_its_target(all_pages: list[Page]) -> None:
    for page in all_pages:
        ids = {own["id"] for _, own in page.tags if "id" in own}
        labels = {own["for"] for own in page.all("label")}
        fields = [*page.all("input"), *page.all("textarea")]
        assert labels == {own["id"] for own in fields if own.get("type") != "hidden"}
        for _, own in page.tags:
            for name in ("aria-describedby", "aria-labelledby"):
                assert set(own.get(name, "").split()) <= ids
        assert len(page.all("fieldset")) == len(page.all("legend"))


def test_no_page_runs_or_loads_anything_but_our_styles(all_pages: list[Page]) -> None:
    for page in all_pages:
        assert {own["href"] for own in page.all("link")} == STYLES
        for tag, own in page.tags:
            assert tag not in ("script", "style", "img", "iframe", "object")
            assert "style" not in own
            assert not [name for name in own if name.startswith("on")]


def test_every_internal_link_leads_somewhere(all_pages: list[Page], fetch: Fetch) -> None:
    linked = {link for page in all_pages for link in page.links} - STYLES
    for link in linked:
        address = urlsplit(link)
        assert address.scheme in ("", "https", "http", "tel"), link
        if not address.scheme and address.path not in ("", BOOKING):
            assert fetch(address.path, None)[0] == 200, link


def test_no_answer_is_in_any_address(all_pages: list[Page]) -> None:
    for page in all_pages:
        for link in page.links:
            address = urlsplit(link)
            if address.path == BOOKING:
                # Whose visit it is, by a random id and a day, for the counts.
                (token,) = parse_qs(address.query)["v"]
                told = jwt.decode(token, options={"verify_signature": False})
                (id_, day, nothing) = told.pop("b")
                assert (len(id_), len(day), nothing, told) == (22, 10, [], {})
            elif not address.scheme:
                assert not address.query
        for form in page.forms:
            assert (form.method, form.address) == ("post", "/guide/questions")
            assert list(form.hidden) == ["state"]


def test_the_table_is_a_real_one(fetch: Fetch, content: Content) -> None:
    page = Page(*fetch("/guide/compare", None))
    scopes = [own["scope"] for own in page.all("th")]
    assert scopes == ["col"] * 3 + ["row"] * 6
    assert len(page.all("caption")) == 1
    for row in content.comparison.rows:
        for words in (row.label, row.medical, row.relaxation):
            assert words in page.text
    assert content.article.title in page.text


def test_a_technique_has_its_cautions_evidence_and_sources(fetch: Fetch, content: Content) -> None:
    for technique in content.techniques.values():
        page = Page(*fetch(f"/guide/techniques/{technique.id}", None))
        for words in (technique.what, technique.evidence, *technique.cautions):
            assert words in page.text
        for key in technique.sources:
            assert content.sources[key].title in page.text


@pytest.mark.parametrize(
    "path", ["/guide/techniques/nothing", "/guide/x", "/guide/swedish_massage"]
)
def test_what_is_not_there_is_said_so(fetch: Fetch, content: Content, path: str) -> None:
    status, html = fetch(path, None)
    assert status == 404
    assert content.guide.errors.not_found in html


def test_back_keeps_the_answers(visitor: Visitor) -> None:
    visitor.send(["less_pain", "relax"], "and a bit of peace")
    visitor.send(["neck", "shoulder"])
    visitor.send(["months"])
    page = visitor.send(["5"], action="back")
    assert page.question == "since"
    assert page.form.checked["answer"] == ["months"]
    page = visitor.send(action="back")
    assert page.form.checked["answer"] == ["neck", "shoulder"]
    page = visitor.send(action="back")
    assert set(page.form.checked["answer"]) == {"less_pain", "relax"}
    assert page.form.texts["words"] == "and a bit of peace"
    assert "back" not in page.form.buttons
    # And forward again: each page holds what was given, the one that was left too.
    for _ in range(3):
        visitor.send()
    assert visitor.page.question == "severity"
    assert visitor.page.form.checked["answer"] == ["5"]


def test_what_was_told_in_words_is_asked_again_once_the_words_are_gone(visitor: Visitor) -> None:
    page = visitor.send(["less_pain"], "my neck, for 4 months")
    assert page.question == "severity"
    visitor.send(action="back")
    assert visitor.send(["less_pain"], "").question == "area"


def test_any_answer_can_be_changed_from_the_result(visitor: Visitor) -> None:
    choices = {**PAIN, "goals": ["less_pain"], "health": ["none"], "physician": ["none"]}
    assert visitor.answer_all(choices).outcome == "medical"
    page = visitor.send(action="change severity")
    assert (page.question, page.form.checked["answer"]) == ("severity", ["5"])
    visitor.send(["8"])
    while not visitor.page.outcome:
        visitor.send()
    assert visitor.page.outcome == "physician_first"


def test_the_result_is_in_the_fixed_order(visitor: Visitor, content: Content) -> None:
    page = visitor.answer_all({**PAIN, "health": ["none"], "physician": ["none"]})
    words = content.guide.result
    headings = [words.because, words.how, words.before, words.change, words.second]
    order = [*headings, content.guide.sources, words.next]
    places = [page.html.index(f">{heading}</h2>") for heading in order]
    assert places == sorted(places)
    assert page.html.index("<h1") < places[0]


def test_the_privacy_notice_comes_before_the_first_health_question(
    visitor: Visitor, content: Content
) -> None:
    notice = content.practice.privacy_notice.partition("{")[0].strip()
    assert visitor.asked == []
    assert notice in visitor.page.text
    assert content.guide.question.privacy_here in visitor.page.text
    visitor.send(["relax"])
    page = visitor.send(["none"])
    assert page.question == "health"
    assert notice in page.text


def test_steps_are_counted(visitor: Visitor) -> None:
    assert "Step 1 " in visitor.page.text
    visitor.send(["relax"])
    assert "Step 2 " in visitor.page.text
    visitor.send(["none"])
    assert "Step 3 of 3" in visitor.page.text


def test_each_question_says_why_it_is_asked(visitor: Visitor, content: Content) -> None:
    while not visitor.page.outcome:
        question = visitor.page.question
        assert content.questions[question].why in visitor.page.text
        assert len(visitor.page.all("details")) == 1
        visitor.send(PAIN[question])


@given(HEX, HEX)
def test_any_colours_of_a_practice_can_be_read(primary: str, on_primary: str) -> None:
    css = stylesheet(Colors(primary=primary, on_primary=on_primary))
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    for part, neutrals in ((light, LIGHT), (dark, DARK)):
        own = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part))
        grounds = [neutrals[name] for name in GROUNDS]
        for ground in grounds:
            for color in ("ink", "muted", "accent"):
                assert contrast(own[color], ground) >= 4.5, (color, ground)
            assert contrast(own["edge"], ground) >= 3
        assert contrast(own["primary"], own["on-primary"]) >= 4.5
        assert contrast(own["alarm"], own["alarm-ground"]) >= 4.5
        assert contrast(own["ink"], own["alarm-ground"]) >= 4.5


def test_the_style_sheet_loads_nothing() -> None:
    style = Path(__file__).parents[3] / "channels" / "guide" / "style.css"
    assert "url(" not in style.read_text()
    assert "@import" not in style.read_text()


def test_the_same_fields_give_the_same_page(pages: GuidePages) -> None:
    first = Page(*pages.page("/guide/questions")[:2])
    fields = first.form.filled(["relax"])
    assert pages.page("/guide/questions", fields) == pages.page("/guide/questions/", fields)
