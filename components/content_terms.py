"""The terms of `content/` and what each means."""

from __future__ import annotations

from typing import Any, Dict

from rasa.shared.exceptions import RasaException

from advice.content import Content, ContentError, load_content

# The entity of the techniques.
TECHNIQUE = "technique"
SIDE = "side"


def read_content() -> Content:
    """The content.

    Raises:
        RasaException: with every problem, where it is broken.
    """
    try:
        return load_content()
    except ContentError as error:
        raise RasaException(str(error)) from error


def content_terms() -> Dict[str, Any]:
    """All terms, as plain JSON values.

    Returns:
        `terms`: for each entity, its terms and the id each one means;
        `not_before`: words before which a term of one word means something else;
        `filler`: words that add nothing to a term.
    """
    content = read_content()
    sides = content.comparison.sides
    terms = {
        TECHNIQUE: {t: entry.id for entry in content.techniques.values() for t in entry.terms},
        SIDE: {
            **dict.fromkeys(sides.medical.terms, "medical"),
            **dict.fromkeys(sides.relaxation.terms, "relaxation"),
        },
        "body_area": {t: area.id for area in content.body_areas for t in area.terms},
        "faq_topic": {t: topic.id for topic in content.faq.values() for t in topic.terms},
        # What is said to change an answer: "my goals".
        "question": {
            name.lower(): id_ for id_, name in content.wording.recommendation.answer_names.items()
        },
        "number": {word: str(number) for word, number in content.words.numbers.items()},
    }
    return {
        "terms": terms,
        "not_before": list(content.words.something_else_before),
        "filler": list(content.words.filler),
    }
