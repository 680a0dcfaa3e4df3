"""The revisions of the inbox's tables, by alembic; each is kept as it was."""
