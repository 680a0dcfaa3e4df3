"""The demo site's colours: a light and a dark set around the practice's own colour."""

from __future__ import annotations

from advice.content.practice_models import Colors
from channels.website.colors import BLACK, WHITE, both_schemes, mixed, readable, text_on

LIGHT = {
    "paper": "#faf7f1",
    "surface": "#fffdf9",
    "sand": "#f1ebdf",
    "line": "#ddd5c5",
    "ink": "#26302b",
    "muted": "#586059",
    "clay": "#c98f6d",
    "blush": "#ecd9c6",
    "sun": "#f0cfa4",
    "cloth": "#f6efe3",
    "stone": "#8d877e",
    "stone-dark": "#6d6861",
    "sky-top": "#dfe8e4",
    "sky-low": "#fbeedd",
    "glow": "#fbeedd",
}
DARK = {
    "paper": "#141816",
    "surface": "#1c211e",
    "sand": "#1a1f1c",
    "line": "#39423c",
    "ink": "#ece8de",
    "muted": "#b5b9ae",
    "clay": "#a87655",
    "blush": "#4a3c31",
    "sun": "#e9dcc0",
    "cloth": "#cfc5b3",
    "stone": "#77726a",
    "stone-dark": "#595550",
    "sky-top": "#1f2b33",
    "sky-low": "#4b4a4c",
    "glow": "#e6c389",
}
BACKGROUNDS = ("paper", "surface", "sand")


def stylesheet(colors: Colors) -> str:
    """The colours as custom properties, light and dark.

    Args:
        colors: the practice's own, also where they can't be read on each other.

    Returns:
        A style sheet; every text colour in it can be read on every ground.
    """
    return both_schemes(_properties(LIGHT, colors, BLACK), _properties(DARK, colors, WHITE))


def _properties(neutrals: dict[str, str], colors: Colors, towards: str) -> dict[str, str]:
    primary, paper = colors.primary, neutrals["paper"]
    on_primary = text_on(colors)
    grounds = tuple(neutrals[name] for name in BACKGROUNDS)
    # On the dark page the leaves and hills are drawn a little lighter.
    leaf = primary if towards == BLACK else mixed(primary, WHITE, 0.18)
    return {
        **neutrals,
        "primary": primary,
        "on-primary": on_primary,
        "accent": readable(primary, grounds, towards),
        "on-primary-soft": mixed(primary, on_primary, 0.3),
        "on-primary-pale": mixed(primary, on_primary, 0.16),
        "leaf": leaf,
        "leaf-soft": mixed(leaf, paper, 0.35),
        "leaf-pale": mixed(leaf, paper, 0.62),
        "leaf-mist": mixed(leaf, paper, 0.82),
    }
