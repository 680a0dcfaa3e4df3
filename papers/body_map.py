"""The body map of a paper: the figures of `widget/src/cards/body-map.ts`, with areas marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# x, y, width, height from a figure's middle line, as in the widget; a shape right of it has a twin.
REGIONS: dict[str, tuple[int, int, int, int]] = {
    "head_jaw": (-20, 2, 40, 40),
    "neck": (-13, 43, 26, 26),
    "shoulder": (15, 60, 36, 28),
    "upper_back": (-30, 90, 60, 40),
    "lower_back": (-28, 132, 56, 36),
    "hip": (-32, 170, 64, 32),
    "leg": (2, 204, 30, 54),
    "arm_hand": (33, 90, 26, 96),
    "foot": (2, 260, 32, 26),
}
ONLY_BEHIND = frozenset({"upper_back", "lower_back"})
CHEST = (-30, 90, 60, 78)
FRONT, BACK = 64, 196


@dataclass(frozen=True)
class Shape:
    """A rounded rectangle; `marked` where the visitor named its area."""

    area: str
    x: int
    y: int
    width: int
    height: int
    radius: float
    marked: bool


def shapes(areas: Iterable[str]) -> tuple[Shape, ...]:
    """The two figures' shapes.

    Args:
        areas: values of the question "area"; "whole_body" marks all.
    """
    return tuple(_shapes(frozenset(areas)))


def _shapes(areas: frozenset[str]) -> Iterator[Shape]:
    everything = "whole_body" in areas
    yield _shape("", FRONT, CHEST, everything)
    for area, shape in REGIONS.items():
        x, y, width, height = shape
        twins = [shape, (-x - width, y, width, height)] if x > 0 else [shape]
        for middle in (BACK,) if area in ONLY_BEHIND else (FRONT, BACK):
            for twin in twins:
                yield _shape(area, middle, twin, everything or area in areas)


def _shape(area: str, middle: int, of: tuple[int, int, int, int], marked: bool) -> Shape:
    x, y, width, height = of
    # Head and neck are round.
    radius = width / 2 if width == height else 13
    return Shape(area, middle + x, y, width, height, radius, marked)
