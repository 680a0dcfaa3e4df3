"""What the content must not say (facts.md §0.4), and that it is said briefly."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from advice.content import Content, load_content
from advice.wording import WORD_LIMIT

FORBIDDEN = [
    r"\bcures?\b",
    r"\bdetox",
    r"\bguarantee",
    r"flush(es|ing)? (out )?(the )?toxins",
    r"lowers? cortisol",
    r"boosts? (your )?immun",
    r"realigns? ",
    r"will (heal|fix|cure)",
    r"has to hurt",
    r"(skip|stop taking|pause) your (blood thinner|medic)",
]


def spoken(content: Content) -> Iterator[tuple[str, str]]:
    """Every sentence of techniques and FAQ, with where it stands."""
    for technique in content.techniques.values():
        for field in ("what", "feels_like", "used_for", "side_note", "evidence"):
            yield f"{technique.id}.{field}", getattr(technique, field)
        for number, caution in enumerate(technique.cautions):
            yield f"{technique.id}.cautions.{number}", caution
    for topic in content.faq.values():
        yield f"{topic.id}.answer", topic.answer or ""


CONTENT = load_content()


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_claim_that_the_facts_forbid(pattern: str) -> None:
    found = [where for where, text in spoken(CONTENT) if re.search(pattern, text, re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize(("where", "text"), list(spoken(CONTENT)))
def test_every_text_fits_into_a_message(where: str, text: str) -> None:
    assert len(text.split()) <= WORD_LIMIT


def test_every_technique_ends_with_the_advice_to_tell_the_therapist(content: Content) -> None:
    last = {technique.cautions[-1] for technique in content.techniques.values()}
    assert last == {
        "Tell your therapist about health conditions, medicines and allergies before the session."
    }


def test_no_price_hour_or_phone_outside_the_practices_file(content: Content) -> None:
    business = re.compile(r"[$€£]\s?\d|\b\d{1,2}:\d\d\b|\(\d{3}\)|\b\d{1,2}\s?(am|pm)\b")
    found = [where for where, text in spoken(content) if business.search(text)]
    assert found == []
