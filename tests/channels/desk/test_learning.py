"""From a message that was not understood to a staged change, on real files and a database."""

from __future__ import annotations

import shutil
from datetime import datetime, timezone
from pathlib import Path

import pytest

from channels.desk.learning import Learning, Refused
from kneadwise.environment import ROOT, process_environment
from learning.changes import AddExample, AddTopic
from learning.places import Places
from learning.releases import Releases
from learning.unanswered import keep
from tests.stores.conversations import save, sql_store

ASKED = ("do you have wifi", "is there wifi in the waiting room", "whats the wifi password")
TOPIC = {
    "question": "Is there wifi?",
    "answer": "Yes. The password is at the desk.",
    "asked_as": "\n".join([*ASKED, "free wlan?", "can i get online"]),
    "source": "PRACTICE",
}


@pytest.fixture
async def learning(tmp_path: Path) -> Learning:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    # The vectors of the examples, a minute's work, are made once for all tests.
    environment = process_environment(
        KNEADWISE_CONTENT=str(tmp_path / "content"), KNEADWISE_LOGS=str(tmp_path / "state")
    )
    store = sql_store(tmp_path / "conversations.db")
    await save(store, "a", 0)
    return Learning(Releases(Places.of(environment), environment), store.engine)


def ask(learning: Learning, *texts: str) -> None:
    today = datetime.now(timezone.utc).date()
    for text in texts:
        assert keep(learning.engine, "a", text, 30, today)


def test_a_group_is_answered_by_a_new_question(learning: Learning) -> None:
    assert learning.unanswered() == []
    ask(learning, *ASKED, "can i pay by bitcoin")
    first, second = learning.unanswered()
    assert (first.count, second.count) == (3, 1)
    topics = learning.topics(second, learning.content)
    assert topics[0].intent == second.nearest[0].intent
    assert len({topic.intent for topic in topics}) == len(topics) > 50
    ids = ",".join(map(str, first.ids))
    with pytest.raises(Refused, match="asked_as: has 1 items, at least 5"):
        learning.add_topic({**TOPIC, "ids": ids, "asked_as": "wifi?"})
    assert len(learning.unanswered()) == 2
    learning.add_topic({**TOPIC, "ids": ids})
    assert [group.text for group in learning.unanswered()] == ["can i pay by bitcoin"]
    (change,) = learning.staged.changes()
    assert isinstance(change, AddTopic)
    assert change.id == "there_wifi"
    assert learning.waiting() == [("New question: Is there wifi?", [TOPIC["answer"]])]
    learning.ignore({"ids": str(second.ids[0])})
    assert learning.unanswered() == []


def test_an_example_is_staged_and_taken_back(learning: Learning) -> None:
    with pytest.raises(Refused, match="is nothing that can be asked"):
        learning.add_example({"text": "where is my van", "intent": "faq_nothing", "ids": ""})
    with pytest.raises(Refused, match="Write how visitors ask"):
        learning.add_example({"text": "  ", "intent": "faq_parking"})
    learning.add_example({"text": "where is my van", "intent": "faq_parking", "ids": ""})
    assert learning.staged.changes() == [AddExample("faq_parking", "where is my van")]
    learning.take_back({"number": "0"})
    learning.take_back({"number": "x"})
    assert learning.staged.changes() == []


def test_two_questions_of_one_name_get_two_ids(learning: Learning) -> None:
    learning.add_topic(TOPIC)
    learning.add_topic({**TOPIC, "asked_as": "a b\nc d\ne f\ng h\ni j"})
    ids = [change.id for change in learning.staged.changes() if isinstance(change, AddTopic)]
    assert ids == ["there_wifi", "there_wifi_2"]


def test_nothing_to_check_is_refused(learning: Learning) -> None:
    with pytest.raises(Refused, match="no change is waiting"):
        learning.check()
    with pytest.raises(Refused, match="no release"):
        learning.make_live({"number": "7"})
    assert learning.history() == []
    assert learning.progress() == {"running": False}
