"""Messages of one conversation sent to both servers at once: each answered, in order, once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from kneadwise.client import WebsiteClient
from tests.several_machines.support import insist, said, speakers

Client = Callable[[int, str | None], WebsiteClient]
ROUNDS = 20
TEXTS = (
    "what is shiatsu",
    "where can i park",
    "how much is a massage",
    "does it hurt",
    "are you open on saturday",
    "what is hot stone massage",
    "how long is a session",
    "do i have to undress",
)


def test_eight_messages_at_once_are_stored_in_order_once_each(straight_to: Client) -> None:
    for _ in range(ROUNDS):
        token = straight_to(0, None).start().body["token"]
        visitors = [straight_to(number % 2, token) for number in range(len(TEXTS))]
        ids = [str(uuid4()) for _ in TEXTS]
        with ThreadPoolExecutor(len(TEXTS)) as pool:
            answers = list(pool.map(insist, visitors, TEXTS, ids))
        assert [answer.status for answer in answers] == [200] * len(TEXTS)
        assert all(answer.cards for answer in answers)
        transcript = visitors[0].transcript().messages
        assert sorted(said(visitors[1])) == sorted(TEXTS)
        # A turn is one piece: what follows a visitor's message is its own answer.
        of_id = {id_: answer.messages for id_, answer in zip(ids, answers, strict=True)}
        expected = []
        for message in transcript:
            if message["from"] == "visitor":
                expected.append(message["text"])
                expected += [own["text"] for own in of_id[message["id"]]]
        assert [message["text"] for message in transcript] == expected


def test_one_message_sent_to_both_is_answered_once(straight_to: Client) -> None:
    token = straight_to(0, None).start().body["token"]
    for text in TEXTS:
        id_ = str(uuid4())
        with ThreadPoolExecutor(4) as pool:
            sent = [pool.submit(insist, straight_to(n % 2, token), text, id_) for n in range(4)]
            bodies = [future.result().body for future in sent]
        assert all(body == bodies[0] for body in bodies)
    assert said(straight_to(1, token)) == list(TEXTS)
    assert speakers(straight_to(0, token)).count("bot") == len(TEXTS)


def test_what_was_erased_at_one_is_gone_at_the_other(straight_to: Client) -> None:
    visitor = straight_to(0, None)
    visitor.say("what is shiatsu")
    other = straight_to(1, visitor.token)
    assert said(other) == ["what is shiatsu"]
    assert other.forget().status == 204
    assert visitor.say("where can i park").status == 401
    assert visitor.transcript().status == 401
