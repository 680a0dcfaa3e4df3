"""`python -m benchmarks.understanding --data FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from benchmarks.understanding.data import DataUnusable, read_dataset
from benchmarks.understanding.measurement import (
    Figures,
    HeldOutFigures,
    measure,
    measure_held_out,
    rasa_alone,
)
from benchmarks.understanding.pipelines import Pipeline
from benchmarks.understanding.processes import JobFailed, console
from benchmarks.understanding.report import RESULT, save, table

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
errors = Console(stderr=True, highlight=False)


def _fail(message: str, status: int) -> NoReturn:
    errors.print(f"[red]✗[/red] {escape(message)}", soft_wrap=True)
    raise typer.Exit(status)


@app.command()
def main(
    data: Path | None = typer.Option(None, help="CLINC150, or a part of it, as JSON."),
    only: Pipeline | None = typer.Option(None, help="Measure one pipeline and keep nothing."),
    held_out: bool = typer.Option(
        False, help="Train on our own examples too and ask the held-out messages."
    ),
) -> None:
    """Measure our intent classification beside Rasa's default pipeline."""
    try:
        dataset = read_dataset(data)
    except DataUnusable as error:
        _fail(str(error), 2)
    pipelines = [only] if only else list(Pipeline)
    figures: dict[Pipeline, Figures] = {}
    held_out_figures: dict[Pipeline, HeldOutFigures] = {}
    try:
        rasa_mebibytes = rasa_alone()
        for pipeline in pipelines:
            figures[pipeline] = measure(pipeline, dataset, rasa_mebibytes)
        if not only:
            # Now, for what comes next takes long and may be stopped.
            save(dataset, rasa_mebibytes, figures, held_out_figures)
        console.print(table(f"CLINC150, {len(dataset.intents)} intents", figures))
        for pipeline in pipelines if held_out else []:
            held_out_figures[pipeline] = measure_held_out(pipeline, rasa_mebibytes)
    except (JobFailed, LookupError) as error:
        _fail(str(error), 1)
    if held_out_figures:
        console.print(table("Our own held-out messages", held_out_figures))
    if not only:
        save(dataset, rasa_mebibytes, figures, held_out_figures)
        console.print(f"Kept in {RESULT}")


if __name__ == "__main__":
    app(prog_name="python -m benchmarks.understanding")
