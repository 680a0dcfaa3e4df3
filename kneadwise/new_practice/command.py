"""Command: `new-practice`."""

from __future__ import annotations

import contextlib
import shlex
from pathlib import Path
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from advice.content.loader import CONTENT_VARIABLE
from kneadwise.new_practice.answers import read_file
from kneadwise.new_practice.folder import NotWritten, check_place, write_folder
from kneadwise.new_practice.interview import BACK, Interview
from kneadwise.new_practice.meanwhile import train_meanwhile
from kneadwise.new_practice.questions import read_answers
from kneadwise.new_practice.unfit import Unfit

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def new_practice(
    directory: Path = typer.Argument(..., help="The content folder to make; not there yet."),
    answers: Path = typer.Option(None, help="Take the answers from this YAML file; ask nothing."),
    train: bool = typer.Option(True, help="Train the model meanwhile, where it isn't yet."),
) -> None:
    """Ask for a practice's facts and write its content folder, which `run` then uses.

    Every answer is checked as it is typed. What is broken off goes on with the same command.
    Example: kneadwise new-practice ../harbor-hands
    """
    try:
        check_place(directory)
        told = _interview(directory, train) if answers is None else _from_file(answers)
        write_folder(directory, told)
    except (NotWritten, Unfit, OSError) as error:
        _fail(str(error))
    _draft(directory).unlink(missing_ok=True)
    folder = shlex.quote(str(directory))
    console.print(f"[green]✓[/green] {escape(str(told['name']))}: written to {escape(folder)}.")
    console.print("  Next, start its assistant (Ctrl-C stops it):\n")
    console.print(f"    {CONTENT_VARIABLE}={escape(folder)} make run\n", soft_wrap=True)
    console.print(
        f"  To change a fact later, edit {escape(folder)}/practice.yml; docs/content.md says how.",
        soft_wrap=True,
    )


def _draft(directory: Path) -> Path:
    return directory.with_name(f"{directory.name}.answers.yml")


def _interview(directory: Path, train: bool) -> dict[str, Any]:
    draft = _draft(directory)
    draft.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(ImportError):
        # Arrow keys move in what is typed, where Python was built with it.
        import readline  # noqa: F401
    interview = Interview(draft, console, input)
    if interview.goes_on:
        console.print(f"Going on with the answers in {escape(str(draft))}.", soft_wrap=True)
    else:
        console.print(
            "[bold]A new practice.[/bold] Some twenty questions, four of them needed. "
            f"{BACK} goes back; Ctrl-C stops and keeps your answers."
        )
    if train and train_meanwhile():
        console.print("[dim]Meanwhile the model is trained in the background.[/dim]")
    try:
        return interview.run()
    except (EOFError, KeyboardInterrupt):
        console.print()
        _fail(f"Stopped. Your answers are in {draft}; the same command goes on with them.")


def _from_file(file: Path) -> dict[str, Any]:
    told, wrong = read_answers(read_file(file))
    if wrong:
        lines = [f"  {file.name} › {id_}: {error}" for id_, error in wrong.items()]
        count = f"{len(wrong)} answer{'s' if len(wrong) != 1 else ''}"
        _fail("\n".join([f"{count} can't be used; nothing is written:", *lines]))
    return told


def _fail(message: str) -> NoReturn:
    errors.print(f"[red]✗[/red] {escape(message)}", soft_wrap=True)
    raise typer.Exit(1)
