"""The widget's words: each that it says is in content/widget.yml, and each there is said."""

from __future__ import annotations

import re

from advice.content.widget_models import WIDGET_WORDS
from channels.website.widget_files import LAUNCHER_WORDS
from kneadwise.environment import ROOT

SOURCE = ROOT / "widget" / "src"
# `say("key")`, and keys put together of a beginning and an id: say(`result_${id}`).
SAID = re.compile(r"""["'`]([a-z]+(?:_[a-z]+)*)(_\$\{)?""")


def quoted() -> tuple[set[str], set[str]]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.ts"))
    found = SAID.findall(text)
    return {key for key, more in found if not more}, {f"{key}_" for key, more in found if more}


def test_every_word_is_said_somewhere() -> None:
    whole, beginnings = quoted()
    unused = {
        word
        for word in WIDGET_WORDS
        if word not in whole and not any(word.startswith(b) for b in beginnings)
    }
    assert unused - set(LAUNCHER_WORDS) == set()


def test_every_word_asked_for_is_there() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.ts"))
    asked = set(re.findall(r"""\bsay\(\s*["'`]([a-z_]+)["'`]""", text))
    assert asked
    assert asked <= WIDGET_WORDS
