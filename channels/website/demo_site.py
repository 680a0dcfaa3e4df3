"""The pages around the chat, made once from the content: the demo spa's, or a practice's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from advice.content import Content
from advice.content.ids import PRACTICE_FACTS
from advice.content.opening_models import WEEKDAYS, OpeningHours, open_spans
from advice.content.practice_models import Price
from advice.practice import fill, practice_fact, telephone_link
from channels.website.demo_colors import stylesheet
from channels.website.served import CSS, HTML, SVG, Served

DEMO_DIRECTORY = Path(__file__).resolve().parents[2] / "demo"
ASSET_TYPES = {".css": CSS, ".svg": SVG}

# The comparison's rows that say in plain words what a style is for.
SIDE_ROWS = ("client_condition", "focus")
SIDE_ART = {"relaxation": "art/stones.svg", "medical": "art/sprig.svg"}


class DemoSiteError(ValueError):
    """The demo site can't be made: a template or `demo/site.yml` has a mistake."""


class Clock(NamedTuple):
    """A time of day: "19:00" for machines, "7 pm" as said."""

    machine: str
    said: str


class Span(NamedTuple):
    """From when to when it is open."""

    opens: Clock
    closes: Clock


class Day(NamedTuple):
    """A day, or neighbouring days, and when it is open; no spans while closed."""

    name: str
    spans: tuple[Span, ...]


class DemoSite:
    """All addresses of the site and what each of them answers.

    An invented practice has the demo spa's pages, a real one a plain page with its facts.
    """

    def __init__(self, content: Content, directory: Path = DEMO_DIRECTORY) -> None:
        """Makes every page.

        Args:
            content: the loaded content; all facts come from it.
            directory: holds `site.yml`, `templates/` and `assets/`.

        Raises:
            DemoSiteError: if `site.yml` or a template can't be used.
            OSError: if a file can't be read.
        """
        site = _site_words(content, directory / "site.yml")
        files = dict(_assets(directory / "assets"))
        files["/demo/colors.css"] = Served(stylesheet(content.practice.colors).encode(), CSS)
        try:
            files.update(_pages(content, site, directory / "templates"))
        except (TemplateError, KeyError) as error:
            raise DemoSiteError(f"the demo site can't be made: {error}") from error
        self.files = MappingProxyType(files)

    @property
    def chat_page(self) -> Mapping[str, Served]:
        """The page that is nothing but the chat, with its files; without the demo's own pages."""
        return {
            address: served
            for address, served in self.files.items()
            if address == "/chat" or address.startswith("/demo/")
        }


def said_time(time: str) -> str:
    """A time as it is said: "09:30" is "9:30 am", "12:00" is "12 pm".

    Args:
        time: HH:MM on the 24-hour clock, up to 24:00.
    """
    hour, minute = int(time[:2]), time[3:]
    half = "pm" if 12 <= hour < 24 else "am"
    return f"{hour % 12 or 12}{'' if minute == '00' else ':' + minute} {half}"


def week(hours: OpeningHours) -> list[Day]:
    """The seven days with their hours."""
    return [_day(day.capitalize(), getattr(hours, day)) for day in WEEKDAYS]


def open_days(hours: OpeningHours) -> list[Day]:
    """The open days, neighbours with equal hours joined: "Tue – Wed", "Thu"."""
    spans: list[tuple[str, str, str]] = []
    for day in WEEKDAYS:
        name, value = day[:3].capitalize(), getattr(hours, day)
        if spans and spans[-1][2] == value:
            spans[-1] = (spans[-1][0], name, value)
        else:
            spans.append((name, name, value))
    return [
        _day(first if first == last else f"{first} – {last}", value)
        for first, last, value in spans
        if value != "closed"
    ]


def short_name(practice: str) -> str:
    """A practice's name as its tag on a page names it: "Lou's Hands" is "lous-hands"."""
    plain = unicodedata.normalize("NFKD", practice).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))) or "practice"


