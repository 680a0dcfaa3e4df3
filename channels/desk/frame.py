"""What pages of the desk that are made elsewhere need of it."""

from __future__ import annotations

from typing import Any, Protocol

from sanic.request import Request
from sanic.response import HTTPResponse


class PageShell(Protocol):
    """Who may see pages, and what stands around them; `channels.desk.shell.Shell` is one."""

    def check(self, request: Request) -> object:
        """Raises where nobody is logged in."""

    def form(self, request: Request) -> dict[str, str]:
        """A form's fields; raises where nobody is logged in or the form is not the desk's own."""

    def page(
        self, request: Request, template: str, status: int = 200, **values: Any
    ) -> HTTPResponse:
        """A page of `templates/`, with `layout` to extend and `csrf` for its forms."""
