"""The action server as it runs: closed to strangers, and its errors quote nothing."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from action_server.guard import SECRET_HEADER
from kneadwise.environment import ROOT, process_environment

CANARY = "CANARYdiabetes"
SECRET = "a-secret-of-this-test-only-0123456789"
WITH_SECRET = {SECRET_HEADER: SECRET}
MOST_BYTES = 20_000
START_SECONDS = 60
MOST_MEGABYTES = 200


def environment(port: int, **more: str) -> dict[str, str]:
    return process_environment(
        KNEADWISE_ACTION_PORT=str(port),
        **{
            "KNEADWISE_ACTION_SECRET": SECRET,
            "KNEADWISE_ACTION_BODY_BYTES": str(MOST_BYTES),
            **more,
        },
    )


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log: Path = tmp_path_factory.mktemp("actions") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "action_server"],
            cwd=ROOT,
            env=environment(port),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    process.address = f"http://127.0.0.1:{port}"  # type: ignore[attr-defined]
    try:
        deadline = time.monotonic() + START_SECONDS
        while ask(process, "/health", None, WITH_SECRET)[0] != 200:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def ask(
    process: subprocess.Popen[bytes], path: str, body: bytes | None, headers: dict[str, str]
) -> tuple[int, bytes]:
    address = process.address  # type: ignore[attr-defined]
    request = urllib.request.Request(address + path, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


def call(action: str, tracker: object) -> bytes:
    return json.dumps({"next_action": action, "tracker": tracker, "version": "3.6.21"}).encode()


TRACKER = {"sender_id": CANARY, "slots": {}, "latest_message": {"text": CANARY}}


@pytest.mark.parametrize("path", ["/health", "/actions", "/webhook", f"/{CANARY}"])
@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: SECRET + "x"}])
def test_strangers_are_refused_everywhere(
    running: subprocess.Popen[bytes], path: str, headers: dict[str, str]
) -> None:
    for body in (None, call("action_smalltalk", TRACKER)):
        assert ask(running, path, body, headers) == (401, b'{"error":"Unauthorized"}')


def test_a_strangers_body_is_not_read(running: subprocess.Popen[bytes]) -> None:
    port = int(running.address.rpartition(":")[2])  # type: ignore[attr-defined]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as stranger:
        stranger.sendall(b"POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 15000\r\n\r\n")
        # Answered and closed, though nothing of the body was sent.
        received = b""
        while data := stranger.recv(4096):
            received += data
    assert received.startswith(b"HTTP/1.1 401 ")
    assert b"connection: close" in received.lower()


def test_bombs_and_long_bodies_are_refused(running: subprocess.Popen[bytes]) -> None:
    bomb = zlib.compress(b" " * 10_000_000)
    assert len(bomb) < MOST_BYTES
    for encoding in ("deflate", "gzip"):
        headers = {**WITH_SECRET, "Content-Encoding": encoding}
        assert ask(running, "/webhook", bomb, headers)[0] == 415
    assert ask(running, "/webhook", b" " * (MOST_BYTES + 1), WITH_SECRET)[0] == 413


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (call("action_smalltalk", CANARY), 500),
        (call("action_smalltalk", {"events": CANARY}), 500),
        (json.dumps([CANARY]).encode(), 500),
        (f'{{"{CANARY}'.encode(), 400),
        (CANARY.encode("utf-16"), 400),
    ],
)
def test_an_error_says_nothing_of_the_call(
    running: subprocess.Popen[bytes], body: bytes, status: int
) -> None:
    answered, text = ask(running, "/webhook", body, WITH_SECRET)
    assert answered == status
    assert set(json.loads(text)) == {"error"}
    assert CANARY.encode() not in text


def test_who_knows_the_secret_is_answered(running: subprocess.Popen[bytes]) -> None:
    status, text = ask(running, "/webhook", call("action_offer_person", TRACKER), WITH_SECRET)
    assert status == 200
    assert json.loads(text)["responses"]


def test_it_is_small(running: subprocess.Popen[bytes]) -> None:
    lines = Path(f"/proc/{running.pid}/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    assert int(peak.split()[1]) < MOST_MEGABYTES * 1024


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KNEADWISE_ACTION_SECRET", "", "KNEADWISE_ACTION_SECRET must be set, to 32 characters"),
        ("KNEADWISE_ACTION_SECRET", "short", "KNEADWISE_ACTION_SECRET must be set"),
        ("KNEADWISE_ACTION_BODY_BYTES", "many", "KNEADWISE_ACTION_BODY_BYTES: value is not"),
        ("LOG_LEVEL", "DEBUG", "KNEADWISE_ALLOW_DEBUG_LOGS=true"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL: must be ERROR, WARNING, INFO or DEBUG"),
    ],
)
def test_a_bad_setting_is_one_message(name: str, value: str, said: str) -> None:
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "action_server"],
        cwd=ROOT,
        env={**os.environ, **environment(1024, **{name: value})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr
