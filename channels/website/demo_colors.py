"""The demo site's colours: a light and a dark set around the practice's own colour."""

from __future__ import annotations

from advice.content.models import Colors

# WCAG 2.2, 1.4.3; links are given more than they need.
TEXT_CONTRAST = 4.5
LINK_CONTRAST = 6.0
STEP = 0.05

Rgb = tuple[float, float, float]

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
BLACK, WHITE = "#000000", "#ffffff"


def contrast(first: str, second: str) -> float:
    """The contrast of two `#rrggbb` colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(color: str, other: str, share: float) -> str:
    """`color` with `share` (0 to 1) of `other` in it, as `#rrggbb`."""
    pairs = zip(_rgb(color), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(color: str, backgrounds: tuple[str, ...], towards: str) -> str:
    """The nearest colour to `color` that is read well as a link on all the backgrounds.

    Args:
        color: the colour wished for, `#rrggbb`.
        backgrounds: what it stands on.
        towards: black or white, whichever is read on the backgrounds.
    """
    for step in range(round(1 / STEP)):
        candidate = mixed(color, towards, step * STEP)
        if all(contrast(candidate, ground) >= LINK_CONTRAST for ground in backgrounds):
            return candidate
    return towards


def stylesheet(colors: Colors) -> str:
    """The colours as custom properties, light and dark.

    Args:
        colors: the practice's own, also where they can't be read on each other.

    Returns:
        A style sheet; every text colour in it can be read on every ground.
    """
    light = _properties(LIGHT, colors, BLACK)
    dark = _properties(DARK, colors, WHITE)
    return (
        f":root {{\n  color-scheme: light dark;\n{light}}}\n\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n"
    )


def _properties(neutrals: dict[str, str], colors: Colors, towards: str) -> str:
    primary, paper = colors.primary, neutrals["paper"]
    on_primary = colors.on_primary
    if contrast(primary, on_primary) < TEXT_CONTRAST:
        on_primary = max(BLACK, WHITE, key=lambda color: contrast(primary, color))
    grounds = tuple(neutrals[name] for name in BACKGROUNDS)
    # On the dark page the leaves and hills are drawn a little lighter.
    leaf = primary if towards == BLACK else mixed(primary, WHITE, 0.18)
    values = {
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
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())


def _rgb(color: str) -> Rgb:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _rgb(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
