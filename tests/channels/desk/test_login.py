"""Logging in and out, over HTTP."""

from __future__ import annotations

import pytest

from channels.desk.passwords import UnfitPassword, check_hash, hash_password, is_password
from channels.desk.settings import DeskSettings
from tests.channels.desk.conftest import PASSWORD, TOKEN, Browser

ADDRESSES = [
    ("GET", "/desk"),
    ("GET", "/desk/"),
    ("GET", "/desk?show=new"),
    ("GET", "/desk/messages/1"),
    ("POST", "/desk/messages/1"),
    ("POST", "/desk/logout"),
    ("GET", "/desk/nothing/at/all"),
]


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
async def test_without_a_login_every_address_asks_for_it(
    browser: Browser, method: str, address: str
) -> None:
    await browser.call(method, address)
    assert (browser.status, browser.headers["Location"]) == (303, "/desk/login")
    assert browser.headers["Cache-Control"] == "no-store"


async def test_the_right_password_opens_the_desk(browser: Browser) -> None:
    await browser.log_in()
    assert (browser.status, browser.headers["Location"]) == (303, "/desk")
    (cookie,) = browser.set_cookies
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert "<h1>Overview</h1>" in await browser.read("/desk")
    assert browser.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in browser.headers["Content-Security-Policy"]
    assert browser.headers["X-Frame-Options"] == "DENY"


async def test_away_from_this_machine_the_cookies_are_secure(browser: Browser) -> None:
    await browser.call("GET", "/desk/login", headers={"Host": "juniper.example"})
    (cookie,) = browser.set_cookies
    assert cookie.startswith("__Host-desk-login=")
    assert "secure" in cookie.lower().replace(" ", "").split(";")


async def test_a_wrong_password_opens_nothing(browser: Browser) -> None:
    text = await browser.log_in("lavender and Juniper")
    assert browser.status == 401
    assert "not the password" in text
    await browser.read("/desk")
    assert browser.status == 303


async def test_after_failures_even_the_right_one_waits(browser: Browser) -> None:
    statuses = []
    for _ in range(6):
        await browser.log_in("wrong but long enough")
        statuses.append(browser.status)
    # The first ones cost nothing; however slow the machine, the wait doubles past it.
    assert statuses[:3] == [401, 401, 401]
    assert 429 in statuses[3:]
    while browser.status != 429:
        await browser.log_in("wrong but long enough")
    assert int(browser.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("token", [None, "", "0" * 64, "\u00fc"])
async def test_a_login_without_its_form_is_refused(browser: Browser, token: str | None) -> None:
    await browser.read("/desk/login")
    fields = {"password": PASSWORD} | ({} if token is None else {"csrf": token})
    await browser.call("POST", "/desk/login", fields)
    assert browser.status == 403
    assert browser.set_cookies == []


@pytest.mark.parametrize("token", [None, "", "0" * 64])
async def test_a_forged_form_changes_nothing(browser: Browser, token: str | None) -> None:
    await browser.log_in()
    await browser.call("POST", "/desk/logout", {} if token is None else {"csrf": token})
    assert browser.status == 403
    await browser.read("/desk")
    assert browser.status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
async def test_a_form_of_another_site_is_refused(browser: Browser, origin: str) -> None:
    token = TOKEN.search(await browser.read("/desk/login"))
    assert token is not None
    fields = {"csrf": token[1], "password": PASSWORD}
    await browser.call("POST", "/desk/login", fields, {"Origin": origin})
    assert browser.status == 403
    await browser.call("POST", "/desk/login", fields, {"Origin": browser.server})
    assert browser.status == 303


async def test_a_copied_cookie_ends_with_the_logout(browser: Browser) -> None:
    await browser.log_in()
    copied = browser.set_cookies[0].partition(";")[0]
    await browser.send("/desk", "/desk/logout")
    assert (browser.status, browser.headers["Location"]) == (303, "/desk/login")
    await browser.read("/desk")
    assert browser.status == 303
    await browser.call("GET", "/desk", headers={"Cookie": copied})
    assert browser.status == 303


class TestSwitchedOff:
    @pytest.fixture
    def hash_of_server(self) -> str:
        return ""

    @pytest.mark.parametrize("address", ["/desk", "/desk/login", "/desk/messages/1"])
    async def test_there_is_no_page(self, browser: Browser, address: str) -> None:
        assert "desk-password" in await browser.read(address)
        assert browser.status == 404


def test_a_hash_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="KNEADWISE_DESK_PASSWORD_HASH"):
        DeskSettings(password_hash="=19=65536,t=3,p=4")


@pytest.mark.parametrize("password", ["", "eleven char", "a" * 257])
def test_unfit_passwords_are_refused(password: str) -> None:
    with pytest.raises(UnfitPassword):
        hash_password(password)


def test_only_the_password_has_its_hash(password_hash: str) -> None:
    assert check_hash(password_hash)
    assert is_password(password_hash, PASSWORD)
    assert not is_password(password_hash, PASSWORD + " ")
    assert not is_password("no hash", PASSWORD)
    assert not is_password(password_hash, "\ud800" * 12)
    # The same letter, composed otherwise.
    assert is_password(hash_password("lavender-\u00e9-juniper"), "lavender-e\u0301-juniper")
