"""The channel's settings: safe defaults, the environment wins, bad values are refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from channels.website.settings import WebsiteSettings


def test_defaults_are_the_contracts(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = WebsiteSettings()
    assert settings.message_characters == 1000
    assert settings.action_seconds == 10
    assert settings.origins == frozenset()


def test_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEADWISE_MESSAGES_PER_MINUTE", "5")
    monkeypatch.setenv("KNEADWISE_ALLOWED_ORIGINS", "https://spa.example/, https://b.example,")
    settings = WebsiteSettings()
    assert settings.messages_per_minute == 5
    assert settings.origins == {"https://spa.example", "https://b.example"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("SECRET", "short"), ("SESSION_HOURS", "0"), ("ACTION_SECONDS", "soon")],
)
def test_a_bad_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"KNEADWISE_{name}", value)
    with pytest.raises(ValidationError):
        WebsiteSettings()


def test_a_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    settings = WebsiteSettings(secret_file=tmp_path / "state" / "secret")
    first = settings.signing_secret()
    assert len(first) >= 32
    assert settings.signing_secret() == first
    assert stat.S_IMODE(settings.secret_file.stat().st_mode) == 0o600
    assert [p.name for p in settings.secret_file.parent.iterdir()] == ["secret"]


def test_a_short_secret_in_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("abc")
    with pytest.raises(ValueError, match="fewer than 32"):
        WebsiteSettings(secret_file=path).signing_secret()
