"""Settings of the desk, from the environment (`KNEADWISE_DESK_…`)."""

from __future__ import annotations

from pydantic import BaseSettings, Field, SecretStr, validator

from channels.desk.passwords import check_hash


class DeskSettings(BaseSettings):
    """Settings with safe defaults: without a password there is no desk."""

    # What `kneadwise desk-password` prints; empty: the desk is switched off.
    password_hash: SecretStr = SecretStr("")
    # Without a page called for so long, a person is logged out.
    idle_minutes: int = Field(30, ge=1, le=12 * 60)
    # However busy: a login lasts no longer. Never longer than KNEADWISE_SESSION_HOURS either,
    # because so long is remembered who has logged out.
    login_hours: int = Field(12, ge=1, le=24)

    class Config:
        env_prefix = "KNEADWISE_DESK_"

    @validator("password_hash")
    def is_hash(cls, value: SecretStr) -> SecretStr:
        """Raises `ValueError` for a text that is no hash of ours: the server doesn't start."""
        # Some readers of env files keep the quotes that others need.
        text = value.get_secret_value().strip().strip("'")
        if text and not check_hash(text):
            raise ValueError(
                "KNEADWISE_DESK_PASSWORD_HASH is not what `kneadwise desk-password` prints: "
                "put the value into single quotes, so that no $ in it is replaced"
            )
        return SecretStr(text)

    @property
    def hash(self) -> str:
        """The password's hash; "" where the desk is switched off."""
        return self.password_hash.get_secret_value()
