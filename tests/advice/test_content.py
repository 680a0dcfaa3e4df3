"""The content's schema: every mistake is named with file, entry, field and cure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advice.content import Content, ContentError, load_content
from advice.content.ids import FAQ_TOPICS, ROW_IDS, TECHNIQUE_SIDES

Edit = Callable[[str, str, str], Path]

# File, what stands there, what it becomes, and what the error must name.
MISTAKES = [
    pytest.param(
        "practice.yml",
        "not_offered: []",
        "not_offered: [hot_stones]",
        ["practice.yml", "not_offered", "no technique is called 'hot_stones'"],
        id="a technique that there is not",
    ),
    pytest.param(
        "techniques/medical.yml",
        "side: medical",
        "side: relaxation",
        ["techniques/medical.yml", "myofascial_release", "side", "'medical'"],
        id="side against the article",
    ),
    pytest.param(
        "techniques/medical.yml",
        "    used_for: >-",
        "    used_fr: >-",
        ["myofascial_release", "used_fr", "remove this key"],
        id="misspelled key",
    ),
    pytest.param(
        "techniques/medical.yml",
        "    used_for: >-",
        "    used_fr: >-",
        ["myofascial_release", "used_for", "add this key"],
        id="missing key",
    ),
    pytest.param(
        "techniques/medical.yml",
        "- id: trigger_point_therapy",
        "- id: myofascial_release",
        ["myofascial_release", "stands in techniques/medical.yml too"],
        id="id twice",
    ),
    pytest.param(
        "techniques/medical.yml",
        "sources: [ARTICLE, MFRFAQ",
        "sources: [NOWHERE, MFRFAQ",
        ["myofascial_release", "sources", "NOWHERE", "sources.yml"],
        id="unknown source",
    ),
    pytest.param(
        "papers.yml",
        "sources: [ARTICLE, INF]",
        "sources: [ARTICLE, NOWHERE]",
        ["papers.yml", "doctor_note", "sources", "NOWHERE", "sources.yml"],
        id="unknown source of a paper",
    ),
    pytest.param(
        "papers.yml",
        "phone {phone}.",
        "phone {fone}.",
        ["papers.yml", "footer", "{fone} is no placeholder"],
        id="unknown placeholder of a paper",
    ),
    pytest.param(
        "techniques/relaxation.yml",
        "abbreviations: [cst",
        "abbreviations: [mfr, cst",
        ["craniosacral_therapy", "'mfr' already means myofascial_release"],
        id="a term in two techniques",
    ),
    pytest.param(
        "comparison.yml",
        "- id: focus",
        "- id: aim",
        ["comparison.yml", "rows", "focus, reason_for_treatment"],
        id="a row renamed",
    ),
    pytest.param(
        "message.yml",
        "Contact: {contact}",
        "Contact: {phone_number}",
        ["message.yml", "lines", "{phone_number} is no placeholder"],
        id="a message's line with another placeholder",
    ),
    pytest.param(
        "wording.yml",
        "  insult: I'm sorry",
        "  insults: I'm sorry",
        ["wording.yml", "smalltalk", "insult", "add this key"],
        id="smalltalk missing",
    ),
    pytest.param(
        "wording.yml",
        "defaults: [compare_styles,",
        "defaults: [compare_style,",
        ["wording.yml", "clarify", "compare_style"],
        id="clarify default without text",
    ),
    pytest.param(
        "faq/practice.yml",
        "fact: prices",
        "fact: price",
        ["faq/practice.yml", "price", "practice.fact", "must be one of"],
        id="faq rests on an unknown fact",
    ),
    pytest.param(
        "faq/practice.yml",
        "- id: price",
        "- id: Price List",
        ["faq/practice.yml", "Price List", "lower case"],
        id="id not an identifier",
    ),
    pytest.param(
        "faq/visit.yml",
        "topics:",
        "topic:",
        ["faq/visit.yml", "topics:"],
        id="wrong list name",
    ),
    pytest.param(
        "article.yml",
        "framing:",
        "framing: [",
        ["article.yml", "line", "YAML"],
        id="broken YAML",
    ),
]


def test_the_projects_content_is_in_order(content: Content) -> None:
    assert tuple(row.id for row in content.comparison.rows) == ROW_IDS
    assert set(TECHNIQUE_SIDES) <= set(content.techniques)
    assert set(FAQ_TOPICS) <= set(content.faq)


@pytest.mark.parametrize(("file", "old", "new", "named"), MISTAKES)
def test_a_mistake_is_named(edit: Edit, file: str, old: str, new: str, named: list[str]) -> None:
    directory = edit(file, old, new)
    with pytest.raises(ContentError) as caught:
        load_content(directory)
    for part in named:
        assert part in str(caught.value)
    assert all(problem.cure and problem.problem for problem in caught.value.problems)


def test_every_mistake_is_reported_at_once(edit: Edit) -> None:
    edit("practice.yml", "retention_days: 30", "retention_days: 0")
    directory = edit("article.yml", "closing_question:", "closing_questoin:")
    with pytest.raises(ContentError) as caught:
        load_content(directory)
    assert {problem.file for problem in caught.value.problems} == {"practice.yml", "article.yml"}


@pytest.mark.parametrize("name", ["article.yml", "practice.yml", "wording.yml", "sources.yml"])
def test_a_missing_file_is_named(content_copy: Path, name: str) -> None:
    (content_copy / name).unlink()
    with pytest.raises(ContentError, match=rf"{name}: the file is missing"):
        load_content(content_copy)


def test_a_file_that_is_not_utf8_is_named(content_copy: Path) -> None:
    (content_copy / "article.yml").write_bytes(b"title: caf\xe9")
    with pytest.raises(ContentError, match=r"article.yml: not UTF-8"):
        load_content(content_copy)


def test_a_lost_technique_or_topic_is_named(edit: Edit) -> None:
    edit("techniques/medical.yml", "- id: structural_analysis", "- id: posture_work")
    directory = edit("faq/practice.yml", "- id: parking", "- id: cars")
    with pytest.raises(ContentError) as caught:
        load_content(directory)
    assert "techniques › structural_analysis: is missing" in str(caught.value)
    assert "faq › parking: is missing" in str(caught.value)
