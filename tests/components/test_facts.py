"""Who the practice is reaches no training: its facts change without one.

`kneadwise.model.FACTS` leaves practice.yml out of what a model is made from. Where that stops
being true, one of these fails: then the file belongs into the digest again.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.engine.graph import GraphComponent
from rasa.shared.importers.importer import TrainingDataImporter

from advice.content import load_content
from components.content_terms import content_terms
from kneadwise.environment import ROOT
from kneadwise.model import FACTS

# Everything else is said, and every value is another one than the demo practice's.
OTHER = {
    "name": "Swedish Neck Clinic",
    "tagline": "Deep tissue for headaches, parking at the door",
    "phone": "020 7946 0000",
    "email": "prices@neck.example",
    "emergency_number": "999",
    "booking_url": "https://neck.example/hours",
    "country": "GB",
    "time_zone": "Europe/London",
    "paper": "a4",
    "colors": {"primary": "#112233", "on_primary": "#eeeeee"},
    "opening_hours": dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        "07:00-12:00, 14:00-21:00",
    ),
    "holidays": [{"date": "2027-12-31", "hours": "closed"}],
    "prices": [{"service": "Hot stone massage", "minutes": 25, "price": "£31"}],
    "payment_kinds": ["swollen calves"],
    "languages": ["Swedish massage"],
    "not_offered": ["hot_stone_massage"],
    "facts": {
        "address": "1 Calf Street, where my leg is swollen",
        "parking": "What does an hour cost? Ask {phone}.",
        "pregnancy_policy": "Never.",
    },
    "retention_days": 7,
    "privacy_notice": "What is trigger point therapy?",
    "collect_health_details": False,
    "health_consent": "ask",
    "learn_from_unanswered": False,
}


@pytest.fixture
def other_facts(content_copy: Path) -> Path:
    assert {"practice.yml"} == FACTS
    (content_copy / "practice.yml").write_text(yaml.safe_dump(OTHER), encoding="utf-8")
    before, after = load_content().practice, load_content(content_copy).practice
    same = {n for n in before.__fields__ if getattr(before, n) == getattr(after, n)}
    assert same == set(), "every fact must be another one, or the tests below prove nothing"
    return content_copy


def made() -> dict[str, Any]:
    """What the content gives Rasa to train from, and what its components keep of it."""
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "rules")]
    )
    data = importer.get_nlu_data()
    return {
        "examples": [m.as_dict() for m in data.training_examples],
        "domain": importer.get_domain().as_dict(),
        "stories": importer.get_stories().fingerprint(),
        "config": importer.get_config(),
        "terms": content_terms(),
        "addons": {cls.__name__: cls.fingerprint_addon({}) for cls in own_components()},
    }


def own_components() -> Iterator[type[GraphComponent]]:
    """The pipeline's components that are the project's own."""
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    for name in (part["name"] for part in pipeline):
        if name.startswith("components."):
            module, _, cls = name.rpartition(".")
            yield getattr(__import__(module, fromlist=[cls]), cls)


def test_training_is_the_same_whoever_the_practice_is(
    other_facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made()
    monkeypatch.setenv("KNEADWISE_CONTENT", str(other_facts))
    after = made()
    assert len(before["examples"]) > 3_000
    assert len(before["addons"]) > 10
    for part in before:
        assert before[part] == after[part], part


def test_a_topic_does_reach_training(content_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the test above would see it."""
    before = made()["examples"]
    file = content_copy / "faq" / "visit.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("asked_as:\n", "asked_as:\n      - zebra crossing\n", 1))
    monkeypatch.setenv("KNEADWISE_CONTENT", str(content_copy))
    assert made()["examples"] != before


def test_no_component_reads_a_fact() -> None:
    """A component may read the content at any time, and keep what it read in the model."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "components").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr == "practice")
        or (isinstance(node, ast.ImportFrom) and node.module == "advice.practice")
    ]
    assert found == []
