"""The papers' templates, with what all of them need."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advice.cards import CardSource
from advice.content import Content
from advice.practice import fill
from papers.edition import sheet, today, version
from papers.styles import SIZE_STYLES, STYLE

FOLDER = Path(__file__).parent


class Renderer:
    """Renders papers."""

    def __init__(self, content: Content) -> None:
        """Creates it."""
        self._content = content
        self._version = version(content)
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

        def filled(text: str, **more: str) -> str:
            return fill(content, text, **more)

        self._environment.filters["fill"] = filled
        self._environment.filters["source_address"] = source_address
        self._environment.globals.update(words=content.papers, practice=content.practice)

    def page(
        self,
        template: str,
        paper: str | None = None,
        now: datetime | None = None,
        **values: Any,
    ) -> str:
        """One paper as HTML.

        Args:
            template: its name, without ".html".
            paper: "a4", "letter", or None for the practice's.
            now: when it is made, aware; by default now.
            values: what the template shows.

        Raises:
            ValueError: for another size of paper.
        """
        practice = self._content.practice
        day = today(practice, now)
        return self._environment.get_template(f"{template}.html").render(
            styles=(STYLE, SIZE_STYLES[sheet(practice, paper)]),
            date=f"{day:%B} {day.day}, {day.year}",
            version=self._version,
            **values,
        )


def source_address(source: CardSource) -> str:
    """The web address of a source, "" where it has none (sources.yml leaves out "https://")."""
    if not source.url:
        return ""
    return source.url if source.url.startswith(("http://", "https://")) else f"https://{source.url}"
