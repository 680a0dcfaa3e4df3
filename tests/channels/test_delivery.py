"""A server with a wrong setting of the delivery does not start, and says which it is."""

from __future__ import annotations

import pytest
from rasa.shared.exceptions import RasaException

from channels.website.channel import WebsiteInput


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KNEADWISE_SMTP_URL", "ftp://user:HIDDEN@mail.example"),
        ("KNEADWISE_WEBHOOK_URL", "http://crm.example/HIDDEN"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    WebsiteInput.from_credentials(None)
    monkeypatch.setenv(name, value)
    with pytest.raises(RasaException, match=name) as refused:
        WebsiteInput.from_credentials(None)
    assert "HIDDEN" not in str(refused.value)
