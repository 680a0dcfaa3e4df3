"""Commands on what is kept of conversations: `export`, `forget` and `retention`."""

from __future__ import annotations

import json
import time
from typing import NoReturn

import typer
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from advice.content import ContentError, load_content
from advice.faults import place_of
from channels.website.sessions import InvalidToken, Sessions
from channels.website.settings import WebsiteSettings
from kneadwise.environment import ROOT, process_environment
from stores import erasing
from stores import export as exporting
from stores.database import NoDatabase, compact, open_database
from stores.retention import Rules, apply

ID = typer.Argument(None, metavar="[CONVERSATION_ID]", help="The conversation's id.")
TOKEN = typer.Option(None, help="The session's token, as the visitor's browser has it.")
CONTACT = typer.Option(None, help="What the visitor wrote: a name, an address, a phone number.")


def export_conversation(
    conversation_id: str | None = ID,
    token: str | None = TOKEN,
    contact: str | None = CONTACT,
) -> None:
    """Print everything that is kept of a conversation as JSON, a list.

    Example: kneadwise export --contact "(555) 010-0177" > for-the-visitor.json
    """
    engine = _database()
    try:
        chosen = _chosen(engine, conversation_id, token, contact)
        found = [kept for id_ in chosen if (kept := exporting.export(engine, id_))]
    except SQLAlchemyError as error:
        _fail(f"The database failed ({place_of(error)}).")
    if not found:
        _fail("Nothing is kept of such a conversation.")
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def forget_conversation(
    conversation_id: str | None = ID,
    token: str | None = TOKEN,
    contact: str | None = CONTACT,
    yes: bool = typer.Option(False, "--yes", help="Don't ask."),
) -> None:
    """Erase a conversation for good and end its session.

    Example: kneadwise forget --contact jo@example.com
    """
    engine = _database()
    try:
        chosen = _chosen(engine, conversation_id, token, contact)
        if not any(exporting.is_kept(engine, id_) for id_ in chosen):
            _fail("Nothing is kept of such a conversation.")
        for id_ in chosen:
            typer.echo(id_)
        if not yes:
            typer.confirm(f"Erase {len(chosen)} for good?", abort=True)
        events = sum(erasing.forget(engine, id_) for id_ in chosen)
        compact(engine)
    except SQLAlchemyError as error:
        _fail(f"The database failed ({place_of(error)}).")
    typer.echo(f"Erased: {len(chosen)} conversations, {events} events.")


def run_retention(
    dry_run: bool = typer.Option(False, "--dry-run", help="Only say what would be done."),
) -> None:
    """Redact and erase what is due, once. The running server does it every hour.

    Example: kneadwise retention --dry-run
    """
    try:
        days = load_content().practice.retention_days
        settings = WebsiteSettings()
        rules = Rules(settings.session_hours, settings.redact_hours, days)
        done = apply(_database(), rules, time.time(), dry_run)
    except (ContentError, ValueError) as error:
        _fail(str(error))
    except SQLAlchemyError as error:
        _fail(f"The database failed ({place_of(error)}).")
    for title, counts in (("redacted", done.redacted), ("erased", done.erased)):
        said = f"Would be {title}" if dry_run else title.capitalize()
        typer.echo(f"{said}: {len(counts)} conversations, {sum(counts.values())} events.")


def _database() -> Engine:
    try:
        return open_database(process_environment(), ROOT)
    except NoDatabase as error:
        _fail(str(error))


def _chosen(
    engine: Engine, conversation_id: str | None, token: str | None, contact: str | None
) -> list[str]:
    """The ids of the conversations that the one selector names."""
    given = [value for value in (conversation_id, token, contact) if value is not None]
    if len(given) != 1 or not given[0].strip():
        _fail("Name one of CONVERSATION_ID, --token and --contact.")
    if contact is not None:
        return exporting.find(engine, contact)
    if token is not None:
        return [_conversation_of(token)]
    return [str(conversation_id)]


def _conversation_of(token: str) -> str:
    settings = WebsiteSettings()
    file = ROOT / process_environment()["KNEADWISE_SECRET_FILE"]
    if settings.secret is None and not file.is_file():
        _fail(f"There is no secret: set KNEADWISE_SECRET, or put it into {file}.")
    try:
        secret = settings.copy(update={"secret_file": file}).signing_secret()
        return Sessions(secret, settings.session_hours).conversation_id(token)
    except InvalidToken:
        _fail("The token is not of this server, or has expired. Try --contact.")
    except (OSError, ValueError) as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    typer.secho(f"✗ {message}", fg="red", err=True)
    raise typer.Exit(1)
