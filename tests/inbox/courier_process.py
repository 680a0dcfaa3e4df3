"""A process that delivers what waits, until SIGTERM: `python -m tests.inbox.courier_process`."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping

from inbox.delivery.couriers import couriers
from inbox.delivery.settings import DeliverySettings
from inbox.store import open_inbox
from kneadwise.environment import ROOT

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
# The same code and the same retries, only sooner.
SOON = {
    "KNEADWISE_DELIVERY_POLL_SECONDS": "0.05",
    "KNEADWISE_DELIVERY_FIRST_SECONDS": "0.1",
    "KNEADWISE_DELIVERY_MOST_SECONDS": "0.8",
    "KNEADWISE_DELIVERY_ATTEMPT_SECONDS": "10",
    "KNEADWISE_DELIVERY_CLAIM_SECONDS": "21",
}


def environment(database: str, mail_port: int, webhook: str) -> dict[str, str]:
    """Of a courier that hands in mail at a port of this machine and posts to a webhook."""
    return {
        **SOON,
        "KNEADWISE_TRACKER_URL": database,
        "KNEADWISE_SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
        "KNEADWISE_MAIL_FROM": "bot@spa.example",
        "KNEADWISE_MAIL_TO": "desk@spa.example",
        "KNEADWISE_WEBHOOK_URL": webhook,
        "KNEADWISE_WEBHOOK_SECRET": KEY,
    }


def start(variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Starts such a process."""
    command = [sys.executable, "-m", "tests.inbox.courier_process"]
    return subprocess.Popen(command, cwd=ROOT, env=dict(variables))


def main() -> None:
    """Delivers with the settings of this process's environment."""
    running = couriers(open_inbox(), DeliverySettings.of(), "Juniper Street Spa", None)
    for courier in running:
        courier.start()
    # Blocked first: a signal that comes before the wait is not lost.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    signal.sigwait({signal.SIGTERM})
    for courier in running:
        courier.stop(10.0)


if __name__ == "__main__":
    main()
