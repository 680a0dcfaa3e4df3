"""Groups by meaning: the real encoder, and properties over any vectors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content import load_content
from components.encoder.model import EncoderModel
from kneadwise.environment import ROOT
from learning.clusters import NEAREST_TOPICS, Examples, clusters
from learning.encoding import encoder, plain, training_texts

TEXTS = [
    "do you have wifi",
    "can i pay with bitcoin",
    "is there wifi in the waiting room",
    "where do i leave my bike",
    "whats the wifi password",
    "do you take bitcoin or other crypto",
]


@pytest.fixture(scope="module")
def model() -> EncoderModel:
    return encoder()


def test_questions_of_one_meaning_are_one_group(model: EncoderModel) -> None:
    known = ["where can i park my car", "is there a place for cars", "what does it cost"]
    intents = ["faq_parking", "faq_parking", "faq_price"]
    examples = Examples(known, intents, model.encode(known))
    found = clusters(TEXTS, model.encode(TEXTS), examples)
    groups = [{TEXTS[at] for at in cluster.members} for cluster in found]
    assert groups[0] == {TEXTS[0], TEXTS[2], TEXTS[4]}
    assert groups[1] == {TEXTS[1], TEXTS[5]}
    assert found[2].nearest[0].intent == "faq_parking"
    assert found[0].representative in found[0].members


def unit(rows: list[list[float]]) -> np.ndarray:
    vectors = np.array(rows, np.float32).reshape(-1, 3)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


ROWS = st.lists(
    st.lists(st.integers(-9, 9).map(float), min_size=3, max_size=3).filter(any), max_size=12
)


@given(ROWS)
def test_every_message_is_in_one_group_and_the_result_is_the_same_twice(
    rows: list[list[float]],
) -> None:
    vectors = unit(rows)
    texts = [str(n) for n in range(len(rows))]
    examples = Examples(["a", "b"], ["x", "y"], unit([[1, 0, 0], [0, 1, 0]]))
    found = clusters(texts, vectors, examples)
    assert sorted(at for cluster in found for at in cluster.members) == list(range(len(rows)))
    assert found == clusters(texts, vectors, examples)
    assert [len(c.members) for c in found] == sorted((len(c.members) for c in found), reverse=True)
    for cluster in found:
        distances = [near.neighbours for near in cluster.nearest]
        assert distances == sorted(distances)
        assert len(distances) <= NEAREST_TOPICS


def test_the_examples_are_those_of_what_can_be_asked() -> None:
    pairs = training_texts(load_content(), ROOT / "data" / "nlu")
    intents = {intent for _, intent in pairs}
    assert {"faq_parking", "row_focus", "explain_technique", "compare_styles"} <= intents
    assert not intents & {"state_symptoms", "report_warning_sign", "greet"}
    assert not any("](" in text or "]{" in text for text, _ in pairs)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("what is [hot stone](technique)", "what is hot stone"),
        ('[hot stones]{"entity": "technique", "value": "hot_stone_massage"}?', "hot stones?"),
        ("plain", "plain"),
    ],
)
def test_marks_are_left_out(written: str, text: str) -> None:
    assert plain(written) == text
