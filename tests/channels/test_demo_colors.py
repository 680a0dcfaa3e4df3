"""The demo site's colours: text can be read, whatever colours a practice picks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.content.practice_models import Colors
from channels.website.colors import contrast, readable
from channels.website.demo_colors import BACKGROUNDS, DARK, LIGHT, stylesheet

HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("neutrals", [LIGHT, DARK])
def test_text_can_be_read_on_every_ground(neutrals: dict[str, str]) -> None:
    for text in ("ink", "muted"):
        for ground in BACKGROUNDS:
            assert contrast(neutrals[text], neutrals[ground]) >= 4.5


@given(HEX, HEX)
def test_the_practices_colours_can_be_read_whichever_they_are(primary: str, on: str) -> None:
    sheet = stylesheet(Colors(primary=primary, on_primary=on))
    for part, neutrals in zip(sheet.split("@media"), (LIGHT, DARK), strict=True):
        values = dict(re.findall(r"--([\w-]+): (#\w{6});", part))
        assert contrast(values["primary"], values["on-primary"]) >= 4.5
        for ground in BACKGROUNDS:
            assert contrast(values["accent"], neutrals[ground]) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert readable("#2f5d50", (LIGHT["paper"],), "#000000") == "#2f5d50"
