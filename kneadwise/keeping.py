"""Commands: `backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import typer

from kneadwise.backup import BackupFailed, Backups
from kneadwise.environment import process_environment
from kneadwise.services import ServiceFailed


def back_up() -> None:
    """Save the conversations to KNEADWISE_BACKUPS and remove backups that are too old.

    The servers may run meanwhile. Example: kneadwise backup
    """
    try:
        typer.echo(f"Saved: {Backups(process_environment()).save()}")
    except (BackupFailed, ServiceFailed, OSError) as error:
        _fail(str(error))


def restore(
    file: Path = typer.Argument(..., help="A backup."),
    yes: bool = typer.Option(False, "--yes", help="Don't ask."),
) -> None:
    """Put a backup in the place of the conversations; stop the Rasa servers before.

    Example: kneadwise restore .kneadwise/backups/conversations-20260101T030000Z.db
    """
    if not yes:
        typer.confirm("What was said since the backup will be gone. Go on?", abort=True)
    try:
        Backups(process_environment()).restore(file)
    except (BackupFailed, ServiceFailed, OSError) as error:
        _fail(str(error))
    typer.echo(f"Restored: {file}")


def _fail(message: str) -> NoReturn:
    typer.secho(f"✗ {message}", fg="red", err=True)
    raise typer.Exit(1)
