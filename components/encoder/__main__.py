"""Makes `adapter.safetensors` anew from the training examples: `make adapter`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import safetensors.numpy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import TEXT
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from tokenizers import Tokenizer

from components.encoder.adapter import FILE
from components.encoder.adapting import tune
from components.encoder.weights import find_archive, read_tokenizer, read_weights
from components.examples import lesson_of
from components.spelling_corrector import SpellingCorrector

# Word pieces of an example that are read, at most.
LONGEST = 128


def lessons() -> list[tuple[str, str]]:
    """Each example that teaches something, its spelling mended as the pipeline does, once."""
    data = TrainingDataImporter.load_from_config(
        "config.yml", domain_path="domain.yml", training_data_paths=["data"]
    ).get_nlu_data()
    with TemporaryDirectory() as directory:
        corrector = SpellingCorrector.create(
            {},
            LocalModelStorage.create(Path(directory)),
            Resource("spelling"),
            ExecutionContext(GraphSchema({}), "adapter", node_name="spelling"),
        )
        corrector.train(data)
        data = corrector.process_training_data(data)
    pairs = [(e.get(TEXT), lesson_of(e)) for e in data.training_examples]
    return list(dict.fromkeys((str(t), lesson) for t, lesson in pairs if t and lesson))


def main() -> None:
    """Tunes the adapter, showing how far it is, and writes it."""
    archive = find_archive()
    tokenizer = Tokenizer.from_str(read_tokenizer(archive).decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    taught = lessons()
    pieces = [tokenizer.encode(text).ids for text, _ in taught]
    columns = (
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("loss {task.fields[loss]:.2f}"),
    )
    with Progress(*columns) as shown:
        task = shown.add_task(f"Tuning to {len(taught)} examples", total=None, loss=0.0)
        adapter = tune(
            read_weights(archive),
            pieces,
            [lesson for _, lesson in taught],
            lambda done, steps, loss: shown.update(task, completed=done, total=steps, loss=loss),
        )
    FILE.write_bytes(safetensors.numpy.save(adapter))


if __name__ == "__main__":
    main()
