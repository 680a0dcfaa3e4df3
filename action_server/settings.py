"""The action server's settings, from the environment."""

from __future__ import annotations

import logging

from pydantic import BaseSettings, Field, SecretStr, validator

SHORTEST_SECRET = 32


class ActionServerSettings(BaseSettings):
    """Settings; only the secret has no default."""

    # The Rasa server sends the same one (endpoints.yml).
    action_secret: SecretStr = Field(..., min_length=SHORTEST_SECRET)
    action_host: str = "127.0.0.1"
    action_port: int = Field(5055, ge=1, le=65535)
    # A call carries the whole conversation and the domain.
    action_body_bytes: int = Field(16 * 1024 * 1024, ge=1024)
    log_level: str = Field("INFO", env="LOG_LEVEL")
    allow_debug_logs: bool = False
    # Set by `kneadwise serve`: this server ends when another release is live.
    restarts_as: str = ""

    class Config:
        env_prefix = "KNEADWISE_"

    @validator("log_level")
    def _is_a_level(cls, value: str) -> str:
        if not isinstance(logging.getLevelName(value), int):
            raise ValueError("must be ERROR, WARNING, INFO or DEBUG")
        return value
