"""The project's sentence encoder beside a running assistant, and what it knows already."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from advice.content import Content
from advice.content.checks import askable_intents
from components.content_examples import added_examples, faq_examples
from components.encoder import graph
from components.encoder.model import EncoderModel
from components.encoder.weights import (
    WEIGHTS_SHA256,
    find_archive,
    read_tokenizer,
    read_weights,
)
from learning.clusters import Examples

# Of each topic: the nearest of so many is about as near as the nearest of a thousand, and all of
# them are encoded in a quarter of a minute.
MOST_EXAMPLES = 60


def encoder() -> EncoderModel:
    """The encoder as published, without what training tunes: it is the same for every model.

    Raises:
        components.encoder.weights.WeightsUnusable: if its files are missing or altered.
    """
    archive = find_archive()
    return EncoderModel(graph.build(read_weights(archive)), read_tokenizer(archive))


def training_texts(content: Content, nlu: Path) -> list[tuple[str, str]]:
    """Examples of everything that can be asked, as (text, intent), each text once.

    Args:
        content: the loaded content.
        nlu: the folder of Rasa's training examples.
    """
    askable = frozenset(askable_intents(content))
    found = {text: intent for text, intent, _ in (*faq_examples(content), *added_examples(content))}
    for file in sorted(nlu.glob("*.yml")):
        for intent, text in _written(file):
            if intent in askable:
                found.setdefault(text, intent)
    by_intent: dict[str, list[str]] = {}
    for text, intent in found.items():
        by_intent.setdefault(intent, []).append(text)
    return [(text, i) for i, texts in by_intent.items() for text in _spread(texts)]


def _spread(texts: list[str]) -> list[str]:
    wanted = min(len(texts), MOST_EXAMPLES)
    return [texts[at * len(texts) // wanted] for at in range(wanted)]


def _written(file: Path) -> Iterator[tuple[str, str]]:
    data = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    for block in data["nlu"]:
        examples = block.get("examples") or ""
        if isinstance(examples, str):
            texts = [line.removeprefix("-").strip() for line in examples.splitlines()]
        else:
            texts = [str(example["text"]).strip() for example in examples]
        yield from ((str(block.get("intent")), plain(text)) for text in texts if text)


def plain(text: str) -> str:
    """An example without Rasa's marks: "[hot stone](technique)" is "hot stone"."""
    out, rest = [], text
    while "[" in rest:
        before, _, rest = rest.partition("[")
        word, _, after = rest.partition("]")
        out += [before, word]
        closing = {"(": ")", "{": "}"}.get(after[:1])
        rest = after.partition(closing)[2] if closing else after
    return "".join([*out, rest])


def encoded_examples(
    content: Content, nlu: Path, model: EncoderModel, cache: Path | None = None
) -> Examples:
    """The training examples with their vectors, which take a minute the first time.

    Args:
        content: the loaded content.
        nlu: the folder of Rasa's training examples.
        model: see `encoder`.
        cache: file in which the vectors are kept until the examples change. It holds none of
            the visitors' messages.
    """
    pairs = training_texts(content, nlu)
    texts, intents = [text for text, _ in pairs], [intent for _, intent in pairs]
    return Examples(texts, intents, _vectors(texts, model, cache))


def _vectors(texts: Sequence[str], model: EncoderModel, cache: Path | None) -> np.ndarray:
    made_by = [WEIGHTS_SHA256, inspect.getsource(graph)]
    key = hashlib.sha256("\0".join([*made_by, *texts]).encode()).hexdigest()
    if cache is not None and cache.is_file():
        with np.load(cache, allow_pickle=False) as kept:
            if str(kept["key"]) == key:
                return np.asarray(kept["vectors"], np.float32)
    vectors = model.encode(list(texts))
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        draft = cache.with_name(f"{cache.stem}.draft.npz")
        np.savez(draft, key=np.array(key), vectors=vectors.astype(np.float16))
        draft.replace(cache)
    return vectors
