"""A new practice's own bot: the folder that `new-practice` wrote, started as its owner does."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT, process_environment
from kneadwise.model import Model
from tests.kneadwise.new_practice.facts import HARBOR


@dataclass(frozen=True)
class Running:
    """The bot, what the commands have said, and where its state is."""

    address: str
    said: str
    state: Path


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def command(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kneadwise", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    Model(process_environment()).make_current()
    directory = tmp_path_factory.mktemp("new")
    told, content, state = directory / "told.yml", directory / "harbor", directory / "state"
    told.write_text(HARBOR, encoding="utf-8")
    wrote = command("new-practice", str(content), "--answers", str(told))
    said, _ = wrote.communicate()
    assert wrote.returncode == 0, said
    port = free_port()
    process = command(
        "run",
        KNEADWISE_CONTENT=str(content),
        # Instead of a folder in the project's own .kneadwise/.
        KNEADWISE_LOGS=str(state),
        KNEADWISE_PORT=port,
        KNEADWISE_ACTION_PORT=free_port(),
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            said += line
            if "Ready: " in line:
                break
        else:
            pytest.fail(said)
        yield Running(f"http://127.0.0.1:{port}", said, state)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def page(address: str) -> str:
    with urllib.request.urlopen(address) as response:
        return str(response.read().decode())


@pytest.mark.parametrize(
    ("question", "card", "answer"),
    [
        ("how much is an hour", "faq/price", "Sea massage, 60 minutes: £55"),
        ("where are you", "faq/location", "4 Quay Lane, ground floor."),
        ("what's your phone number", "faq/phone", "020 7946 0000"),
        ("when are you open", "faq/hours", "Friday 09:00-12:00, 14:00-18:00"),
        ("do you have rooms for couples", "faq/couples", "We have one room for two people."),
        ("who works there", "faq/therapists", "Ann and Bo work here, both for ten years."),
        (
            "do you take credit cards",
            "faq/price",
            "You can pay by: Cash, debit card, bank transfer.",
        ),
        # Not told: nothing is invented.
        ("where can i park", "faq/parking", "Please ask us on 020 7946 0000"),
        ("do you speak polish", "faq/therapists", "I don't know which languages we speak here."),
        ("do you sell gift cards", "faq/gift_cards", "Please ask us on 020 7946 0000"),
        ("what is trigger point therapy", "technique/trigger_point_therapy", "medical massage"),
        ("chest pain and i can't breathe", "safety/emergency", "999"),
    ],
)
def test_it_answers_with_its_own_facts(bot: Running, question: str, card: str, answer: str) -> None:
    found = WebsiteClient(bot.address).say(question)
    assert card in found.cards
    assert answer in " ".join(message["text"] for message in found.messages)


def test_it_says_who_it_is(bot: Running) -> None:
    found = WebsiteClient(bot.address).say("who are you")
    text = " ".join(message["text"] for message in found.messages)
    assert "smalltalk/bot" in found.cards
    assert "automated assistant of Harbor Hands" in text
    assert "020 7946 0000" in text


@pytest.mark.parametrize("address", ["/", "/chat", "/guide", "/webhooks/website/config"])
def test_its_pages_are_its_own(bot: Running, address: str) -> None:
    text = page(bot.address + address)
    assert "Harbor Hands" in text
    assert not any(trace in text for trace in ("Juniper", "juniper", "(555)", "invented practice"))


def test_it_took_the_standard_model_and_has_its_own_database(bot: Running) -> None:
    assert "Taking the standard model" in bot.said
    assert "Training" not in bot.said
    WebsiteClient(bot.address).say("hello")
    with sqlite3.connect(bot.state / "conversations.db") as database:
        (count,) = database.execute("SELECT count(*) FROM events").fetchone()
    assert count > 0
    assert {"conversations.db", "models", "secret"} <= {path.name for path in bot.state.iterdir()}
