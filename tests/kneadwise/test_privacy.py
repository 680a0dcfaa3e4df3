"""The operator's commands, with the server stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kneadwise.environment import ROOT
from kneadwise.temporary import temporary_environment
from tests.stores.conversations import CANARY, DAY, HOUR, bytes_of, save, sql_store


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return temporary_environment(tmp_path)


def kneadwise(
    environment: dict[str, str], *arguments: str, given: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kneadwise", *arguments],
        cwd=ROOT,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_export_asks_for_no_server(environment: dict[str, str], tmp_path: Path) -> None:
    store = sql_store(tmp_path / "conversations.db")
    await save(store, "one", 0, text="Größe: jo@example.com")
    await save(store, "other", 0)
    result = kneadwise(environment, "export", "--contact", "JO@example.com")
    assert result.returncode == 0, result.stderr
    (copy,) = json.loads(result.stdout)
    assert copy["conversation"] == "one"
    assert "Größe" in result.stdout


async def test_forget_asks_first(environment: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "conversations.db"
    store = sql_store(path)
    await save(store, "one", 0)
    refused = kneadwise(environment, "forget", "one", given="n\n")
    assert refused.returncode == 1
    assert CANARY.encode() in bytes_of(path)
    agreed = kneadwise(environment, "forget", "one", given="y\n")
    assert agreed.returncode == 0, agreed.stderr
    assert "Erased: 1 conversations, 15 events." in agreed.stdout
    assert CANARY.encode() not in bytes_of(path)


async def test_retention_says_what_it_did(environment: dict[str, str], tmp_path: Path) -> None:
    store = sql_store(tmp_path / "conversations.db")
    await save(store, "old", 31 * DAY)
    await save(store, "over", 2 * DAY)
    await save(store, "going on", HOUR)
    looked = kneadwise(environment, "retention", "--dry-run")
    assert looked.stdout.splitlines() == [
        "Would be redacted: 1 conversations, 15 events.",
        "Would be erased: 1 conversations, 15 events.",
    ]
    done = kneadwise(environment, "retention")
    assert done.stdout == looked.stdout.replace("Would be redacted", "Redacted").replace(
        "Would be erased", "Erased"
    )
    longer = kneadwise({**environment, "KNEADWISE_REDACT_HOURS": "72"}, "retention", "--dry-run")
    assert longer.stdout.startswith("Would be redacted: 0 conversations")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "one"), "There is no database at"),
        (("forget", "one", "--yes"), "There is no database at"),
        (("retention",), "There is no database at"),
    ],
)
def test_where_there_is_no_database_it_is_said(
    environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = kneadwise(environment, *arguments)
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "conversations.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export",), "Name one of"),
        (("export", "one", "--contact", "x"), "Name one of"),
        (("forget", "--contact", "  "), "Name one of"),
        (("export", "nobody"), "Nothing is kept"),
        (("forget", "nobody", "--yes"), "Nothing is kept"),
        (("export", "--token", "x"), "There is no secret"),
    ],
)
async def test_a_wrong_selector_is_said(
    environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    await save(sql_store(tmp_path / "conversations.db"), "one", 0)
    result = kneadwise(environment, *arguments)
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_address_of_the_database_is_said(environment: dict[str, str]) -> None:
    for address, said in (
        ("postgresql://nobody:SECRET@127.0.0.1:9/none", "doesn't answer"),
        ("nonsense", "KNEADWISE_TRACKER_URL"),
    ):
        result = kneadwise({**environment, "KNEADWISE_TRACKER_URL": address}, "retention")
        assert result.returncode == 1
        assert said in result.stderr
        assert "SECRET" not in result.stderr
        assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["export", "forget", "retention"])
def test_help_has_an_example(environment: dict[str, str], command: str) -> None:
    assert f"Example: kneadwise {command}" in kneadwise(environment, command, "--help").stdout


def test_the_commands_load_neither_rasa_nor_sanic() -> None:
    program = (
        "import sys, kneadwise.cli; "
        "print({'rasa', 'sanic', 'tensorflow', 'rasa_sdk'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"
