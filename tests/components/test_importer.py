"""Content becomes intents, rules and examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter

from advice.content import Content
from kneadwise.environment import ROOT


def importer() -> TrainingDataImporter:
    return TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")]
    )


@pytest.fixture(scope="module")
def project() -> TrainingDataImporter:
    return importer()


def test_every_topic_has_intent_rule_and_examples(
    project: TrainingDataImporter, content: Content
) -> None:
    domain, data = project.get_domain(), project.get_nlu_data()
    ruled = {step.block_name for step in project.get_stories().story_steps}
    for topic in content.faq.values():
        intent = f"faq_{topic.id}"
        assert intent in domain.intents
        assert f"Answer the FAQ topic {topic.id}" in ruled
        texts = {m.get("text") for m in data.intent_examples if m.get("intent") == intent}
        assert set(topic.asked_as) <= texts


def test_entity_spans_are_the_terms(project: TrainingDataImporter) -> None:
    annotated = [m for m in project.get_nlu_data().entity_examples if m.get("entities")]
    assert len(annotated) > 100
    for example in annotated:
        for entity in example.get("entities"):
            text = example.get("text")[entity["start"] : entity["end"]]
            assert text
            assert text == text.strip()


def test_no_text_stands_under_two_intents(project: TrainingDataImporter) -> None:
    intents: dict[str, str] = {}
    twice = []
    for example in project.get_nlu_data().intent_examples:
        text = " ".join(example.get("text").lower().strip(" ?!.").split())
        first = intents.setdefault(text, example.get("intent"))
        if first != example.get("intent"):
            twice.append((text, first, example.get("intent")))
    assert twice == []


def test_broken_content_is_a_rasa_error_that_names_it(
    edit: Callable[[str, str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = edit("practice.yml", "retention_days: 30", "retention_days: 0")
    monkeypatch.setenv("KNEADWISE_CONTENT", str(directory))
    with pytest.raises(RasaException, match=r"practice.yml › retention_days"):
        importer()


def test_what_a_practice_adds_goes_before_what_was_written(
    content_copy: Path, monkeypatch: pytest.MonkeyPatch, project: TrainingDataImporter
) -> None:
    added = content_copy / "added.yml"
    added.write_text(
        "topics:\n"
        "  - id: wifi\n"
        "    question: Is there wifi?\n"
        "    answer: Yes.\n"
        "    sources: [PRACTICE]\n"
        "    asked_as: [what is the wifi password, wlan, free internet, get online, hotspot]\n"
        "examples:\n"
        "  faq_parking: [wifi keeps dropping, where do i leave my van]\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("KNEADWISE_CONTENT", str(content_copy))
    before, after = (
        {m.get("text"): m.get("intent") for m in one.get_nlu_data().intent_examples}
        for one in (project, importer())
    )
    assert before["wifi password"] == before["wifi keeps dropping"] == "out_of_scope"
    assert "wifi password" not in after
    assert after["wifi keeps dropping"] == after["where do i leave my van"] == "faq_parking"
    assert after["what is the wifi password"] == after["Is there wifi?"] == "faq_wifi"
