"""The content, read once, when the action server starts: broken content stops it there."""

from __future__ import annotations

from advice.content import load_content

CONTENT = load_content()
