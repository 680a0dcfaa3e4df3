"""What must be off is off: Rasa's API, telemetry, connections to anyone, secrets on show."""

from __future__ import annotations

import os
import socket
import struct
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.servers import Servers

BOTH = ("rasa", "actions")
LOOPBACK = ("127.", "::1")
LISTENING = "0A"
RASAS_API = [
    ("GET", "version"),
    ("GET", "status"),
    ("GET", "domain"),
    ("GET", "conversations/x/tracker"),
    ("POST", "conversations/x/tracker/events"),
    ("POST", "conversations/x/execute"),
    ("POST", "conversations/x/trigger_intent"),
    ("POST", "model/train"),
    ("POST", "model/parse"),
    ("PUT", "model"),
    ("DELETE", "model"),
]


def proc(servers: Servers, name: str) -> Path:
    process = servers.process(name)
    assert process is not None
    return Path("/proc") / str(process.pid)


def environment(servers: Servers, name: str) -> dict[str, str]:
    entries = (proc(servers, name) / "environ").read_text(errors="replace").split("\0")
    return dict(entry.partition("=")[::2] for entry in entries if entry)


def command_line(servers: Servers, name: str) -> list[str]:
    return (proc(servers, name) / "cmdline").read_text().split("\0")


def connections(servers: Servers, name: str) -> Iterator[tuple[str, str, str]]:
    """Local address, remote address and state of every TCP socket of a server."""
    folder = proc(servers, name)
    inodes = set()
    for descriptor in (folder / "fd").iterdir():
        try:
            target = os.readlink(descriptor)
        except FileNotFoundError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    for table in ("tcp", "tcp6"):
        for line in (folder / "net" / table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                yield address(fields[1]), address(fields[2]), fields[3]


def address(field: str) -> str:
    """The address of a /proc/net/tcp field: words of four bytes, each in the machine's order."""
    packed = bytes.fromhex(field.partition(":")[0])
    words = struct.unpack(f"<{len(packed) // 4}I", packed)
    ordered = struct.pack(f">{len(words)}I", *words)
    return socket.inet_ntop(socket.AF_INET6 if len(ordered) == 16 else socket.AF_INET, ordered)


@pytest.mark.parametrize(("method", "path"), RASAS_API)
def test_rasas_api_is_off(assistant: Servers, method: str, path: str) -> None:
    request = urllib.request.Request(
        f"{assistant.address}/{path}", data=b"{}" if method != "GET" else None, method=method
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=30)
    assert caught.value.code == 404


def test_it_was_not_asked_for(assistant: Servers) -> None:
    options = command_line(assistant, "rasa")
    assert "run" in options
    assert not {"--enable-api", "--debug", "-vv", "--auth-token", "--remote-storage"} & set(options)


@pytest.mark.parametrize("name", BOTH)
def test_telemetry_is_off(assistant: Servers, name: str) -> None:
    assert environment(assistant, name)["RASA_TELEMETRY_ENABLED"] == "false"
    assert "SENTRY_DSN" not in environment(assistant, name)


@pytest.mark.parametrize("name", BOTH)
def test_nobody_is_called_and_only_loopback_listens(
    assistant: Servers, visitor: WebsiteClient, name: str
) -> None:
    assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
    found = list(connections(assistant, name))
    assert any(state == LISTENING for _, _, state in found)
    for local, remote, state in found:
        assert local.startswith(LOOPBACK)
        assert state == LISTENING or remote.startswith(LOOPBACK)


def test_both_servers_share_a_secret_that_no_command_line_shows(assistant: Servers) -> None:
    secrets = {environment(assistant, name)["KNEADWISE_ACTION_SECRET"] for name in BOTH}
    assert len(secrets) == 1
    secret = secrets.pop()
    assert len(secret) >= 32
    for name in BOTH:
        assert secret not in " ".join(command_line(assistant, name))


def test_the_action_server_refuses_strangers(assistant: Servers) -> None:
    port = environment(assistant, "actions")["KNEADWISE_ACTION_PORT"]
    for path in ("health", "actions", "webhook"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", b"{}", timeout=30)
        assert caught.value.code == 401
