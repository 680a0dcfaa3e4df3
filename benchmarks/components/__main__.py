"""`python -m benchmarks.components`: milliseconds of each component, and its share of the whole."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import defaultdict
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.engine.graph import GraphNode
from rich.console import Console
from rich.table import Table

from benchmarks.understanding.machine import machine
from evaluation.triage import load_vignettes
from kneadwise.environment import ROOT, process_environment

WARM_UP = 20


class Stopwatch:
    """Takes the time of every node of Rasa's graph."""

    def __init__(self) -> None:
        """Starts with nothing taken."""
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def watch(self) -> None:
        """From now on every node is timed."""
        call = GraphNode.__call__

        def timed(node: GraphNode, *inputs: Any) -> Any:
            started = time.perf_counter()
            result = call(node, *inputs)
            self.seconds[node._node_name].append(time.perf_counter() - started)
            return result

        GraphNode.__call__ = timed


async def _ask(agent: Agent, texts: list[str]) -> list[float]:
    taken = []
    for text in texts:
        started = time.perf_counter()
        await agent.parse_message(text)
        taken.append(time.perf_counter() - started)
    return taken


async def measure(texts: list[str]) -> tuple[float, dict[str, float]]:
    """Asks messages, each once, for the encoder remembers texts.

    Args:
        texts: messages.

    Returns:
        Median milliseconds of understanding a message, and of each component, by its node.
    """
    agent = await load_agent(model_path=str(ROOT / process_environment()["KNEADWISE_MODEL"]))
    await _ask(agent, texts[:WARM_UP])
    watch = Stopwatch()
    watch.watch()
    whole = await _ask(agent, texts[WARM_UP:])
    parts = {name: statistics.median(taken) * 1000 for name, taken in watch.seconds.items()}
    return statistics.median(whole) * 1000, parts


def main() -> None:
    """Prints the table, longest first."""
    texts = [vignette.text for vignette in load_vignettes("development")]
    whole, parts = asyncio.run(measure(texts))
    table = Table(title=f"{len(texts) - WARM_UP} messages, median; whole: {whole:.1f} ms")
    for column in ("component", "milliseconds", "of the whole"):
        table.add_column(column, justify="left" if column == "component" else "right")
    for name, milliseconds in sorted(parts.items(), key=lambda part: -part[1]):
        table.add_row(name, f"{milliseconds:.2f}", f"{milliseconds / whole:.0%}")
    Console().print(table)
    Console().print(machine())


if __name__ == "__main__":
    main()
