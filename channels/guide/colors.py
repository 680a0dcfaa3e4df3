"""The guide's colours: a light and a dark set around the practice's own colour."""

from __future__ import annotations

from advice.content.practice_models import Colors
from channels.website.colors import BLACK, WHITE, both_schemes, readable, text_on

LIGHT = {
    "paper": "#faf7f1",
    "surface": "#ffffff",
    "tint": "#f1ebdf",
    "line": "#d5ccbb",
    "edge": "#71766f",
    "ink": "#26302b",
    "muted": "#525a54",
    "alarm": "#a3221b",
    "alarm-ground": "#fdeceb",
}
DARK = {
    "paper": "#141816",
    "surface": "#1c211e",
    "tint": "#232925",
    "line": "#39423c",
    "edge": "#8f978f",
    "ink": "#ece8de",
    "muted": "#b9bdb2",
    "alarm": "#ff9c94",
    "alarm-ground": "#331b19",
}
GROUNDS = ("paper", "surface", "tint")


def stylesheet(colors: Colors) -> str:
    """The colours as custom properties.

    Args:
        colors: the practice's own, also where they can't be read on each other.

    Returns:
        A style sheet; links and buttons in it can be read on every ground (WCAG 2.2, 1.4.3).
    """
    return both_schemes(_properties(LIGHT, colors, BLACK), _properties(DARK, colors, WHITE))


def _properties(neutrals: dict[str, str], colors: Colors, towards: str) -> dict[str, str]:
    grounds = tuple(neutrals[name] for name in GROUNDS)
    return {
        **neutrals,
        "primary": colors.primary,
        "on-primary": text_on(colors),
        "accent": readable(colors.primary, grounds, towards),
    }
