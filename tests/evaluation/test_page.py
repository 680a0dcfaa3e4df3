"""The report page: everything is on it, and what visitors typed is shown as text."""

from __future__ import annotations

import dataclasses

from evaluation.curve import Point
from evaluation.measures import Rate
from evaluation.page import page
from tests.evaluation.messages import result


def test_the_page_shows_rates_plots_and_wrong_answers() -> None:
    wrong = result("faq/price", "faq/hours", confidence=0.7)
    attack = dataclasses.replace(
        wrong, message=dataclasses.replace(wrong.message, text="<script>alert(1)</script>")
    )
    groups = {
        "development": [result("faq/price", "faq/price", confidence=0.9), attack],
        "test": [
            dataclasses.replace(wrong, message=dataclasses.replace(wrong.message, text="hush"))
        ],
    }
    points = [Point(t, 0.9, 0.1, 0.0, 0.5) for t in (0.0, 0.5)]
    html = page(groups, points, 0.35, {"vignettes test safe": Rate(0.97, 370)})
    assert "50.0 % of 2" in html
    assert html.count("<svg") == 3
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    # The test set's errors stay unread.
    assert "hush" not in html
