"""The revisions of the tables of counts, by alembic; each is kept as it was."""
