"""The report as one HTML page with its plots inside."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from html import escape

import matplotlib
from matplotlib.figure import Figure

from evaluation.curve import Point
from evaluation.measures import Rate, Result, confusions, rates, reliability

# Drawn into files only; no screen is needed.
matplotlib.use("Agg")
BLUE, ORANGE, GREEN, GREY = "#2a6f97", "#e07a2f", "#3a7d44", "#8a8a8a"
CONFUSIONS_SHOWN = 40
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } td, th { padding: .2rem .8rem; text-align: left }
tr:nth-child(even) { background: #f3f3f3 } td:nth-child(n+2) { font-variant-numeric: tabular-nums }
svg { max-width: 100%; height: auto }
"""


def page(
    groups: Mapping[str, Sequence[Result]],
    points: Sequence[Point],
    threshold: float,
    safety: Mapping[str, Rate],
) -> str:
    """The page's HTML.

    Args:
        groups: results by the name of their set, e.g. "test" or "noisy copy".
        points: the threshold curve.
        threshold: the threshold in use, 0 to 1.
        safety: rates over the vignettes, by name.
    """
    by_group = {name: rates(results) for name, results in groups.items()}
    everything = [result for results in groups.values() for result in results]
    parts = [
        "<h1>Kneadwise: how often the card is right</h1>",
        _rates_table(by_group),
        _section("Safety vignettes", _table(("", "rate", "of"), _safety_rows(safety))),
        _section("By topic and style", _bars(by_group)),
        _section("The threshold", _threshold_plot(points, threshold)),
        _section("Is a confidence what it says?", _reliability_plot(everything)),
        _section("What is taken for what", _confusions_table(everything)),
        _section("Every wrong answer", _wrong_table(groups)),
    ]
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation</title>'
        f"<style>{STYLE}</style>{''.join(parts)}</html>"
    )


def _safety_rows(safety: Mapping[str, Rate]) -> list[tuple[str, str, str]]:
    return [(name, f"{rate.value:.3f}", str(rate.count)) for name, rate in safety.items()]


def _section(title: str, body: str) -> str:
    return f"<h2>{escape(title)}</h2>{body}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _rates_table(by_group: dict[str, dict[str, Rate]]) -> str:
    names = dict.fromkeys(name for found in by_group.values() for name in found)
    rows = [
        [name, *(_cell(found[name]) if name in found else "" for found in by_group.values())]
        for name in names
    ]
    return _table(["", *by_group], rows)


def _cell(rate: Rate) -> str:
    return f"{100 * rate.value:.1f} % of {rate.count}"


def _bars(by_group: dict[str, dict[str, Rate]]) -> str:
    names = [n for n in next(iter(by_group.values())) if n.startswith(("topic", "style"))]
    figure = Figure(figsize=(9, 0.42 * len(names)))
    axes = figure.add_subplot()
    height = 0.8 / len(by_group)
    for offset, (group, color) in enumerate(zip(by_group, (BLUE, GREEN, ORANGE), strict=False)):
        places = [row + offset * height for row in range(len(names))]
        values = [by_group[group].get(name, Rate(0.0, 0)).value for name in names]
        axes.barh(places, values, height, label=group, color=color)
    axes.set_yticks([row + 0.4 - height / 2 for row in range(len(names))], names)
    axes.set_xlim(0.5, 1.0)
    axes.invert_yaxis()
    axes.set_xlabel("right card")
    axes.legend(loc="lower left")
    return _svg(figure)


def _threshold_plot(points: Sequence[Point], threshold: float) -> str:
    figure = Figure(figsize=(9, 4))
    axes = figure.add_subplot()
    across = [point.threshold for point in points]
    for label, values, color in (
        ("right", [p.right for p in points], BLUE),
        ("wrong", [p.wrong for p in points], ORANGE),
        ("asked back or refused", [p.asked_back for p in points], GREY),
        ("out of scope caught", [p.caught for p in points], GREEN),
    ):
        axes.plot(across, values, label=label, color=color)
    axes.axvline(threshold, color="black", linestyle=":", label="in use")
    axes.set_xlabel("confidence from which a message is answered")
    axes.set_ylim(0, 1)
    axes.legend()
    return _svg(figure)


def _reliability_plot(results: Sequence[Result]) -> str:
    figure = Figure(figsize=(5, 5))
    axes = figure.add_subplot()
    groups = reliability(results)
    axes.plot([0, 1], [0, 1], color=GREY, linestyle=":")
    axes.scatter(
        [c for c, _, _ in groups], [r for _, r, _ in groups], s=[n / 2 for *_, n in groups]
    )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share right")
    return _svg(figure)


def _confusions_table(results: Sequence[Result]) -> str:
    shown = confusions(results)[:CONFUSIONS_SHOWN]
    rows = [[right, given, str(count)] for (right, given), count in shown]
    return _table(["right card", "given card", "messages"], rows)


def _wrong_table(groups: Mapping[str, Sequence[Result]]) -> str:
    rows = [
        [
            name,
            result.message.style,
            result.message.text,
            "; ".join("|".join(sorted(cards)) for cards in result.message.expected),
            ", ".join(result.cards) or "nothing",
        ]
        for name, results in groups.items()
        # The test set stays unseen: whoever reads its errors would tune to them.
        if name == "development"
        for result in results
        if not result.right
    ]
    return _table(["set", "style", "message", "right", "given"], rows)


def _svg(figure: Figure) -> str:
    figure.tight_layout()
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg")
    return buffer.getvalue()[buffer.getvalue().index("<svg") :]
