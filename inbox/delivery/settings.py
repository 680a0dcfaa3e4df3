"""Every setting of the delivery to the practice, from the environment (`KNEADWISE_…`)."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import BaseSettings, Field, SecretStr, validator
from pydantic import ValidationError as Invalid

from inbox.delivery.backoff import Backoff

Way = Literal["email", "webhook"]
Security = Literal["none", "starttls", "tls"]
PREFIX = "KNEADWISE_"
SECRET_PREFIX = "whsec_"
# Standard Webhooks: 24 to 64 bytes.
SECRET_BYTES = range(24, 65)
PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in.

    Attributes:
        security: none only on the machine itself; otherwise the server's certificate is checked.
        user: None where it asks for no login.
    """

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str = field(default="", repr=False)


class DeliverySettings(BaseSettings):
    """Settings with safe defaults. One that is set to nothing counts as not set."""

    tracker_url: str = "sqlite:///.kneadwise/conversations.db"
    # smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465.
    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    # Comma separated; the e-mail of practice.yml where not set.
    mail_to: str | None = None
    webhook_url: SecretStr | None = None
    # whsec_ and 24 to 64 bytes in base64.
    webhook_secret: SecretStr | None = None
    # Where the practice opens the site: https://chat.spa.example; for the link to /desk.
    public_url: str | None = None
    delivery_poll_seconds: float = Field(5.0, gt=0)
    # The wait after the first attempt; each next one is twice as long, up to the most.
    delivery_first_seconds: float = Field(10.0, gt=0)
    delivery_most_seconds: float = Field(900.0, gt=0)
    delivery_give_up_hours: float = Field(72.0, gt=0)
    # How long one attempt may take, and how long nobody else may try meanwhile.
    delivery_attempt_seconds: float = Field(30.0, gt=0)
    delivery_claim_seconds: float = Field(120.0, gt=0)

    class Config:
        env_prefix = PREFIX

    @classmethod
    def of(cls, environment: Mapping[str, str] | None = None) -> DeliverySettings:
        """The settings of an environment, the process's own where None.

        Raises:
            ValueError: naming every variable to mend, without its value.
        """
        given: dict[str, Any] = {}
        if environment is not None:
            # Every field, so that none is read from the process's own.
            given = {
                name: environment.get(f"{PREFIX}{name.upper()}", "") for name in cls.__fields__
            }
        try:
            settings = cls(**given)
        except Invalid as error:
            # Without pydantic's own text: values may be secrets.
            raise ValueError("; ".join(_said(fault) for fault in error.errors())) from None
        settings._check_together()
        return settings

    @validator("*", pre=True)
    def _nothing_is_not_set(cls, value: Any, field: Any) -> Any:
        is_nothing = isinstance(value, str) and not value.strip()
        return field.default if is_nothing else value

    @validator("smtp_url")
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            mail_server(value.get_secret_value())
        return value

    @validator("mail_from", "mail_to")
    def _addresses(cls, value: str | None) -> str | None:
        for address in _listed(value):
            try:
                validate_email(address, check_deliverability=False, test_environment=True)
            except EmailNotValidError:
                raise ValueError("must be an e-mail address like desk@spa.example") from None
        return value

    @validator("webhook_url", "public_url")
    def _web_address(cls, value: SecretStr | str | None) -> SecretStr | str | None:
        if value is not None:
            plain = value.get_secret_value() if isinstance(value, SecretStr) else value
            _check_web_address(plain)
        return value

    @validator("webhook_secret")
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            webhook_key(value.get_secret_value())
        return value

    @property
    def ways(self) -> tuple[Way, ...]:
        """On which ways new messages are delivered."""
        ways: list[Way] = ["email"] if self.smtp_url is not None else []
        return tuple([*ways, "webhook"] if self.webhook_url is not None else ways)

    @property
    def backoff(self) -> Backoff:
        """When an attempt is repeated."""
        give_up = self.delivery_give_up_hours * 3600
        return Backoff(self.delivery_first_seconds, self.delivery_most_seconds, give_up)

    def recipients(self, practice_email: str | None) -> tuple[str, ...]:
        """Whom e-mails go to.

        Args:
            practice_email: of practice.yml.

        Raises:
            ValueError: if neither names anyone.
        """
        listed = _listed(self.mail_to) or _listed(practice_email)
        if not listed:
            raise ValueError("KNEADWISE_MAIL_TO is missing, and practice.yml has no email")
        return listed

    def _check_together(self) -> None:
        if self.smtp_url is not None and len(_listed(self.mail_from)) != 1:
            raise ValueError(
                "KNEADWISE_MAIL_FROM must be one address where KNEADWISE_SMTP_URL is set"
            )
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("KNEADWISE_WEBHOOK_SECRET is missing: KNEADWISE_WEBHOOK_URL is set")
        if self.delivery_claim_seconds <= 2 * self.delivery_attempt_seconds:
            raise ValueError(
                "KNEADWISE_DELIVERY_CLAIM_SECONDS must be more than twice "
                "KNEADWISE_DELIVERY_ATTEMPT_SECONDS"
            )


def mail_server(address: str) -> MailServer:
    """Reads an address like smtp://user:password@host:587.

    Args:
        address: smtp (STARTTLS, but for a server on this very machine) or smtps; what stands
            in user and password for `@ : /` is percent-encoded.

    Raises:
        ValueError: if it isn't one; the text does not quote it.
    """
    wrong = ValueError("must look like smtp://user:password@host:587 or smtps://…@host:465")
    try:
        url = urlsplit(address)
        host, port = url.hostname, url.port
    except ValueError:
        raise wrong from None
    if url.scheme not in PORTS or not host or url.path not in ("", "/") or url.query:
        raise wrong
    security: Security = "tls" if url.scheme == "smtps" else "starttls"
    if security == "starttls" and _is_this_machine(host):
        security = "none"
    user = unquote(url.username) if url.username else None
    return MailServer(host, port or PORTS[url.scheme], security, user, unquote(url.password or ""))


def webhook_key(secret: str) -> bytes:
    """The bytes of a secret like whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw (Standard Webhooks).

    Raises:
        ValueError: if it isn't one; the text does not quote it.
    """
    wrong = ValueError("must be whsec_ and 24 to 64 bytes in base64: openssl rand -base64 32")
    if not secret.startswith(SECRET_PREFIX):
        raise wrong
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise wrong from None
    if len(key) not in SECRET_BYTES:
        raise wrong
    return key


def _check_web_address(address: str) -> None:
    wrong = ValueError("must be an https:// address (http:// only on this machine)")
    try:
        url = urlsplit(address)
        host, _ = url.hostname, url.port
    except ValueError:
        raise wrong from None
    is_safe = url.scheme == "https" or (url.scheme == "http" and _is_this_machine(host or ""))
    if not host or not is_safe or url.username or any(c.isspace() for c in address):
        raise wrong


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listed(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


def _said(fault: Mapping[str, Any]) -> str:
    return f"{PREFIX}{str(fault['loc'][0]).upper()} {fault['msg']}"
