"""Posts a message to the practice's webhook, signed by the scheme of Standard Webhooks.

The scheme: https://github.com/standard-webhooks/standard-webhooks (spec/standard-webhooks.md).
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from datetime import datetime, timezone
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from inbox.delivery.outcome import GaveUp, NotDelivered
from inbox.message import PracticeMessage

EVENT = "practice.message"
GONE = 410


def webhook_body(message: PracticeMessage) -> bytes:
    """What is posted: the event's type, its time and the message, in ASCII."""
    event: dict[str, Any] = {
        "type": EVENT,
        "timestamp": message.created_at.astimezone(timezone.utc).isoformat(),
        "data": message.as_json(),
    }
    return json.dumps(event).encode("ascii")


def signature(key: bytes, id_: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`.

    Args:
        key: see `inbox.delivery.settings.webhook_key`.
        id_: `header_id` of the message; the same at every attempt.
        timestamp: of the attempt, whole seconds since 1970.
        body: exactly as posted.
    """
    signed = b".".join([id_.encode(), str(timestamp).encode(), body])
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def webhook_headers(key: bytes, id_: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of one attempt, begun `at`."""
    timestamp = int(at.timestamp())
    return {
        "content-type": "application/json",
        "user-agent": "Kneadwise",
        "webhook-id": id_,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(key, id_, timestamp, body),
    }


async def post(url: str, key: bytes, message: PracticeMessage, seconds: float) -> None:
    """Posts a message; what the receiver says beside its status is not read.

    Args:
        url: of the webhook.
        key: signs.
        message: to deliver.
        seconds: for all of it.

    Raises:
        NotDelivered: for no answer, a redirect, or any status but 2xx: to be tried again.
        GaveUp: for 410 Gone, by which a receiver says that it wants no more.
    """
    body = webhook_body(message)
    headers = webhook_headers(key, message.header_id, datetime.now(timezone.utc), body)
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=seconds)) as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            status = answer.status
    except (ClientError, OSError, asyncio.TimeoutError) as error:
        raise NotDelivered(type(error).__name__) from error
    if status == GONE:
        raise GaveUp(str(status))
    if not 200 <= status < 300:
        raise NotDelivered(str(status))
