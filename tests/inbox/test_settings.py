"""What may be set, and that a wrong value is named without being quoted."""

from __future__ import annotations

import pytest

from inbox.delivery.settings import DeliverySettings, MailServer, mail_server, webhook_key
from inbox.store import open_inbox

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MAIL = {"KNEADWISE_SMTP_URL": "smtp://mail.spa.example", "KNEADWISE_MAIL_FROM": "a@spa.example"}
HOOK = {"KNEADWISE_WEBHOOK_URL": "https://crm.example/hook", "KNEADWISE_WEBHOOK_SECRET": KEY}


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, "starttls")),
        ("smtps://mail.example", MailServer("mail.example", 465, "tls")),
        (
            "smtp://desk%40spa.example:p%3Aa%2Fss@mail.example:2525",
            MailServer("mail.example", 2525, "starttls", "desk@spa.example", "p:a/ss"),
        ),
        ("smtp://127.0.0.1:25", MailServer("127.0.0.1", 25, "none")),
        ("smtp://localhost:25/", MailServer("localhost", 25, "none")),
        ("smtp://[::1]:25", MailServer("::1", 25, "none")),
        ("smtps://127.0.0.1:465", MailServer("127.0.0.1", 465, "tls")),
    ],
)
def test_how_a_mail_server_is_named(address: str, server: MailServer) -> None:
    assert mail_server(address) == server
    assert "p:a/ss" not in repr(mail_server(address))


@pytest.mark.parametrize(
    "address", ["mail.example", "http://mail.example", "smtp://", "smtp://h:x", "smtp://h/path"]
)
def test_what_names_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="must look like smtp://"):
        mail_server(address)


def test_nothing_set_delivers_nowhere() -> None:
    assert DeliverySettings.of({}).ways == ()
    assert DeliverySettings.of(dict.fromkeys({**MAIL, **HOOK}, "")).ways == ()


def test_each_way_is_set_by_its_address() -> None:
    assert DeliverySettings.of(MAIL).ways == ("email",)
    assert DeliverySettings.of(HOOK).ways == ("webhook",)
    assert DeliverySettings.of({**HOOK, **MAIL}).ways == ("email", "webhook")


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"KNEADWISE_SMTP_URL": "ftp://SECRET"}, "KNEADWISE_SMTP_URL"),
        ({"KNEADWISE_SMTP_URL": "smtp://u:SECRET@mail.example"}, "KNEADWISE_MAIL_FROM"),
        ({**MAIL, "KNEADWISE_MAIL_FROM": "SECRET"}, "KNEADWISE_MAIL_FROM"),
        ({**MAIL, "KNEADWISE_MAIL_FROM": "a@b.example, c@d.example"}, "KNEADWISE_MAIL_FROM"),
        ({**MAIL, "KNEADWISE_MAIL_TO": "a@b.example,SECRET"}, "KNEADWISE_MAIL_TO"),
        ({**MAIL, "KNEADWISE_MAIL_TO": "a@b.example\nBcc: SECRET@d.example"}, "KNEADWISE_MAIL_TO"),
        ({"KNEADWISE_WEBHOOK_URL": "https://crm.example"}, "KNEADWISE_WEBHOOK_SECRET"),
        ({**HOOK, "KNEADWISE_WEBHOOK_SECRET": "SECRET"}, "KNEADWISE_WEBHOOK_SECRET"),
        ({**HOOK, "KNEADWISE_WEBHOOK_SECRET": "whsec_SECRET"}, "KNEADWISE_WEBHOOK_SECRET"),
        ({**HOOK, "KNEADWISE_WEBHOOK_URL": "http://crm.example/SECRET"}, "KNEADWISE_WEBHOOK_URL"),
        ({**HOOK, "KNEADWISE_WEBHOOK_URL": "crm.example/SECRET"}, "KNEADWISE_WEBHOOK_URL"),
        ({**HOOK, "KNEADWISE_WEBHOOK_URL": "https://u:SECRET@crm.x"}, "KNEADWISE_WEBHOOK_URL"),
        ({"KNEADWISE_PUBLIC_URL": "ftp://SECRET"}, "KNEADWISE_PUBLIC_URL"),
        ({"KNEADWISE_DELIVERY_POLL_SECONDS": "SECRET"}, "KNEADWISE_DELIVERY_POLL_SECONDS"),
        ({"KNEADWISE_DELIVERY_CLAIM_SECONDS": "60"}, "KNEADWISE_DELIVERY_CLAIM_SECONDS"),
    ],
)
def test_a_wrong_value_is_named_and_not_quoted(environment: dict[str, str], name: str) -> None:
    with pytest.raises(ValueError, match=name) as refused:
        open_inbox(environment)
    assert "SECRET" not in str(refused.value).replace("_SECRET", "")


def test_secrets_are_not_shown() -> None:
    settings = DeliverySettings.of(
        {**MAIL, **HOOK, "KNEADWISE_SMTP_URL": "smtp://u:PASSWORD@mail.example"}
    )
    assert "PASSWORD" not in repr(settings)
    assert KEY not in repr(settings)


def test_whom_e_mails_go_to() -> None:
    named = DeliverySettings.of({**MAIL, "KNEADWISE_MAIL_TO": "a@b.example, c@d.example"})
    assert named.recipients("practice@spa.example") == ("a@b.example", "c@d.example")
    assert DeliverySettings.of(MAIL).recipients("practice@spa.example") == ("practice@spa.example",)
    with pytest.raises(ValueError, match="KNEADWISE_MAIL_TO"):
        DeliverySettings.of(MAIL).recipients(None)


def test_the_secret_is_of_the_scheme() -> None:
    # The example of the Standard Webhooks specification.
    assert len(webhook_key(KEY)) == 24
