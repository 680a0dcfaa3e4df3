"""After a restart the first message is answered and the earlier conversation is there."""

from __future__ import annotations

from pathlib import Path

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers
from kneadwise.temporary import temporary_environment


def test_a_conversation_goes_on_after_a_restart(tmp_path: Path, assistant: Servers) -> None:
    environment = temporary_environment(tmp_path)
    servers = Servers(environment)
    visitor = WebsiteClient(servers.address)
    try:
        servers.start()
        servers.wait_until_ready()
        before = visitor.say("what is shiatsu")
        button = before.messages[0]["buttons"][1]
        servers.stop()
        servers.start()
        servers.wait_until_ready()
        assert [m["text"] for m in visitor.transcript().messages] == [
            "what is shiatsu",
            before.messages[0]["text"],
        ]
        # A button offered before the restart still works, and context is kept.
        assert visitor.tap(button["payload"]).cards == ["technique/shiatsu"]
        assert visitor.say("where can i park").cards == ["faq/parking"]
    finally:
        servers.stop()
