"""Brings the inbox's tables up to date; several processes may do it at once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Engine

from stores.migrating import NewerTables, Revisions, upgrade

REVISIONS = Revisions(Path(__file__).with_name("migrations"), lock=5_323_922)


class NewerInbox(Exception):
    """The database is of a newer version of Kneadwise than this one."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrades the inbox's tables in one transaction; other tables are left alone.

    Args:
        engine: the database, SQLite or PostgreSQL.
        revision: up to which.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database doesn't answer, or stays locked.
        NewerInbox: if it has a revision that is unknown here.
    """
    try:
        upgrade(engine, REVISIONS, revision)
    except NewerTables as error:
        raise NewerInbox("The inbox is of a newer version of Kneadwise.") from error
