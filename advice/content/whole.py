"""All of `content/` as one value."""

from __future__ import annotations

from advice.content.base import Model
from advice.content.models import (
    Article,
    Comparison,
    FaqTopic,
    Practice,
    Source,
    Technique,
)
from advice.content.term_models import BodyArea, Words
from advice.content.wording_models import Wording


class Content(Model):
    """All of `content/`, checked."""

    article: Article
    comparison: Comparison
    practice: Practice
    wording: Wording
    techniques: dict[str, Technique]
    faq: dict[str, FaqTopic]
    body_areas: tuple[BodyArea, ...]
    words: Words
    sources: dict[str, Source]
