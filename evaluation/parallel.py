"""Several visitors at a time, of several assistants: as many as keep the machine busy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from kneadwise.temporary import temporary_assistant

# A Rasa server answers on one core.
ASSISTANTS = 2
VISITORS = 2 * ASSISTANTS
S = TypeVar("S")
T = TypeVar("T")


@contextmanager
def assistants(count: int = ASSISTANTS) -> Iterator[list[str]]:
    """The addresses of assistants, which run until the end of the block."""
    with TemporaryDirectory() as directory, ExitStack() as stack:
        addresses = []
        for number in range(count):
            own = Path(directory) / str(number)
            own.mkdir()
            addresses.append(stack.enter_context(temporary_assistant(own)).address)
        yield addresses


def side_by_side(
    ask: Callable[[str, S], T],
    addresses: Sequence[str],
    items: Sequence[S],
    title: str,
    console: Console,
) -> list[T]:
    """What `ask` returns for each item, in their order.

    Args:
        ask: called with an address and an item, from several threads.
        addresses: assistants, which take turns.
        items: what to ask.
        title: shown with the progress.
        console: where the progress is shown.
    """
    with ThreadPoolExecutor(VISITORS) as pool:
        done = pool.map(ask, cycle(addresses), items)
        return list(track(done, total=len(items), description=title, console=console))
