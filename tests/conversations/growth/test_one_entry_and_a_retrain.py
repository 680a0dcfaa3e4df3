"""A new technique and a new FAQ topic are one content entry each, and a retrain."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneadwise.client import WebsiteClient
from kneadwise.temporary import temporary_assistant

NEW_TECHNIQUE = """
  - id: lomi_lomi
    title: Lomi lomi massage
    side: beyond_article
    what: Lomi lomi massage is a Hawaiian style with long strokes of the forearms.
    feels_like: It feels like slow waves along the whole body.
    used_for: People choose it to relax.
    side_note: Our guide does not place it on either side.
    cautions: [Tell your therapist about health conditions before the session.]
    evidence: We found no good studies of it.
    sources: [BG]
    names: [lomi lomi massage, lomi lomi, lomilomi]
    abbreviations: []
    misspellings: [lomy lomy]
    related: []
"""
NEW_TOPIC = """
  - id: pets
    question: Can I bring my dog along?
    answer: Please leave pets at home. Guide dogs are welcome.
    sources: [PRACTICE]
    asked_as:
      - is my puppy allowed in the waiting room
      - are pets welcome at the practice
      - may i come with my dog
      - do you mind if i bring a small dog
      - can my service dog come in with me
      - pets allowed?
"""


# It trains a whole model, which takes six minutes on a slow day.
@pytest.mark.timeout(1200)
def test_new_entries_are_understood_and_answered(content_copy: Path, tmp_path: Path) -> None:
    for name, entry in (
        ("techniques/beyond_article.yml", NEW_TECHNIQUE),
        ("faq/visit.yml", NEW_TOPIC),
    ):
        file = content_copy / name
        file.write_text(file.read_text(encoding="utf-8") + entry, encoding="utf-8")
    state = tmp_path / "state"
    state.mkdir()
    with temporary_assistant(
        state,
        KNEADWISE_CONTENT=str(content_copy),
        KNEADWISE_MODEL=str(tmp_path / "models" / "grown.tar.gz"),
    ) as servers:
        visitor = WebsiteClient(servers.address)
        technique = visitor.say("what is lomi lomi")
        assert technique.cards == ["technique/lomi_lomi"]
        assert "Hawaiian" in technique.messages[0]["text"]
        assert visitor.say("is lomy lomy medical or relaxation?").cards == ["technique/lomi_lomi"]
        assert visitor.say("can i bring my dog with me").cards == ["faq/pets"]
        # What was there before is still understood.
        assert visitor.say("where can i park").cards == ["faq/parking"]
        assert visitor.say("what is shiatsu").cards == ["technique/shiatsu"]
