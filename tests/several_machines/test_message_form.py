"""PostgreSQL goes away in the middle of a message to the practice: said, and nothing is lost."""

from __future__ import annotations

from uuid import uuid4

from inbox.store import open_inbox
from kneadwise.client import Answer, WebsiteClient
from kneadwise.several import Several
from tests.several_machines.support import insist, said, until

STEPS = ("leave a message", "the light in room two flickers", "Jo Miller", "555 0134")


def refused_while_away(several: Several, visitor: WebsiteClient, text: str, id_: str) -> Answer:
    several.database.stop()
    try:
        return visitor.say(text, id_)
    finally:
        several.database.start()


def test_each_step_is_refused_in_a_sentence_and_kept(
    several: Several, visitor: WebsiteClient
) -> None:
    inbox = open_inbox({"KNEADWISE_TRACKER_URL": several.database.url})
    for step in STEPS:
        answer = insist(visitor, step)
        assert answer.cards[-1] == "handoff/form", step
        if step in STEPS[1:3]:
            id_ = str(uuid4())
            refused = refused_while_away(several, visitor, "how much is a massage?", id_)
            assert refused.status == 503
            assert refused.body["detail"] == "Conversations can't be reached just now."
            again = insist(visitor, "how much is a massage?", id_)
            assert again.cards == ["faq/price", "handoff/form"]
    id_ = str(uuid4())
    assert refused_while_away(several, visitor, "send it", id_).status == 503
    assert insist(visitor, "send it", id_).cards == ["handoff/sent"]
    until(lambda: visitor.transcript().status == 200)
    assert said(visitor).count("send it") == 1
    sent = [e.message for e in inbox.list(limit=10_000) if e.message.contact == "555 0134"]
    assert [(m.name, m.about) for m in sent] == [("Jo Miller", STEPS[1])]