def _day(name: str, value: str) -> Day:
    spans = [[Clock(time, said_time(time)) for time in span] for span in open_spans(value)]
    return Day(name, tuple(Span(*clocks) for clocks in spans))


def _site_words(content: Content, path: Path) -> dict[str, Any]:
    try:
        words = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        filled = _filled(content, words)
    except (YAMLError, KeyError, IndexError, ValueError) as error:
        raise DemoSiteError(f"{path.name} can't be used: {error}") from error
    if not isinstance(filled, dict):
        raise DemoSiteError(f"{path.name} is not 'key: value' lines")
    if not content.practice.invented:
        own = {"pages": filled.get("own_pages"), "practice_id": short_name(content.practice.name)}
        filled = {**filled, **own}
    return filled


def _filled(content: Content, value: Any) -> Any:
    if isinstance(value, str):
        return fill(content, value)
    if isinstance(value, dict):
        return {key: _filled(content, item) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(content, item) for item in value]
    return value


def _assets(directory: Path) -> Iterator[tuple[str, Served]]:
    return (
        (f"/demo/{path.name}", Served(path.read_bytes(), ASSET_TYPES[path.suffix]))
        for path in sorted(directory.iterdir())
        if path.suffix in ASSET_TYPES
    )


def _pages(content: Content, site: dict[str, Any], templates: Path) -> dict[str, Served]:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    values = _values(content, site)
    icon = environment.get_template("art/favicon.svg").render(values)
    pages = {
        page["address"]: Served(
            environment.get_template(page["template"]).render(page=page, **values).encode(), HTML
        )
        for page in site["pages"]
    }
    return {"/demo/leaf.svg": Served(icon.encode(), SVG), **pages}


def _values(content: Content, site: dict[str, Any]) -> dict[str, Any]:
    practice = content.practice
    hours, telephone = practice.opening_hours, telephone_link(practice.phone)
    booking = practice.booking_url
    facts = {name: practice_fact(content, name) for name in PRACTICE_FACTS}
    return {
        "site": site,
        "menu": [page for page in site["pages"] if "menu" in page],
        "practice": practice,
        "facts": facts,
        "told": {name for name, text in facts.items() if text},
        "tel": telephone,
        "book": {
            "href": booking or telephone,
            "short": site["book_short"] if booking else site["call_short"],
            "long": site["book"] if booking else site["call"],
        },
        "hours": week(hours) if hours else [],
        "open_days": open_days(hours) if hours else [],
        "prices_of": _prices_by_service(practice.prices),
        "framing": content.article.framing,
        "sides": [_side(content, side) for side in SIDE_ART],
        "groups": [_group(content, site, side) for side in (*SIDE_ART, "beyond_article")],
        "visit_topics": [
            {"question": topic.question, "answer": fill(content, topic.answer or "")}
            for topic in (content.faq[name] for name in site["home"]["visit_topics"])
        ],
    }


def _prices_by_service(prices: tuple[Price, ...]) -> dict[str, list[Price]]:
    services: dict[str, list[Price]] = {}
    for price in prices:
        services.setdefault(price.service, []).append(price)
    return services


def _side(content: Content, side: str) -> dict[str, Any]:
    """A style, with its own words from the comparison."""
    rows = {row.id: row for row in content.comparison.rows}
    return {
        "id": side,
        "title": getattr(content.comparison.sides, side).title,
        "art": SIDE_ART[side],
        "sentences": [getattr(rows[name], f"plain_{side}") for name in SIDE_ROWS],
    }


def _group(content: Content, site: dict[str, Any], side: str) -> dict[str, Any]:
    """The techniques of a side, with what is said above them."""
    techniques = [item for item in content.techniques.values() if item.side == side]
    if side in SIDE_ART:
        return {**_side(content, side), "techniques": techniques}
    words = site["treatments"]
    return {
        "id": side,
        "title": words[f"{side}_heading"],
        "sentences": [words[f"{side}_text"]],
        "techniques": techniques,
    }
