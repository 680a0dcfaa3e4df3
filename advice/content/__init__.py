"""Loading and checking of `content/`: everything a visitor reads."""

from advice.content.errors import ContentError, ContentProblem
from advice.content.loader import DEFAULT_CONTENT_DIRECTORY, content_directory, load_content
from advice.content.whole import Content

__all__ = [
    "DEFAULT_CONTENT_DIRECTORY",
    "Content",
    "ContentError",
    "ContentProblem",
    "content_directory",
    "load_content",
]
