"""Reads the demo site's pages for its tests."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from advice.content import Content
from channels.website.demo_site import DemoSite

PAGES = ("/", "/treatments", "/prices", "/contact", "/chat")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """A page's tags with their attributes, its text, and what does not balance."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(body.decode())
        self.close()
        self.unbalanced += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.open and self.open[-1] in {"script", "style"}:
            self.unbalanced.append(f"inline {self.open[-1]}")

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def values(self, attribute: str, tag: str | None = None) -> list[str]:
        return [
            value
            for name, attrs in self.tags
            if tag in (None, name) and (value := attrs.get(attribute)) is not None
        ]


def page(site: DemoSite, address: str) -> Page:
    served = site.files.get(address)
    assert served is not None
    assert served.content_type.startswith("text/html")
    return Page(served.body)


def changed(content: Content, **facts: Any) -> Content:
    return content.copy(update={"practice": content.practice.copy(update=facts)})
