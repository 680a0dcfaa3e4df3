"""settings.env: defaults that the environment overrides."""

from __future__ import annotations

from pathlib import Path

import pytest

from advice.content import DEFAULT_CONTENT_DIRECTORY
from kneadwise.environment import (
    ROOT,
    SETTINGS_FILE,
    places_of_its_own,
    process_environment,
    read_settings,
)

PLACES = {
    "KNEADWISE_LOGS",
    "KNEADWISE_MODEL",
    "KNEADWISE_TRACKER_URL",
    "KNEADWISE_SECRET_FILE",
    "KNEADWISE_BACKUPS",
}


def test_what_is_set_wins_and_names_stand_for_values() -> None:
    text = "# ports\nA_PORT=1\n\nA_URL=http://x:${A_PORT}/${OTHER}\n"
    assert read_settings(text, {"OTHER": "o"})["A_URL"] == "http://x:1/o"
    assert read_settings(text, {"A_PORT": "2", "OTHER": "o"})["A_URL"] == "http://x:2/o"
    assert read_settings(text, {"A_URL": "u"})["A_URL"] == "u"


@pytest.mark.parametrize("line", ["A", "A B=1", "=1"])
def test_another_line_is_an_error_with_its_number(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 is not NAME=value"):
        read_settings(f"# x\n{line}\n", {})


def test_everything_that_starts_rasa_is_told_to_be_quiet_and_private() -> None:
    environment = process_environment()
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert environment["SQLALCHEMY_SILENCE_UBER_WARNING"] == "1"
    assert environment["KNEADWISE_HOST"] == environment["KNEADWISE_ACTION_HOST"] == "127.0.0.1"
    assert "DEBUG" not in SETTINGS_FILE.read_text()


def test_the_action_url_follows_the_action_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNEADWISE_ACTION_URL", raising=False)
    environment = process_environment(KNEADWISE_ACTION_PORT="6000")
    assert environment["KNEADWISE_ACTION_URL"] == "http://127.0.0.1:6000/webhook"


@pytest.mark.parametrize("content", ["", str(DEFAULT_CONTENT_DIRECTORY), f"{ROOT}/data/../content"])
def test_the_projects_own_content_has_the_usual_places(content: str) -> None:
    assert places_of_its_own({"KNEADWISE_CONTENT": content}) == {}


def test_two_practices_share_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PLACES:
        monkeypatch.delenv(name, raising=False)
    folders = [tmp_path / name for name in ("a/content", "b/content", "Häfen & Söhne")]
    usual = process_environment()
    found = [process_environment(KNEADWISE_CONTENT=str(folder)) for folder in folders]
    for name in PLACES:
        assert len({usual.get(name), *(one[name] for one in found)}) == 4, name
        assert all(".kneadwise/practices/" in one[name] for one in found)
    assert found[0] == process_environment(KNEADWISE_CONTENT=str(folders[0]))


def test_what_is_set_wins_over_a_practices_own_places(tmp_path: Path) -> None:
    given = {"KNEADWISE_CONTENT": str(tmp_path), "KNEADWISE_MODEL": "/srv/model.tar.gz"}
    found = process_environment(**given, KNEADWISE_LOGS="/var/lib/harbor")
    assert found["KNEADWISE_MODEL"] == "/srv/model.tar.gz"
    assert found["KNEADWISE_TRACKER_URL"] == "sqlite:////var/lib/harbor/conversations.db"


def test_a_relative_content_folder_is_the_same_for_the_servers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = process_environment(KNEADWISE_CONTENT="harbor")
    assert found["KNEADWISE_CONTENT"] == str(tmp_path / "harbor")
