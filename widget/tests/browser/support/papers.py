"""Prints every kind of paper as JSON, each with every outcome that it may have, and the styles."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from advice.content import load_content  # noqa: E402
from papers import doctor_note, questionnaire, result, therapist_sheet  # noqa: E402
from papers.findings import Finder  # noqa: E402
from papers.rendering import Renderer  # noqa: E402
from papers.styles import STYLES  # noqa: E402
from tests.papers.cases import BY_OUTCOME, known  # noqa: E402

MESSAGE = SimpleNamespace(name="王小明", contact="555 0134", about="رقبتي تؤلمني")
SIGNS = ("heart_or_pressure", "rash", "bruise")


def main() -> None:
    """Prints them."""
    content = load_content()
    renderer, finder = Renderer(content), Finder(content)
    papers = {"questionnaire": questionnaire.page(content, renderer)}
    told = {
        **BY_OUTCOME,
        "several signs, long words": known("it won't stop " * 40, signs=SIGNS),
    }
    for name, each in told.items():
        findings = finder.find(each)
        papers[f"result, {name}"] = result.page(content, renderer, findings)
        papers[f"note, {name}"] = doctor_note.page(content, renderer, findings)
        papers[f"sheet, {name}"] = therapist_sheet.page(content, each)
    with_person = therapist_sheet.page(content, told["medical"], MESSAGE)  # type: ignore[arg-type]
    papers["sheet, of a person"] = with_person
    json.dump({"papers": papers, "styles": STYLES}, sys.stdout)


if __name__ == "__main__":
    main()
