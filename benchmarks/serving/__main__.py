"""`python -m benchmarks.serving --cache FOLDER`."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks.serving.anchors import AnchorFailed
from benchmarks.serving.assistants import Kind, prepared
from benchmarks.serving.measurement import (
    TURNS_ALONE,
    TURNS_LONG,
    Figures,
    LoadFailed,
    measure,
)
from benchmarks.serving.report import RESULT, save, table
from benchmarks.serving.soak import measure_soak
from benchmarks.serving.texts import texts
from benchmarks.serving.usage import own_cores
from benchmarks.serving.workers import measure_workers
from benchmarks.understanding.processes import console
from kneadwise.model import TrainingFailed
from kneadwise.servers import ServersFailed

TABLE_WIDTH = 130
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
errors = Console(stderr=True, highlight=False)


def _fail(error: Exception) -> NoReturn:
    errors.print(f"[red]✗[/red] {escape(str(error))}", soft_wrap=True)
    raise typer.Exit(1)


@app.command()
def main(
    cache: Path = typer.Option(..., help="Folder that keeps the trained anchors between runs."),
    only: Kind | None = typer.Option(None, help="Measure one assistant and keep nothing."),
    visit_seconds: int = typer.Option(80, min=30, help="How long the 50 visitors stay."),
    workers: int | None = typer.Option(
        None, min=2, help="Measure so many pairs of servers against one instead."
    ),
    soak: int | None = typer.Option(
        None, min=2, help="Have visitors for so many minutes instead, and look for growth."
    ),
) -> None:
    """Measure the served assistant beside two Rasa assistants."""
    started = time.monotonic()
    try:
        if soak is not None:
            save("soak", measure_soak(cache, own_cores(), texts(0, 0), soak))
        elif workers is not None:
            save("workers", measure_workers(cache, workers, texts(0, 0)))
        else:
            _compare(cache, only, visit_seconds)
    except (AnchorFailed, TrainingFailed, ServersFailed, LoadFailed, ValueError) as error:
        _fail(error)
    if only is None:
        console.print(f"Kept in {RESULT} after {time.monotonic() - started:.0f} s")


def _compare(cache: Path, only: Kind | None, visit_seconds: int) -> None:
    kinds = [only] if only else list(Kind)
    cores, said = own_cores(), texts(TURNS_ALONE, TURNS_LONG)
    for kind in kinds:
        prepared(kind, cache)
    figures: dict[Kind, Figures] = {}
    for kind in kinds:
        figures[kind] = measure(kind, cache, cores, said, visit_seconds)
    # As wide as it is, in a log too.
    console.print(table(figures), width=TABLE_WIDTH, crop=False)
    if only is None:
        assistants = {kind.value: asdict(measured) for kind, measured in figures.items()}
        conditions = {"cores": asdict(cores), "visit_seconds": visit_seconds}
        save("serving", {**conditions, "assistants": assistants})


if __name__ == "__main__":
    app(prog_name="python -m benchmarks.serving")
