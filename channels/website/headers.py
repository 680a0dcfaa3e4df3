"""Security headers of every answer (OWASP ASVS 5.0, 3.4.3 to 3.4.8 and 14.3.2).

Strict-Transport-Security is not among them: only the proxy that ends TLS may promise it.
"""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse

# Each stands where an answer has not set its own.
SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # For browsers that don't know frame-ancestors.
    "X-Frame-Options": "DENY",
}
# What would tell which server this is, and of which version.
TELLING = ("Server", "X-Powered-By")


async def add_security_headers(request: Request, response: HTTPResponse) -> None:
    """Sanic's response middleware: adds what an answer lacks, takes off what tells too much."""
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    for name in TELLING:
        response.headers.pop(name, None)
