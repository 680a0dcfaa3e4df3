"""A fact changed on /desk is answered within seconds: nothing is trained for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from advice.content.loader import DEFAULT_CONTENT_DIRECTORY
from channels.desk.passwords import hash_password
from kneadwise.client import WebsiteClient
from kneadwise.environment import ROOT, process_environment
from kneadwise.model import Model
from kneadwise.temporary import temporary_environment

PASSWORD = "lavender and juniper"
TOKEN = re.compile(r'name="csrf" value="([^"]*)"')
# A training takes minutes; a start of both servers does not.
LONGEST_SECONDS = 90.0


@dataclass
class Desk:
    """Somebody of the practice, logged in at a bot of their own."""

    address: str
    content: Path
    model: Path

    def __post_init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.send("login", "login", password=PASSWORD)

    def read(self, page: str) -> str:
        return str(self._opener.open(f"{self.address}/desk/{page}").read().decode())

    def send(self, page: str, to: str, **fields: str) -> str:
        token = TOKEN.search(self.read(page))
        assert token is not None
        form = urlencode({"csrf": token[1], **fields}).encode()
        return str(self._opener.open(f"{self.address}/desk/{to}", form).read().decode())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    Model(process_environment()).make_current()
    directory = tmp_path_factory.mktemp("facts")
    content, model = directory / "content", directory / "models" / "kneadwise.tar.gz"
    shutil.copytree(DEFAULT_CONTENT_DIRECTORY, content)
    environment = temporary_environment(
        directory,
        KNEADWISE_CONTENT=str(content),
        KNEADWISE_MODEL=str(model),
        KNEADWISE_DESK_PASSWORD_HASH=hash_password(PASSWORD),
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "kneadwise", "run"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{environment['KNEADWISE_PORT']}"
    try:
        wait_until_it_says(address, "six free spaces", process)
        yield Desk(address, content, model)
    finally:
        process.terminate()
        process.wait(60)


def wait_until_it_says(address: str, text: str, process: subprocess.Popen[bytes] | None) -> None:
    deadline = time.monotonic() + LONGEST_SECONDS
    said = ""
    while text not in said:
        assert time.monotonic() < deadline, said
        assert process is None or process.poll() is None
        time.sleep(0.5)
        try:
            said = str([m["text"] for m in WebsiteClient(address).say("where can i park").messages])
        except (OSError, KeyError) as error:
            # Starting, or starting again.
            said = str(error)


def test_a_fact_goes_live_without_training_and_back(desk: Desk) -> None:
    trained, before = desk.model.read_bytes(), (desk.content / "practice.yml").read_bytes()
    desk.send(
        "content/practice",
        "content/practice",
        **{"facts/parking": "Please park in the yard.", "do": "save"},
    )
    assert "need not be trained" in desk.read("changes")
    shown = desk.send("changes", "changes/check")
    assert "nothing was trained" in shown
    assert "Number 1: passed" in shown
    assert (desk.content / "practice.yml").read_bytes() == before
    desk.send("changes", "changes/live", number="1")
    wait_until_it_says(desk.address, "Please park in the yard.", None)
    assert desk.model.read_bytes() == trained
    # What was live before is kept, and is live again as fast.
    desk.send("changes", "changes/live", number="2")
    wait_until_it_says(desk.address, "six free spaces", None)
    assert (desk.content / "practice.yml").read_bytes() == before


def test_how_to_pay_is_told_on_the_desk_and_answered(desk: Desk) -> None:
    asked = "do you take credit cards"
    (before,) = WebsiteClient(desk.address).say(asked).messages
    assert "cash, credit card, debit card" in before["text"]
    languages = {"languages": "English\r\nSpanish", "do": "save"}
    desk.send("content/practice", "content/practice", **languages)
    assert "Here we speak: English, Spanish." in desk.read("changes")
