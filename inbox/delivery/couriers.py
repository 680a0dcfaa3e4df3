"""The couriers of the ways that are configured."""

from __future__ import annotations

import asyncio

from inbox.delivery.courier import Courier, Deliver
from inbox.delivery.email import Letterhead, email
from inbox.delivery.settings import DeliverySettings, Way, mail_server, webhook_key
from inbox.delivery.smtp import hand_in
from inbox.delivery.webhook import post
from inbox.message import PracticeMessage
from inbox.store import Inbox


def deliveries(
    settings: DeliverySettings, practice: str, practice_email: str | None
) -> dict[Way, Deliver]:
    """What delivers, for each way that is configured.

    Args:
        settings: where to.
        practice: its name.
        practice_email: of practice.yml: the recipient where the settings name none.

    Raises:
        ValueError: naming the setting to mend.
    """
    ways: dict[Way, Deliver] = {}
    if settings.smtp_url is not None:
        letterhead = Letterhead(
            practice,
            str(settings.mail_from),
            settings.recipients(practice_email),
            settings.public_url,
        )
        ways["email"] = _by_email(settings, letterhead)
    if settings.webhook_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        ways["webhook"] = _by_webhook(settings, settings.webhook_url.get_secret_value(), secret)
    return ways


def couriers(
    inbox: Inbox, settings: DeliverySettings, practice: str, practice_email: str | None
) -> list[Courier]:
    """One courier for each way that is configured, not started; see `deliveries`."""
    by_way = deliveries(settings, practice, practice_email)
    return [Courier(inbox, way, by_way[way], settings) for way in settings.ways]


def _by_email(settings: DeliverySettings, letterhead: Letterhead) -> Deliver:
    address = settings.smtp_url.get_secret_value() if settings.smtp_url else ""
    server, seconds = mail_server(address), settings.delivery_attempt_seconds

    def deliver(message: PracticeMessage) -> None:
        hand_in(server, email(message, letterhead), seconds)

    return deliver


def _by_webhook(settings: DeliverySettings, url: str, secret: str) -> Deliver:
    key, seconds = webhook_key(secret), settings.delivery_attempt_seconds

    def deliver(message: PracticeMessage) -> None:
        # In a courier's thread, which has no event loop of its own.
        asyncio.run(post(url, key, message, seconds))

    return deliver
