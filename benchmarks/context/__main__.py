"""`python -m benchmarks.context`: needs requirements/context_benchmark.txt, see README.md."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from advice.content import Content, load_content
from advice.screening.notices import highest
from advice.screening.signs import SignFinder
from advice.screening.standing import Screening, Standing
from benchmarks.context.readers import finders
from evaluation.measures import Rate
from evaluation.triage import ALARMS, GROUPS, Judged, Vignette, load_vignettes

# Kinds of vignettes that are about context.
ABOUT_CONTEXT = ("negation", "history", "other_person", "hypothetical", "question", "idiom")


def level(content: Content, finder: SignFinder, text: str) -> str:
    """The level of a message by its words alone, "none" for nothing."""
    standing = Screening(content.safety).update(Standing(), text, finder.find(text))
    found = highest(content, standing.signs)
    return content.safety[found[0].sign].level if found else "none"


def rates(judged: Iterable[Judged]) -> dict[str, Rate]:
    """Right levels, of all, of emergencies and of what is about context; harmless kept calm."""
    judged = list(judged)
    return {
        "right level": Rate.of(j.exact for j in judged),
        "right, emergencies": Rate.of(j.exact for j in judged if j.vignette.gold == "emergency"),
        "right, about context": Rate.of(
            j.exact for j in judged if j.vignette.kind in ABOUT_CONTEXT
        ),
        "no false alarm": Rate.of(
            j.level not in ALARMS
            for j in judged
            if not {j.vignette.gold, *j.vignette.accepted} & set(ALARMS)
        ),
    }


def milliseconds(finder: SignFinder, vignettes: Iterable[Vignette]) -> float:
    """Median time to find the signs of a message."""
    taken = []
    for vignette in vignettes:
        started = time.perf_counter()
        finder.find(vignette.text)
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Prints a table for each group; the test group was not looked at while the words grew."""
    content = load_content()
    for group in GROUPS:
        vignettes = load_vignettes(group)
        table = Table(title=f"{group}: {len(vignettes)} vignettes, by the screen's words alone")
        table.add_column("")
        columns = []
        for name, finder in finders(content).items():
            table.add_column(name, justify="right")
            found = rates(Judged(v, level(content, finder, v.text)) for v in vignettes)
            columns.append(
                {
                    **{f"{key}, of {r.count}": f"{r.value:.3f}" for key, r in found.items()},
                    "milliseconds": f"{milliseconds(finder, vignettes):.2f}",
                }
            )
        for key in columns[0]:
            table.add_row(key, *(column[key] for column in columns))
        Console().print(table)


if __name__ == "__main__":
    main()
