"""Asks the live assistant every held-out message and reports how often the card is right."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track
from rich.table import Table

from evaluation.held_out import HeldOutMessage, load_held_out
from kneadwise.client import WebsiteClient
from kneadwise.temporary import temporary_assistant

REPORT = Path(__file__).parent / "report"
NOT_ANSWERED = ("clarify/options", "out_of_scope/out_of_scope", "error/unavailable")
console = Console(highlight=False)


@dataclass(frozen=True)
class Result:
    """A held-out message and the cards that answered it."""

    message: HeldOutMessage
    cards: list[str]

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.message.is_right(self.cards)


def rate(results: Iterable[Result]) -> float:
    """Share of right answers, 0 to 1; 0 for none."""
    rights = [result.right for result in results]
    return sum(rights) / len(rights) if rights else 0.0


def rates_by(
    results: Iterable[Result], key: Callable[[Result], str]
) -> dict[str, tuple[float, int]]:
    """Share of right answers and their number, for each value of `key`."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[key(result)].append(result)
    return {name: (rate(group), len(group)) for name, group in sorted(groups.items())}


def confusions(results: Iterable[Result]) -> list[tuple[tuple[str, str], int]]:
    """Pairs of (a card that would have been right, the card given), most frequent first."""
    pairs = Counter(
        (sorted(result.message.expected[0])[0], (result.cards or ["nothing"])[0])
        for result in results
        if not result.right and len(result.message.expected) == 1
    )
    return pairs.most_common()


def ask_all(address: str, messages: list[HeldOutMessage]) -> list[Result]:
    """Asks each message in a conversation of its own."""
    results = []
    for message in track(messages, description="Asking", console=console):
        answer = WebsiteClient(address).say(message.text)
        results.append(Result(message, answer.cards))
    return results


def main() -> None:
    """Runs the evaluation, prints the rates and keeps every wrong answer in `report/`."""
    messages = load_held_out()
    with TemporaryDirectory() as directory, temporary_assistant(Path(directory)) as servers:
        results = ask_all(servers.address, messages)
    _print(results)
    REPORT.mkdir(exist_ok=True)
    wrong = [
        {
            "text": result.message.text,
            "topic": result.message.topic,
            "style": result.message.style,
            "expected": [sorted(cards) for cards in result.message.expected],
            "given": result.cards,
        }
        for result in results
        if not result.right
    ]
    (REPORT / "wrong.json").write_text(json.dumps(wrong, indent=1), encoding="utf-8")


def _print(results: list[Result]) -> None:
    in_scope = [r for r in results if r.message.topic != "out_of_scope"]
    lost = sum(r.cards[:1] in ([card] for card in NOT_ANSWERED) for r in in_scope)
    console.print(f"Right card: {rate(results):.3f} of {len(results)} messages")
    console.print(f"In scope: {rate(in_scope):.3f}; not answered: {lost / len(in_scope):.3f}")
    for title, key in (
        ("topic", lambda r: r.message.topic),
        ("style", lambda r: r.message.style),
    ):
        table = Table(title=f"Right card by {title}", title_justify="left")
        for column in (title, "rate", "messages"):
            table.add_column(column)
        for name, (value, count) in rates_by(results, key).items():
            table.add_row(name, f"{value:.3f}", str(count))
        console.print(table)
    console.print("Most frequent confusions (right card, given card):")
    for (right, given), count in confusions(results)[:25]:
        console.print(f"  {count:3d}  {right} → {given}")


if __name__ == "__main__":
    main()
