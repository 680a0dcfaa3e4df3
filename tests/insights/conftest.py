"""The databases of the inbox's tests, with the tables of conversations and counts."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from insights.migrating import migrate
from stores.schema import migrate as migrate_events
from tests.inbox.conftest import engine, postgresql, url

__all__ = ["engine", "postgresql", "url"]


@pytest.fixture
def database(engine: Engine) -> Engine:
    migrate_events(engine)
    migrate(engine)
    return engine
