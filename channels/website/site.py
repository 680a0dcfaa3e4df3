"""The pages beside the API: the widget's scripts, the chat page, the demo site, the guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from advice.content import Content
from channels.website.demo_site import DemoSite
from channels.website.headers import add_security_headers
from channels.website.problems import Problem
from channels.website.served import Served
from channels.website.settings import WebsiteSettings
from channels.website.widget_files import widget_files

# Long enough for a visit, short enough for a new version to arrive the same day.
CACHE = "public, max-age=300"


class SiteBlueprint(Blueprint):
    """The channel's routes, and with them the pages at the server's root.

    Rasa mounts a channel under its own prefix and answers `/` itself; only when a
    blueprint is registered is there a hold of the application.
    """

    def __init__(
        self, name: str, files: Mapping[str, Served], *register: Callable[[Sanic], None]
    ) -> None:
        """Creates it.

        Args:
            name: the channel's.
            files: by address, what is answered there.
            register: each registers more with the application.
        """
        super().__init__(name)
        self.ctx.files = files
        self.ctx.register = register

    def register(self, app: Sanic, options: dict[str, object]) -> None:
        """Registers the routes under their prefix and the pages at the root."""
        super().register(app, options)
        # Who called which address is for the proxy's log.
        app.config.ACCESS_LOG = False
        for register_more in self.ctx.register:
            register_more(app)
        files: Mapping[str, Served] = self.ctx.files

        async def serve(request: Request) -> HTTPResponse | None:
            # Rasa's own route for "/" stands first; this answers before it is called.
            path = request.path.rstrip("/") or "/"
            served = files.get(path)
            if served is None and path == "/":
                # Rasa's own page there tells its version.
                return Problem(404, "There is no page here.").response()
            if served is None or request.method not in ("GET", "HEAD"):
                return None
            return _response(served)

        app.register_middleware(serve, "request")
        app.register_middleware(add_security_headers, "response")


def site_files(content: Content, settings: WebsiteSettings) -> dict[str, Served]:
    """By address, every page and script.

    Args:
        content: the loaded content.
        settings: of the channel; they tell whether the demo site is shown.

    Raises:
        OSError: if a file can't be read.
        ValueError: if a page or a script can't be made.
    """
    demo = DemoSite(content)
    pages = demo.files if settings.serve_demo else demo.chat_page
    return {**pages, **widget_files(content)}


def _response(served: Served) -> HTTPResponse:
    headers = {"Cache-Control": CACHE}
    if served.for_other_sites:
        # Who may read it, Rasa's own `--cors` says, of the allowed origins; twice is an error.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers["Vary"] = "Origin"
    response: HTTPResponse = raw(served.body, content_type=served.content_type, headers=headers)
    return response
