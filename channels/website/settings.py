"""Every setting of the website channel, from the environment (`KNEADWISE_…`)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pydantic import BaseSettings, Field, SecretStr

SECRET_BYTES = 32
SHORTEST_SECRET = 32
# A form of the guide carries the words of at most this many pages, the chat's most
# questions and one over.
MOST_PAGES = 10
# A character is at most 4 bytes, and 12 where a form's own encoding writes them.
BYTES_OF_CHARACTER = 12


class WebsiteSettings(BaseSettings):
    """Settings with safe defaults; a load test may raise every limit."""

    # Signs sessions and buttons. Without one, `secret_file` is used and made if missing.
    secret: SecretStr | None = Field(None, min_length=SHORTEST_SECRET)
    secret_file: Path = Path(".kneadwise/secret")
    session_hours: int = Field(24, ge=1, le=24 * 90)
    # So long after its last message, a chat's words and health answers are blanked.
    redact_hours: int = Field(24, ge=1, le=24 * 90)
    message_characters: int = Field(1000, ge=1)
    message_words: int = Field(500, ge=1)
    body_bytes: int = Field(8192, ge=256)
    # Sanic's own bound is 16384.
    header_bytes: int = Field(8192, ge=1024, le=16384)
    # How long a request may take to arrive, and a connection may say nothing.
    request_seconds: float = Field(15.0, gt=0)
    idle_seconds: float = Field(15.0, gt=0)
    messages_per_minute: int = Field(20, ge=1)
    messages_per_minute_per_address: int = Field(60, ge=1)
    reads_per_minute: int = Field(60, ge=1)
    reads_per_minute_per_address: int = Field(240, ge=1)
    sessions_per_hour_per_address: int = Field(60, ge=1)
    # Messages being answered at the same time, of all visitors: some two seconds of work.
    turns_at_once: int = Field(64, ge=1)
    action_seconds: float = Field(10.0, gt=0)
    turn_seconds: float = Field(30.0, gt=0)
    # Other sites that may embed the chat, comma separated: https://spa.example
    allowed_origins: str = ""
    serve_demo: bool = True
    # Checked before Rasa loads it: the file, and its SHA-256 where that is kept apart from it.
    model: Path = Path("models/kneadwise.tar.gz")
    model_sha256: str = ""
    # Level DEBUG writes every message into the log; without this it is refused.
    allow_debug_logs: bool = False

    # This server's name among those of the machine, where it is to end when another release is
    # live (`kneadwise serve`); empty where somebody else watches for that.
    restarts_as: str = ""

    class Config:
        env_prefix = "KNEADWISE_"

    @property
    def form_bytes(self) -> int:
        """The longest form of the guide, which carries the words of all its pages."""
        return self.body_bytes + self.message_characters * BYTES_OF_CHARACTER * MOST_PAGES

    @property
    def largest_body(self) -> int:
        """The longest body that the server reads at all."""
        return self.form_bytes

    @property
    def origins(self) -> frozenset[str]:
        """The allowed origins besides the server's own."""
        listed = (origin.strip().rstrip("/") for origin in self.allowed_origins.split(","))
        return frozenset(origin for origin in listed if origin)

    def signing_secret(self) -> bytes:
        """The secret; made and kept in `secret_file` (0600) where none is given.

        Raises:
            OSError: if the file can be neither read nor written.
            ValueError: if the file holds too short a secret.
        """
        if self.secret is not None:
            return self.secret.get_secret_value().encode()
        path = self.secret_file
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Linked into place whole, so that a second process never reads half of it.
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(SECRET_BYTES))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        secret = path.read_bytes().strip()
        if len(secret) < SHORTEST_SECRET:
            raise ValueError(f"{path} holds fewer than {SHORTEST_SECRET} characters")
        return secret
