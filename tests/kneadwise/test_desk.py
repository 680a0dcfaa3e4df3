"""`kneadwise desk-password`, as its command is typed."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from channels.desk.passwords import is_password
from channels.desk.settings import DeskSettings
from kneadwise.cli import app

PASSWORD = "lavender and juniper"


def test_the_printed_line_lets_the_password_in() -> None:
    done = CliRunner().invoke(app, ["desk-password"], input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    line = next(li for li in done.output.splitlines() if li.startswith("KNEADWISE_DESK_"))
    name, _, value = line.partition("=")
    assert name == "KNEADWISE_DESK_PASSWORD_HASH"
    assert value[0] == value[-1] == "'"
    # Also as a reader that keeps the quotes hands it over.
    assert is_password(DeskSettings(password_hash=value).hash, PASSWORD)
    assert PASSWORD not in done.output


@pytest.mark.parametrize(
    ("typed", "said"),
    [(("eleven char", "eleven char"), "at least 12"), ((PASSWORD, PASSWORD + "!"), "not the same")],
)
def test_what_can_be_no_password_prints_no_line(typed: tuple[str, str], said: str) -> None:
    done = CliRunner().invoke(app, ["desk-password"], input="\n".join(typed) + "\n")
    assert done.exit_code == 1
    assert said in done.output
    assert "argon2id" not in done.output
