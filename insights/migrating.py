"""Brings the tables of counts up to date; several processes may do it at once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Engine

from stores.migrating import Revisions, upgrade

REVISIONS = Revisions(Path(__file__).with_name("migrations"), lock=5_323_923)


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrades the tables of counts in one transaction; other tables are left alone.

    Args:
        engine: the database, SQLite or PostgreSQL.
        revision: up to which.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if the database doesn't answer, or stays locked.
        stores.migrating.NewerTables: if it has a revision that is unknown here.
    """
    upgrade(engine, REVISIONS, revision)
