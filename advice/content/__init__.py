"""Loading and checking of `content/`: everything a visitor reads."""

from advice.content.errors import ContentError, ContentProblem
from advice.content.loader import DEFAULT_CONTENT_DIRECTORY, load_content
from advice.content.models import Content

__all__ = [
    "DEFAULT_CONTENT_DIRECTORY",
    "Content",
    "ContentError",
    "ContentProblem",
    "load_content",
]
