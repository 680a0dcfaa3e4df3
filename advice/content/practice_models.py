"""The schema of `practice.yml`: every fact about the practice."""

from __future__ import annotations

import re
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import SUPPORTED_REGIONS, NumberParseException, is_emergency_number
from pydantic import Field, validator

from advice.content.base import Model, limit_words, web_address
from advice.content.ids import PRACTICE_FACTS
from advice.content.opening_models import Holiday, OpeningHours
from advice.wording import WORD_LIMIT

HEX_COLOR = re.compile(r"^#[0-9a-fA-F]{6}$")
# "95" says nothing; "$95", "95 €" and "CHF 95" do. "free" has no number.
AMOUNT_ALONE = re.compile(r"^[\d\s.,'’]*$")


class NotDialable(ValueError):
    """A text that is no single phone number of the practice's country."""

    code = "phone"


class NoEmergencyNumber(ValueError):
    """A number that calls no ambulance in the practice's country."""

    code = "emergency_number"


class NoEmail(ValueError):
    """A text that mail can't be sent to."""

    code = "email_address"


class NoTimeZone(ValueError):
    """A name that is in no time zone database, or none where one is needed."""

    code = "time_zone"


class NoCountry(ValueError):
    """A text that is no country's code."""

    code = "country"


class NoCurrency(ValueError):
    """A price that is a number alone."""

    code = "currency"


class Price(Model):
    """One line of the price list; `price` with its currency sign, as said."""

    service: str
    minutes: int = Field(..., gt=0, le=600)
    price: str

    @validator("price")
    def _says_its_currency(cls, price: str) -> str:
        if AMOUNT_ALONE.match(price):
            raise NoCurrency(f"{price!r} says no currency")
        return price


class Colors(Model):
    """Colors of the chat."""

    primary: str = "#2f5d50"
    on_primary: str = "#ffffff"

    @validator("*")
    def _hex(cls, value: str) -> str:
        if not HEX_COLOR.match(value):
            raise ValueError("must look like #2f5d50")
        return value


class Practice(Model):
    """Every fact about the practice. What it left out is None.

    A field's validator sees the fields above it: a phone number is of a country.
    """

    # ISO 3166; whose phone numbers need no country code.
    country: str = "US"
    name: str
    phone: str
    emergency_number: str
    # An example, not a practice: the pages at / are the demo spa's.
    invented: bool = False
    tagline: str | None = None
    email: str | None = None
    booking_url: str | None = None
    # None: not told; then there are no opening hours either.
    time_zone: str | None = None
    # None: Letter in the Americas, A4 elsewhere, by the time zone.
    paper: Literal["a4", "letter"] | None = None
    colors: Colors = Colors()
    opening_hours: OpeningHours | None = None
    holidays: tuple[Holiday, ...] = ()
    prices: tuple[Price, ...] = ()
    # How visitors can pay, each as said.
    payment_kinds: tuple[str, ...] = ()
    # Which languages visitors are understood in, each as said.
    languages: tuple[str, ...] = ()
    # Ids of techniques.
    not_offered: tuple[str, ...] = ()
    facts: dict[str, str | None] = Field(default_factory=dict)
    # reliability.md P5: at most 90.
    retention_days: int = Field(30, ge=1, le=90)
    privacy_notice: str
    learn_from_unanswered: bool = True
    collect_health_details: bool = True
    health_consent: Literal["notice", "ask"] = "notice"

    @validator("country")
    def _country_code(cls, code: str) -> str:
        if code not in SUPPORTED_REGIONS:
            raise NoCountry("must be a country's two capital letters, like US")
        return code

    @validator("phone", "emergency_number", pre=True)
    def _number_as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value

    @validator("phone")
    def _dialable(cls, phone: str, values: dict[str, Any]) -> str:
        country = values.get("country")
        try:
            if country and phonenumbers.is_possible_number(phonenumbers.parse(phone, country)):
                return phone
        except NumberParseException:
            pass
        if not country:
            # What is wrong is told of the country.
            return phone
        raise NotDialable(f"{phone!r} can't be a phone number of {country}")

    @validator("emergency_number")
    def _calls_for_help(cls, number: str, values: dict[str, Any]) -> str:
        country = values.get("country")
        if country and not is_emergency_number(number, country):
            raise NoEmergencyNumber(f"{number!r} calls no ambulance in {country}")
        return number

    @validator("email")
    def _email_address(cls, email: str | None) -> str | None:
        try:
            # No look-up: content is checked without a network.
            return email and validate_email(email, check_deliverability=False).original
        except EmailNotValidError:
            raise NoEmail(f"{email!r} is no e-mail address") from None

    @validator("booking_url")
    def _web_address(cls, url: str | None) -> str | None:
        return url and web_address(url)

    @validator("facts")
    def _known_facts(cls, facts: dict[str, str | None]) -> dict[str, str | None]:
        unknown = sorted(set(facts) - set(PRACTICE_FACTS))
        if unknown:
            raise ValueError(f"{', '.join(unknown)} unknown; known: {', '.join(PRACTICE_FACTS)}")
        for name, text in facts.items():
            try:
                limit_words(text or "", WORD_LIMIT)
            except ValueError as error:
                raise ValueError(f"{name} {error}") from None
        return facts

    @validator("time_zone")
    def _known_zone(cls, name: str | None) -> str | None:
        if name and name not in available_timezones():
            raise NoTimeZone(f"{name!r} is no time zone")
        return name

    @validator("opening_hours")
    def _in_some_zone(
        cls, hours: OpeningHours | None, values: dict[str, Any]
    ) -> OpeningHours | None:
        if hours is not None and "time_zone" in values and values["time_zone"] is None:
            raise NoTimeZone("mean nothing without a 'time_zone'")
        return hours

    @validator("holidays")
    def _each_day_once(cls, holidays: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
        days = [holiday.date for holiday in holidays]
        twice = next((day for day in days if days.count(day) > 1), None)
        if twice:
            raise ValueError(f"{twice} stands there twice")
        return holidays

    @property
    def zone(self) -> ZoneInfo:
        """The time zone; UTC where the practice told none."""
        return ZoneInfo(self.time_zone or "UTC")
