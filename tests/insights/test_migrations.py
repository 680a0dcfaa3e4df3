"""The tables are made beside those of an older database, whoever starts first."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from inbox.migrating import migrate as migrate_inbox
from insights.migrating import migrate
from insights.reading import counts
from insights.schema import METADATA
from stores.migrating import NewerTables
from tests.insights.chats import DAY


def test_the_last_revision_makes_the_tables_that_are_used(engine: Engine) -> None:
    migrate(engine)
    for table in METADATA.tables.values():
        columns = {c["name"]: c for c in inspect(engine).get_columns(table.name)}
        assert set(columns) == set(table.columns.keys())
        for column in table.columns:
            assert columns[column.name]["nullable"] == column.nullable, column
        indexes = {index["name"] for index in inspect(engine).get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes


def test_a_database_of_the_version_before_is_brought_up_to_date(engine: Engine) -> None:
    migrate_inbox(engine)
    assert not inspect(engine).has_table("kneadwise_counts")
    assert counts(engine, DAY, DAY) == []
    with engine.connect() as connection:
        versions = [
            connection.exec_driver_sql(f"SELECT version_num FROM {table}").scalar()
            for table in ("kneadwise_inbox_version", "kneadwise_insights_version")
        ]
    assert versions == ["2", "1"]


def test_both_are_made_at_once_by_several_threads(engine: Engine) -> None:
    failed: list[BaseException] = []

    def make(number: int) -> None:
        try:
            (migrate, migrate_inbox)[number % 2](engine)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=make, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {"kneadwise_counts", "kneadwise_messages"} <= set(inspect(engine).get_table_names())


def test_a_newer_database_is_not_touched(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE kneadwise_insights_version SET version_num = '99'")
    with pytest.raises(NewerTables):
        counts(engine, DAY, DAY)
