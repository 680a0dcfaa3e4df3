"""Colours that can be read, around the practice's own: for the demo site and the guide."""

from __future__ import annotations

from collections.abc import Mapping

from advice.content.practice_models import Colors

# WCAG 2.2, 1.4.3; links are given more than they need.
TEXT_CONTRAST = 4.5
LINK_CONTRAST = 6.0
STEP = 0.05
BLACK, WHITE = "#000000", "#ffffff"

Rgb = tuple[float, float, float]


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


def text_on(colors: Colors) -> str:
    """The colour of text on the primary one: the practice's own where it can be read."""
    if contrast(colors.primary, colors.on_primary) >= TEXT_CONTRAST:
        return colors.on_primary
    return max(BLACK, WHITE, key=lambda color: contrast(colors.primary, color))


def both_schemes(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """A style sheet with custom properties for a light and a dark screen.

    Args:
        light: colours by name.
        dark: the same names.
    """
    return (
        f":root {{\n  color-scheme: light dark;\n{_properties(light)}}}\n\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root {{\n{_properties(dark)}}}\n}}\n"
    )


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())


def _rgb(color: str) -> Rgb:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _rgb(color))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
