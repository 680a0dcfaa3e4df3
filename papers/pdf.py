"""PDF of a paper's HTML, by WeasyPrint in a process of its own.

A process, and not a thread: WeasyPrint computes for a second with the interpreter's lock held,
and its memory is given back when the process ends.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from papers.fonts import unprintable
from papers.styles import STYLES

# No network: this address is only what the papers' own links to style sheets are joined to.
BASE = "https://papers.invalid"
SECONDS = 30.0
PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
NO_PANGO = f"PDF needs Pango on the server: apt-get install {PANGO_PACKAGES}. HTML works without."
PROJECT = Path(__file__).resolve().parents[1]
# Of `templates/base.html`; typed words can't hold it, their markup is escaped.
LETTERS_NOTICE = '<p class="letters" hidden>'
# The process's exit status where a library is missing.
MISSING = 3
AT_ONCE = asyncio.Semaphore(1)


class PdfUnavailable(Exception):
    """No PDF can be made here or now; the message says why."""


def own_file(url: str) -> bytes:
    """A style sheet of the papers.

    Raises:
        ValueError: for every other address: a paper loads nothing.
    """
    path = url.removeprefix(BASE)
    if path not in STYLES:
        raise ValueError("papers load nothing")
    return STYLES[path].encode()


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            return URLFetcherResponse(url, own_file(url), {"Content-Type": "text/css"})

    return OwnFiles(allowed_protocols=())


def pdf_bytes(html: str) -> bytes:
    """The PDF of a paper, made here and now (about a second, and some 100 MB).

    Where no font has a letter of it, the paper says so.

    Args:
        html: a paper as `papers.rendering` makes it.

    Raises:
        PdfUnavailable: where Pango is missing.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise PdfUnavailable(NO_PANGO) from error
    if unprintable(html):
        html = html.replace(LETTERS_NOTICE, LETTERS_NOTICE.replace(" hidden", ""), 1)
    document = HTML(string=html, base_url=BASE, url_fetcher=_fetcher())
    made: bytes = document.write_pdf()
    return made


async def make_pdf(html: str) -> bytes:
    """The same in a process of its own, one at a time.

    Raises:
        PdfUnavailable: where Pango is missing, or it takes longer than `SECONDS`.
    """
    async with AT_ONCE:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "papers.pdf",
            cwd=PROJECT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            made, _ = await asyncio.wait_for(process.communicate(html.encode()), SECONDS)
        except asyncio.TimeoutError:
            raise PdfUnavailable("Making the PDF takes too long. Please try again.") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode == MISSING:
        raise PdfUnavailable(NO_PANGO)
    if process.returncode:
        raise RuntimeError("WeasyPrint failed")
    return made


def _main() -> int:
    try:
        sys.stdout.buffer.write(pdf_bytes(sys.stdin.buffer.read().decode()))
    except PdfUnavailable:
        return MISSING
    return 0


if __name__ == "__main__":
    sys.exit(_main())
