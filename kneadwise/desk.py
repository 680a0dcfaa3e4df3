"""Command: `desk-password`."""

from __future__ import annotations

from typing import NoReturn

import typer

from channels.desk.passwords import SHORTEST_PASSWORD, UnfitPassword, hash_password


def make_desk_password() -> None:
    """Ask for the password of the practice's page /desk and print its line for the environment.

    Nothing is saved: the line goes into the environment of the Rasa server, and holds no
    password, only its hash. Example: kneadwise desk-password
    """
    password = typer.prompt(
        f"Password, {SHORTEST_PASSWORD} characters or more", hide_input=True, err=True
    )
    again = typer.prompt("Once more", hide_input=True, err=True)
    if password != again:
        _fail("The two are not the same.")
    try:
        hash_ = hash_password(password)
    except UnfitPassword as error:
        _fail(str(error))
    typer.echo(f"KNEADWISE_DESK_PASSWORD_HASH='{hash_}'")


def _fail(message: str) -> NoReturn:
    typer.secho(f"✗ {message}", fg="red", err=True)
    raise typer.Exit(1)
