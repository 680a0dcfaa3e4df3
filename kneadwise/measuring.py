"""Commands on how well it understands: `evaluate` and `report`."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import webbrowser
from typing import NoReturn

import typer

from kneadwise.environment import ROOT, process_environment

PAGE = ROOT / "evaluation" / "report" / "index.html"


def evaluate(
    accept: bool = typer.Option(False, "--accept", help="Store the rates as the new baseline."),
) -> None:
    """Ask the assistant every held-out message and write the report page; takes minutes.

    Example: kneadwise evaluate --accept
    """
    if importlib.util.find_spec("matplotlib") is None:
        _fail("This needs the development environment: run `make evaluate` once.")
    # A process of its own: the evaluation loads Rasa, which no other command waits for.
    command = [sys.executable, "-m", "evaluation.report", *(["--accept"] if accept else [])]
    done = subprocess.run(command, cwd=ROOT, env=process_environment(), check=False)
    raise typer.Exit(done.returncode)


def report(
    open_page: bool = typer.Option(False, "--open", help="Open it in the browser."),
) -> None:
    """Say where the report page of the last evaluation is, and open it if asked to.

    Example: kneadwise report --open
    """
    if not PAGE.is_file():
        _fail("There is no report yet. `kneadwise evaluate` writes it.")
    typer.echo(str(PAGE))
    if open_page and not webbrowser.open(PAGE.as_uri()):
        _fail("No browser could be opened; open the file named above.")


def _fail(message: str) -> NoReturn:
    typer.secho(f"✗ {message}", fg="red", err=True)
    raise typer.Exit(1)
