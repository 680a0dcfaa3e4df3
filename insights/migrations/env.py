"""Run by alembic: upgrades over the connection that `stores.migrating` gives it.

Nothing here sets up logging, and nothing compares other tables of the database.
"""

from __future__ import annotations

from alembic import context

VERSION_TABLE = "kneadwise_insights_version"

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    target_metadata=None,
)
context.run_migrations()
