"""The papers' style sheets by address: nothing else is loaded by a paper."""

from __future__ import annotations

from pathlib import Path

ROOT = "/webhooks/website/papers"
STYLE = f"{ROOT}/style.css"
# A sheet's size is a style sheet of its own: "@page" takes no class, and no style may be inline.
SIZE_STYLES = {size: f"{ROOT}/{size}.css" for size in ("a4", "letter")}
STYLES = {
    STYLE: (Path(__file__).parent / "style.css").read_text(encoding="utf-8"),
    **{address: f"@page {{ size: {size} }}\n" for size, address in SIZE_STYLES.items()},
}
