"""One name per concern: domain, rules, actions, content and tests agree."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import Any

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa_sdk import Action
from ruamel.yaml import YAML

import actions
from advice.answers import TECHNIQUE_ASPECTS
from advice.cards import CARD_MODELS
from advice.content import Content
from advice.content.ids import ROW_IDS, SMALLTALK_IDS
from kneadwise.environment import ROOT

DOMAIN: dict[str, Any] = YAML(typ="safe", pure=True).load((ROOT / "domain.yml").read_text())

FORMS: dict[str, Any] = DOMAIN["forms"]

# contract.md §3
CARD_KINDS = (
    "technique row table question why recommendation safety faq smalltalk clarify out_of_scope "
    "handoff notice feedback reading error"
)


def action_classes() -> dict[str, type[Action]]:
    found = {}
    for module in pkgutil.iter_modules(actions.__path__):
        for _, class_ in inspect.getmembers(importlib.import_module(f"actions.{module.name}")):
            if (
                inspect.isclass(class_)
                and issubclass(class_, Action)
                and not inspect.isabstract(class_)
                and class_.__module__.startswith("actions.")
            ):
                found[class_().name()] = class_
    return found


@pytest.fixture(scope="module")
def ruled() -> list[tuple[str, str]]:
    """Every rule as (intent, action)."""
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")]
    )
    pairs = []
    for step in importer.get_stories().story_steps:
        intents = [e.intent["name"] for e in step.events if type(e).__name__ == "UserUttered"]
        steps = [e.action_name for e in step.events if hasattr(e, "action_name")]
        answers = [name for name in steps if name.startswith("action_") or name in FORMS]
        pairs += [(intents[0], name) for name in answers if intents]
    return [(intent, name) for intent, name in pairs if name != "action_listen"]


def test_the_domain_lists_exactly_the_actions_there_are() -> None:
    assert sorted(DOMAIN["actions"]) == sorted(action_classes())


def test_class_names_are_the_actions_names() -> None:
    for name, class_ in action_classes().items():
        assert class_.__name__ == "".join(part.capitalize() for part in name.split("_"))
        assert class_.__doc__


def test_every_intent_has_exactly_one_rule(ruled: list[tuple[str, str]], content: Content) -> None:
    intents = [intent for intent, _ in ruled]
    known = {*DOMAIN["intents"], *(f"faq_{topic}" for topic in content.faq), "nlu_fallback"}
    assert sorted(intents) == sorted(known)


def test_every_action_is_in_a_rule_or_run_by_the_form(ruled: list[tuple[str, str]]) -> None:
    by_rasa = {"action_validate_slot_mappings", *(f"validate_{form}" for form in FORMS)}
    by_rasa |= {
        f"action_ask_{name}_{slot}"
        for name, form in FORMS.items()
        for slot in form["required_slots"]
    }
    # The result of the form: its rule starts with the form and not with an intent.
    by_rasa |= {"action_recommend_style"}
    ruled_actions = {action for _, action in ruled} - set(FORMS)
    # What is said of warning signs stands in no question of its own; the message's parts do.
    silent = {"action_ask_recommendation_form_safety", "action_ask_message_form_message"}
    assert ruled_actions | (by_rasa - silent) == set(DOMAIN["actions"])


def test_every_intent_that_is_no_answer_is_ignored_by_the_form(content: Content) -> None:
    answers = {
        "affirm",
        "deny",
        "state_symptoms",
        "answer_question",
        "skip_question",
        "change_answer",
        "report_warning_sign",
    }
    for form in FORMS.values():
        ignored = set(form["ignored_intents"])
        assert ignored | answers == {*DOMAIN["intents"], "nlu_fallback"}
        assert not ignored & answers


def test_contract_ids_are_intents() -> None:
    assert {f"row_{row}" for row in ROW_IDS} <= set(DOMAIN["intents"])
    assert set(SMALLTALK_IDS) <= set(DOMAIN["intents"])
    assert set(TECHNIQUE_ASPECTS) <= set(DOMAIN["intents"])


def test_every_kind_of_card_of_the_contract_has_a_model() -> None:
    assert set(CARD_MODELS) == set(CARD_KINDS.split())


def test_every_text_of_the_wording_is_used(content: Content) -> None:
    code = "".join(path.read_text() for path in (ROOT / "advice").rglob("*.py"))
    wording = content.wording.dict()
    for name in wording["buttons"]:
        if not name.startswith("row_"):
            assert f'"{name}"' in code, name
    for name in wording["notice"]:
        assert f'"{name}"' in code, name
    assert set(wording["smalltalk"]) == {*SMALLTALK_IDS, "nothing_to_repeat"}


def test_words_are_in_content_not_in_the_domain() -> None:
    assert "responses" not in DOMAIN


def test_health_answers_never_move_into_a_new_session() -> None:
    assert DOMAIN["session_config"]["carry_over_slots_to_new_session"] is False


def test_concerns_are_called_alike() -> None:
    for concern in ("techniques", "comparison", "faq", "smalltalk", "service"):
        assert (ROOT / "advice" / f"{concern}.py").is_file(), concern
        assert (ROOT / "actions" / f"{concern}.py").is_file(), concern
        assert list((ROOT / "data" / "nlu").glob(f"{concern}*.yml")), concern


def test_every_package_has_its_tests() -> None:
    packages = "advice actions channels components inbox insights kneadwise stores".split()
    for package in packages:
        assert list((ROOT / "tests" / package).glob("test_*.py")), package
