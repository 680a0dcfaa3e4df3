"""A database that can only be read: said in a sentence, and the message's draft is kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from uuid import uuid4

from inbox.store import open_inbox
from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import running, temporary_environment

# In a file's header: the version that writing needs. Beyond this one SQLite only reads.
WRITE_VERSION, NEWEST = 18, 2
LINES = "name: Jo Miller\nphone: 555 0134\nmessage: I left my scarf in room two"


def allow_writing(database: Path, allowed: bool) -> None:
    """Lets a database be written, or only read: also by root, whom no file mode stops."""
    with closing(connect(database)) as connection:
        if not allowed:
            # Servers read the header again once something has changed.
            connection.execute("CREATE TABLE changed (at TEXT)")
            connection.execute("DROP TABLE changed")
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with database.open("r+b") as file:
            file.seek(WRITE_VERSION)
            file.write(bytes([NEWEST if allowed else NEWEST + 1]))


def test_a_read_only_database_loses_nothing(tmp_path: Path, assistant: Servers) -> None:
    environment = temporary_environment(tmp_path)
    database, id_ = tmp_path / "conversations.db", str(uuid4())
    with running(environment) as servers:
        visitor = WebsiteClient(servers.address)
        visitor.say("leave a message")
        assert "Contact: 555 0134" in visitor.say(LINES).messages[-1]["text"]
        allow_writing(database, False)
        refused = visitor.say("send it", id_)
        assert refused.status == 503
        assert refused.body["detail"] == "Conversations can't be reached just now."
    allow_writing(database, True)
    with running(environment) as servers:
        later = WebsiteClient(servers.address)
        later.token = visitor.token
        assert later.say("send it", id_).cards == ["handoff/sent"]
    messages = open_inbox({"KNEADWISE_TRACKER_URL": f"sqlite:///{database}"}).list(limit=10)
    assert [entry.message.contact for entry in messages] == ["555 0134"]
