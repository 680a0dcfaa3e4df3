"""The safety screen as Rasa trains, loads and asks it: two keys, either raises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.answer_likeness import LIKELY, AnswerLikeness
from components.examples import ANSWER, SIGN
from components.level_model import CALM, LEVELS, fit
from components.question_collector import QUESTIONS
from components.question_splitter import PART_OF
from components.safety_meaning import MEANING, UNNAMED
from components.safety_screen import SIGNS, SafetyScreen
from components.warning_first import REPORT, WarningFirst

CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("screen")
# Emergencies, urgent signs, conditions and all else have a direction each.
DIRECTIONS = {
    "chest_pain": [1.0, 0.0, 0.0, 0.0],
    "fever": [0.0, 1.0, 0.0, 0.0],
    "cancer": [0.0, 0.0, 1.0, 0.0],
    "": [0.0, 0.0, 0.0, 1.0],
}


def message(text: str, vector: list[float], intent: str = "") -> Message:
    built = Message.build(text=text, intent=intent or None)
    rows = np.array([vector], dtype=np.float32)
    built.add_features(Features(rows, FEATURE_TYPE_SENTENCE, TEXT, "dense"))
    counts = scipy.sparse.csr_matrix(np.array([[1.0, 0.0, 2.0]]))
    built.add_features(Features(counts, FEATURE_TYPE_SENTENCE, TEXT, "sparse"))
    return built


def examples() -> list[Message]:
    built = []
    for sign, direction in DIRECTIONS.items():
        for number in range(8):
            one = message(f"{sign} {number}", direction, "greet" if not sign else "state_symptoms")
            if sign:
                one.set(SIGN, sign)
            built.append(one)
    return built


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("screen")
    screen = SafetyScreen.create(
        {"strength": 100.0}, LocalModelStorage.create(path), RESOURCE, CONTEXT
    )
    screen.train(TrainingData(training_examples=examples()))
    return path


@pytest.fixture(scope="module")
def screen(directory: Path) -> SafetyScreen:
    return SafetyScreen.load({}, LocalModelStorage(directory), RESOURCE, CONTEXT)


def signs(screen: SafetyScreen, text: str, vector: list[float]) -> list[dict[str, Any]]:
    (read,) = screen.process([message(text, vector)])
    found: list[dict[str, Any]] = read.get(SIGNS)
    return found


def test_the_words_raise_whatever_the_meaning(screen: SafetyScreen) -> None:
    (found,) = signs(screen, "i have chest pain", DIRECTIONS[""])
    assert (found["sign"], found["context"], found["key"]) == ("chest_pain", "present", "words")
    assert "i have chest pain"[found["start"] : found["end"]] == "chest pain"


@pytest.mark.parametrize("text", ["i have a fever", "i have chest pain"])
def test_a_named_sign_is_told_where_the_meaning_is_calm(screen: SafetyScreen, text: str) -> None:
    assert signs(screen, text, DIRECTIONS[""])


def test_the_meaning_raises_whatever_the_words(screen: SafetyScreen) -> None:
    (found,) = signs(screen, "an elephant sits on me", DIRECTIONS["chest_pain"])
    assert (found["sign"], found["key"]) == ("chest_pain", MEANING)
    assert found["probability"] >= 0.5


def test_a_calm_message_raises_nothing(screen: SafetyScreen) -> None:
    assert signs(screen, "a nice long massage please", DIRECTIONS[""]) == []


def test_unsure_words_need_the_meaning(screen: SafetyScreen) -> None:
    near = "landed on my back and the pain is bad"
    (found,) = signs(screen, near, DIRECTIONS["chest_pain"])
    assert found["sign"] == "back_pain_after_accident"
    assert signs(screen, near, DIRECTIONS[""]) == []


@pytest.mark.parametrize(
    ("intent", "confidence", "direction", "tells"),
    [
        ("out_of_scope", 0.95, "", False),
        ("out_of_scope", 0.95, "cancer", True),
        ("out_of_scope", 0.5, "", True),
        ("faq_when_not_to", 0.95, "", True),
    ],
)
def test_a_mild_sign_in_what_is_asked_of_others_tells_nothing(
    screen: SafetyScreen, intent: str, confidence: float, direction: str, tells: bool
) -> None:
    asked = message("do you do botox", DIRECTIONS[direction])
    asked.set(INTENT, {"name": intent, "confidence": confidence})
    (read,) = screen.process([asked])
    assert ("botox_or_filler" in [sign["sign"] for sign in read.get(SIGNS)]) is tells


def test_a_condition_that_only_the_meaning_sees_is_unnamed(screen: SafetyScreen) -> None:
    (found,) = signs(screen, "the numbers came back odd", DIRECTIONS["cancer"])
    assert found["sign"] == UNNAMED["physician_first"]


def test_a_level_whose_nearest_tellings_disagree_is_unnamed(tmp_path: Path) -> None:
    mixed = examples()
    for number, other in enumerate(mixed[:8]):
        other.set(SIGN, ["chest_pain", "stroke_signs", "self_harm"][number % 3])
    storage = LocalModelStorage.create(tmp_path)
    screen = SafetyScreen.create({"strength": 100.0}, storage, RESOURCE, CONTEXT)
    screen.train(TrainingData(training_examples=mixed))
    (found,) = signs(screen, "an elephant sits on me", DIRECTIONS["chest_pain"])
    assert found["sign"] == UNNAMED["emergency"]


def test_what_the_words_deny_the_meaning_does_not_raise(screen: SafetyScreen) -> None:
    (found,) = signs(screen, "no chest pain", DIRECTIONS["chest_pain"])
    assert found["context"] == "denied"


def test_what_is_unlike_every_telling_of_a_sign_raises_nothing(directory: Path) -> None:
    storage = LocalModelStorage(directory)
    strict = SafetyScreen.load(
        {"least_likeness": 1.1, "condition_likeness": 1.1}, storage, RESOURCE, CONTEXT
    )
    assert signs(strict, "it just feels odd", DIRECTIONS["chest_pain"]) == []


def test_beside_a_milder_sign_the_meaning_has_to_be_surer(directory: Path) -> None:
    storage = LocalModelStorage(directory)
    sure = {"known_emergency_threshold": 1.1, "known_threshold": 1.1}
    screen = SafetyScreen.load(sure, storage, RESOURCE, CONTEXT)
    found = signs(screen, "i have a nut allergy", DIRECTIONS["fever"])
    assert [sign["key"] for sign in found] == ["words"]
    assert [s["key"] for s in signs(screen, "it just feels odd", DIRECTIONS["fever"])] == [MEANING]


def test_a_serious_sign_of_someone_else_is_no_milder_sign(directory: Path) -> None:
    storage = LocalModelStorage(directory)
    sure = {"known_emergency_threshold": 1.1, "known_threshold": 1.1}
    screen = SafetyScreen.load(sure, storage, RESOURCE, CONTEXT)
    found = signs(screen, "my wife has a fever", DIRECTIONS["chest_pain"])
    assert ("chest_pain", MEANING) in [(sign["sign"], sign["key"]) for sign in found]


@pytest.mark.parametrize(
    ("settings", "raises"),
    [
        ({"sentence_threshold": 1.1, "sentence_emergency_threshold": 1.1}, False),
        (
            {
                "sentence_threshold": 1.1,
                "sentence_emergency_threshold": 1.1,
                "story_threshold": 0.0,
            },
            True,
        ),
        ({"sentence_threshold": 0.6, "sentence_emergency_threshold": 1.1}, True),
        ({"sentence_threshold": 1.1, "sentence_emergency_threshold": 0.6}, True),
    ],
)
def test_a_sentence_is_believed_where_its_story_leaves_room_or_beyond_doubt(
    settings: dict[str, float], raises: bool, directory: Path
) -> None:
    settings = {"story_threshold": 1.1, **settings}
    screen = SafetyScreen.load(settings, LocalModelStorage(directory), RESOURCE, CONTEXT)
    story = message("lifted stones all day. it aches where i sit", DIRECTIONS[""])
    part = message("it aches where i sit", DIRECTIONS["chest_pain"])
    part.set(PART_OF, 0)
    read = screen.process([story, part])[0]
    assert bool(read.get(SIGNS)) is raises


def test_everyday_stress_does_not_explain_a_condition(screen: SafetyScreen) -> None:
    found = signs(screen, "the numbers came back odd and i am stressed", DIRECTIONS["cancer"])
    assert [s["sign"] for s in found] == ["everyday_stress", UNNAMED["physician_first"]]
    found = signs(screen, "my diabetes is under control", DIRECTIONS["cancer"])
    assert UNNAMED["physician_first"] not in [s["sign"] for s in found]


def test_an_untrained_screen_still_has_its_words(tmp_path: Path) -> None:
    untrained = SafetyScreen.create({}, LocalModelStorage.create(tmp_path), RESOURCE, CONTEXT)
    (found,) = signs(untrained, "i have chest pain", DIRECTIONS[""])
    assert found["sign"] == "chest_pain"


def test_the_fingerprint_is_that_of_the_signs() -> None:
    assert SafetyScreen.fingerprint_addon({}) == SafetyScreen.fingerprint_addon({})


def test_a_serious_sign_becomes_the_intent_and_the_rest_stays_asked(screen: SafetyScreen) -> None:
    read = screen.process([message("i have chest pain, what does it cost", DIRECTIONS[""])])
    read[0].set(INTENT, {"name": "faq_price", "confidence": 0.9})
    (answered,) = WarningFirst().process(read)
    assert answered.get(INTENT)["name"] == REPORT
    assert [q["intent"]["name"] for q in answered.get(QUESTIONS)] == ["faq_price"]


def test_a_milder_sign_leaves_the_intent(screen: SafetyScreen) -> None:
    read = screen.process([message("i have cancer, what does it cost", DIRECTIONS["cancer"])])
    read[0].set(INTENT, {"name": "faq_price", "confidence": 0.9})
    (answered,) = WarningFirst().process(read)
    assert answered.get(INTENT)["name"] == "faq_price"


def test_levels_are_told_apart_and_kept_as_arrays() -> None:
    built = examples()
    vectors = np.array([DIRECTIONS[m.get(SIGN) or ""] for m in built])
    levels = [LEVELS[list(DIRECTIONS).index(m.get(SIGN) or "")] for m in built]
    counts = scipy.sparse.csr_matrix(np.ones((len(built), 3)))
    model = fit(vectors, counts, levels, [False] * len(built), 100.0)
    shares = model.probabilities(vectors, counts)
    assert np.allclose(shares.sum(axis=1), 1.0, atol=1e-5)
    assert [LEVELS[i] for i in shares.argmax(axis=1)] == levels
    assert levels[-1] == CALM
    assert all(isinstance(array, np.ndarray) for array in model.arrays().values())


def test_answers_are_ranked_for_each_question(tmp_path: Path) -> None:
    built = []
    for answer, vector in (("goals relax", [1.0, 0.0]), ("goals sleep", [0.0, 1.0])):
        one = message("x", vector)
        one.set(ANSWER, answer)
        built.append(one)
    storage = LocalModelStorage.create(tmp_path)
    AnswerLikeness.create({}, storage, RESOURCE, CONTEXT).train(
        TrainingData(training_examples=built)
    )
    loaded = AnswerLikeness.load({}, LocalModelStorage(tmp_path), RESOURCE, CONTEXT)
    (read,) = loaded.process([message("chill", [0.9, 0.1])])
    value, share, likeness = read.get(LIKELY)["goals"][0]
    assert value == "relax"
    assert share > 0.9
    assert likeness > 0.9
