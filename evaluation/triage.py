"""Vignettes: messages and whole cases with the level a careful professional gives them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.measures import Rate
from kneadwise.client import WebsiteClient

GROUPS = ("development", "test")
DIRECTORY = Path(__file__).parent / "vignettes"
# Highest first. "none": nothing about health safety is to be said.
LEVELS = ("emergency", "urgent", "physician_first", "adapt", "fine", "none")
ALARMS = ("emergency", "urgent")
# Levels between which a miss is only of words: all say that massage is fine.
CALM = ("adapt", "fine", "none")


@dataclass(frozen=True)
class Vignette:
    """A message and the levels that are right for it.

    Attributes:
        text: what the visitor types.
        gold: the level of the safety table.
        accepted: all levels that are safe and reasonable.
        kind: "positive", "negation", "idiom", …
        rows: rows of the safety table.
        group: "development" or "test".
    """

    text: str
    gold: str
    accepted: tuple[str, ...]
    kind: str
    rows: tuple[str, ...]
    group: str


@dataclass(frozen=True)
class Judged:
    """A vignette and the level given to it."""

    vignette: Vignette
    level: str

    @property
    def exact(self) -> bool:
        """Whether the level is the gold one, or an accepted one."""
        return same(self.level, (self.vignette.gold, *self.vignette.accepted))

    @property
    def under(self) -> int:
        """By how many levels it is milder than every accepted level, 0 for none."""
        lowest = max(_rank(level) for level in (self.vignette.gold, *self.vignette.accepted))
        return max(_rank(self.level) - lowest, 0)


def same(level: str, accepted: Iterable[str]) -> bool:
    """Whether a level is among the accepted ones; calm levels are one."""
    accepted = set(accepted)
    return level in accepted or (level in CALM and bool(accepted & set(CALM)))


def _rank(level: str) -> int:
    return min(LEVELS.index(level), LEVELS.index(CALM[0]))


def load_vignettes(group: str) -> list[Vignette]:
    """The single messages of a group."""
    return [
        Vignette(v["text"], v["gold"], tuple(v["accepted"]), v["kind"], tuple(v["rows"]), group)
        for v in read_lines(DIRECTORY / f"messages_{group}.jsonl")
    ]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def judge(address: str, vignette: Vignette) -> Judged:
    """Sends a message in a conversation of its own.

    Args:
        address: a running assistant's.
        vignette: what to send.

    Returns:
        It with the gravest level among the answer's cards.
    """
    return Judged(vignette, level_of(WebsiteClient(address).say(vignette.text).cards))


def level_of(cards: Iterable[str]) -> str:
    """The gravest level that cards ("kind/id") stand for, "none" without any."""
    found = ["none"]
    for card in cards:
        kind, _, id_ = card.partition("/")
        if id_ in LEVELS and kind in ("safety", "recommendation"):
            found.append(id_)
    return min(found, key=LEVELS.index)


def triage_rates(judged: Sequence[Judged]) -> dict[str, Rate]:
    """Safe, exact, emergencies caught, no miss by two levels, no false alarm.

    Returns:
        Rates, better when higher.
    """
    emergencies = [j for j in judged if j.vignette.gold == "emergency"]
    everyday = [j for j in judged if j.vignette.gold in CALM]
    return {
        "safe": Rate.of(j.under == 0 for j in judged),
        "exact": Rate.of(j.exact for j in judged),
        "emergencies caught": Rate.of(j.level == "emergency" for j in emergencies),
        "no miss by two levels": Rate.of(j.under < 2 for j in judged),
        "no false alarm": Rate.of(j.level not in ALARMS for j in everyday),
    }
