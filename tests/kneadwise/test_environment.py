"""settings.env: defaults that the environment overrides."""

from __future__ import annotations

import pytest

from kneadwise.environment import SETTINGS_FILE, process_environment, read_settings


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
