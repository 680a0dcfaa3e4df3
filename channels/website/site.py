"""The demo page at `/`, and security headers on everything this server answers."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

DEMO_DIRECTORY = Path(__file__).resolve().parents[2] / "demo"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}


class SiteBlueprint(Blueprint):
    """The channel's routes, and with them the page at the server's root.

    Rasa mounts a channel under its own prefix and answers `/` itself; only when a
    blueprint is registered is there a hold of the application.
    """

    def __init__(self, name: str, serve_demo: bool) -> None:
        super().__init__(name)
        self.ctx.serve_demo = serve_demo

    def register(self, app: Sanic, options: dict[str, object]) -> None:
        """Registers the routes under their prefix and the site at the root."""
        super().register(app, options)
        app.register_middleware(_add_security_headers, "response")
        if self.ctx.serve_demo:
            files = {f"/demo/{path.name}": path for path in sorted(DEMO_DIRECTORY.iterdir())}
            for address, path in files.items():
                app.add_route(_file_handler(path), address, name=f"demo_{path.stem}{path.suffix}")
            app.register_middleware(_serve_root, "request")


def _file_handler(path: Path):  # type: ignore[no-untyped-def]
    body = path.read_bytes()
    content_type = CONTENT_TYPES.get(path.suffix, "application/octet-stream")

    async def handler(request: Request) -> HTTPResponse:
        return raw(body, content_type=content_type, headers={"Cache-Control": "no-cache"})

    return handler


async def _serve_root(request: Request) -> HTTPResponse | None:
    # Rasa's own route for "/" stands first; this answers before it is called.
    if request.path == "/" and request.method in ("GET", "HEAD"):
        page: HTTPResponse = await _file_handler(DEMO_DIRECTORY / "index.html")(request)
        return page
    return None


async def _add_security_headers(request: Request, response: HTTPResponse) -> None:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
