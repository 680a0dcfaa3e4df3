"""All of `content/` as one value."""

from __future__ import annotations

from advice.content.base import Model
from advice.content.guide_models import GuideWords
from advice.content.message_models import MessageWording
from advice.content.models import (
    Article,
    Comparison,
    FaqTopic,
    Measured,
    Source,
    Technique,
)
from advice.content.paper_models import Papers
from advice.content.practice_models import Practice
from advice.content.progress_models import Progress
from advice.content.recommendation_models import (
    FormQuestion,
    GeneralAnswers,
    SignsToAsk,
    SuggestedTechniques,
)
from advice.content.request_models import RequestWords
from advice.content.safety_models import ContextWords, Pair, SafetySign
from advice.content.term_models import BodyArea, Words
from advice.content.wish_models import WishExamples
from advice.content.wording_models import Wording
from advice.recommendation.table import DecisionTable


class ScreeningWords(Model):
    """`content/screening/`: how warning signs are told."""

    lay_words: dict[str, tuple[str, ...]]
    context: ContextWords
    pairs: tuple[Pair, ...]


class Content(Model):
    """All of `content/`, checked."""

    article: Article
    comparison: Comparison
    practice: Practice
    measured: Measured
    wording: Wording
    message: MessageWording
    guide: GuideWords
    progress: Progress
    papers: Papers
    techniques: dict[str, Technique]
    faq: dict[str, FaqTopic]
    # What the practice has added: ids of topics, and examples by intent.
    added_topics: tuple[str, ...]
    added_examples: dict[str, tuple[str, ...]]
    body_areas: tuple[BodyArea, ...]
    words: Words
    requests: RequestWords
    wishes: WishExamples
    sources: dict[str, Source]
    safety: dict[str, SafetySign]
    screening: ScreeningWords
    questions: dict[str, FormQuestion]
    general_answers: GeneralAnswers
    told: dict[str, tuple[str, ...]]
    widget: dict[str, str]
    signs_to_ask: SignsToAsk
    suggested_techniques: SuggestedTechniques
    decision_table: DecisionTable

    class Config(Model.Config):
        arbitrary_types_allowed = True
