"""`make evaluate`: asks the live assistant every held-out message and reports what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table
from ruamel.yaml import YAML

from evaluation.asking import Progress, Reading, answer, readings, with_confidence
from evaluation.baseline import write_baseline, write_measured
from evaluation.cases import Played, case_rates, load_cases, play
from evaluation.curve import Point, curve
from evaluation.held_out import HeldOutMessage, load_held_out
from evaluation.measures import Rate, Result, calibration_error, confusions, rates
from evaluation.page import page
from evaluation.parallel import assistants, side_by_side
from evaluation.triage import GROUPS, Judged, judge, load_vignettes, triage_rates
from evaluation.typos import misspell
from kneadwise.environment import process_environment
from kneadwise.model import Model

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).parent / "report" / "index.html"
NOISY = "noisy copy"
THRESHOLDS = tuple(step / 50 for step in range(31))
console = Console(highlight=False)


@dataclass(frozen=True)
class Evaluation:
    """All that was measured.

    Attributes:
        groups: results by set: development, test, noisy copy.
        judged: the single vignettes with the level given, by set.
        played: the whole cases.
        points: the threshold curve over the development set.
        milliseconds: median for understanding a message of about 12 words.
    """

    groups: dict[str, list[Result]]
    judged: dict[str, list[Judged]]
    played: list[Played]
    points: list[Point] = field(default_factory=list)
    milliseconds: float = 0.0

    def rates(self) -> dict[str, Rate]:
        """Every rate that the baseline keeps, named by set: "test style story"."""
        plain = [r for name, results in self.groups.items() if name != NOISY for r in results]
        found = {f"all {name}": rate for name, rate in rates(plain).items()}
        for group in self.groups:
            found[f"{group} right"] = rates(self.groups[group])["right"]
        return {**found, **self.safety_rates()}

    def safety_rates(self) -> dict[str, Rate]:
        """The rates over the vignettes."""
        found: dict[str, Rate] = {}
        for group, judged in self.judged.items():
            found.update({f"vignettes {group} {n}": r for n, r in triage_rates(judged).items()})
        return {**found, **case_rates(self.played)}


def ask_all(messages: Sequence[HeldOutMessage]) -> Evaluation:
    """Asks assistants of its own every message, its misspelled copy, and the vignettes."""
    noisy = [replace(message, text=misspell(message.text)) for message in messages]
    with assistants() as addresses:
        results = side_by_side(answer, addresses, messages, "Asking", console)
        misspelled = side_by_side(answer, addresses, noisy, "Asking, misspelled", console)
        judged = {
            group: side_by_side(judge, addresses, load_vignettes(group), "Vignettes", console)
            for group in GROUPS
        }
        played = side_by_side(play, addresses, load_cases(), "Cases", console)
    groups = {name: [r for r in results if r.message.group == name] for name in GROUPS}
    return Evaluation({**groups, NOISY: misspelled}, judged, played)


def evaluate(messages: Sequence[HeldOutMessage]) -> Evaluation:
    """Like `ask_all`, and reads the messages once more for confidence and time."""
    asked = ask_all(messages)
    read, milliseconds = readings(Model(process_environment()).path, messages, _shown("Reading"))
    confident = {}
    for name in GROUPS:
        own = [r for m, r in zip(messages, read, strict=True) if m.group == name]
        confident[name] = with_confidence(asked.groups[name], own)
    return replace(
        asked,
        groups={**asked.groups, **confident},
        points=_development_curve(messages, read),
        milliseconds=milliseconds,
    )


def _development_curve(messages: Sequence[HeldOutMessage], read: Sequence[Reading]) -> list[Point]:
    pairs = [(m, r) for m, r in zip(messages, read, strict=True) if m.group == "development"]
    return curve([m for m, _ in pairs], [r for _, r in pairs], THRESHOLDS)


def _shown(title: str) -> Progress:
    def progress(messages: Sequence[HeldOutMessage]) -> Iterable[HeldOutMessage]:
        return track(messages, description=title, console=console)

    return progress


def threshold_in_use() -> float:
    """`FallbackClassifier`'s threshold in config.yml."""
    config = YAML(typ="safe", pure=True).load((ROOT / "config.yml").read_text(encoding="utf-8"))
    (entry,) = (c for c in config["pipeline"] if c["name"] == "FallbackClassifier")
    return float(entry["threshold"])


def main(
    accept: bool = typer.Option(False, help="Store the rates as the new baseline."),
) -> None:
    """Measure the assistant on the held-out messages; write evaluation/report/index.html."""
    evaluation = evaluate(load_held_out())
    _print(evaluation)
    PAGE.parent.mkdir(exist_ok=True)
    safety = evaluation.safety_rates()
    html = page(evaluation.groups, evaluation.points, threshold_in_use(), safety)
    PAGE.write_text(html, encoding="utf-8")
    console.print(f"Report page: {PAGE.relative_to(ROOT)}")
    if accept:
        write_baseline(evaluation.rates())
        write_measured(evaluation.rates())
        console.print("Baseline stored.")


def _print(evaluation: Evaluation) -> None:
    table = Table(title="Right card", title_justify="left")
    for column in ("", *evaluation.groups):
        table.add_column(column)
    by_group = [rates(results) for results in evaluation.groups.values()]
    for name in dict.fromkeys(name for found in by_group for name in found):
        cells = (found.get(name) for found in by_group)
        table.add_row(name, *(f"{c.value:.3f} of {c.count}" if c else "" for c in cells))
    console.print(table)
    for name, rate in evaluation.safety_rates().items():
        console.print(f"{name}: {rate.value:.3f} of {rate.count}")
    for name, results in evaluation.groups.items():
        if name != NOISY:
            console.print(f"Calibration error, {name}: {calibration_error(results):.3f}")
    console.print(f"Understanding: {evaluation.milliseconds:.1f} ms a message of 12 words")
    console.print("Most frequent confusions in the development set (right card, given card):")
    for (right, given), count in confusions(evaluation.groups["development"])[:25]:
        console.print(f"  {count:3d}  {right} → {given}")


if __name__ == "__main__":
    typer.run(main)
