"""The guide's templates, with what all of them need."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advice.cards import CardSource
from advice.content import Content
from advice.practice import fill, telephone_link
from channels.guide.state import Visit
from insights.seeing import Seen

TEMPLATES = Path(__file__).parent / "templates"
ROOT = "/guide"
QUESTIONS = f"{ROOT}/questions"
COMPARE = f"{ROOT}/compare"
TECHNIQUES = f"{ROOT}/techniques"
PAPERS = f"{ROOT}/papers"
# Leads on to the practice's booking page, and is counted; the field says whose visit it is.
BOOKING = f"{ROOT}/booking"
VISIT = "v"
STYLE = f"{ROOT}/style.css"
COLORS = f"{ROOT}/colors.css"


class Page(NamedTuple):
    """A page as it is answered.

    Attributes:
        status: of the answer.
        html: the page.
        visit: whose form it answers, None for a page that is only read.
        seen: what this visit is to be counted for, once each.
    """

    status: int
    html: str
    visit: Visit | None = None
    seen: frozenset[Seen] = frozenset()


class Renderer:
    """Renders templates."""

    def __init__(self, content: Content) -> None:
        """Creates it; `path` in a template is the page's own, for the navigation."""
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        words, practice = content.guide, content.practice

        def filled(text: str, **more: str) -> str:
            return fill(content, text, **more)

        self._environment.filters["fill"] = filled
        self._environment.filters["source_address"] = source_address
        self._environment.globals.update(
            words=words,
            practice=practice,
            telephone=telephone_link(practice.phone),
            emergency_telephone=telephone_link(practice.emergency_number),
            addresses={
                "questions": QUESTIONS,
                "compare": COMPARE,
                "techniques": TECHNIQUES,
                "papers": PAPERS,
            },
            styles=(COLORS, STYLE),
            menu=(
                (ROOT, words.home),
                (QUESTIONS, words.questions),
                (COMPARE, words.compare),
                (TECHNIQUES, words.techniques),
            ),
            general=content.wording.recommendation.general,
        )

    def page(self, template: str, path: str, **values: Any) -> str:
        """One page.

        Args:
            template: its name, without ".html".
            path: where the page is.
            values: what the template shows.
        """
        return self._environment.get_template(f"{template}.html").render(path=path, **values)


def source_address(source: CardSource) -> str:
    """The web address of a source, "" where it has none (sources.yml leaves out "https://")."""
    if not source.url:
        return ""
    return source.url if source.url.startswith(("http://", "https://")) else f"https://{source.url}"
