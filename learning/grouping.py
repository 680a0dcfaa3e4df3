"""The groups of what was not understood, worked out in a process of their own.

    python -m learning.grouping

The encoder and the examples' vectors take 200 MB for some seconds: nothing that a server should
keep. What visitors wrote comes in and goes out through pipes and is written nowhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from learning.places import Places
from learning.unanswered import Unanswered

EXAMPLES_FILE = "examples.npz"
LONGEST_SECONDS = 300.0


class GroupingFailed(Exception):
    """The groups could not be worked out; the message says why."""


@dataclass(frozen=True)
class Nearest:
    """A topic near a group.

    Attributes:
        intent: the topic's.
        distance: cosine distance (0 to 2) to its nearest example.
        example: that example.
    """

    intent: str
    distance: float
    example: str


@dataclass(frozen=True)
class Group:
    """Messages that mean about the same.

    Attributes:
        ids: of the messages.
        text: the one in the middle.
        texts: all different ones, that one first.
        first_day, last_day: YYYY-MM-DD.
        nearest: topics, nearest first.
    """

    ids: tuple[int, ...]
    text: str
    texts: tuple[str, ...]
    first_day: str
    last_day: str
    nearest: tuple[Nearest, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.ids)


def groups(places: Places, messages: Sequence[Unanswered]) -> list[Group]:
    """Groups messages by meaning, the most frequent first.

    Args:
        places: of the content whose topics are compared.
        messages: as `learning.unanswered.kept` gives them.

    Raises:
        GroupingFailed: if the process fails or takes longer than `LONGEST_SECONDS`.
    """
    if not messages:
        return []
    rows = [{"id": m.id, "day": m.day.isoformat(), "text": m.text} for m in messages]
    sent = json.dumps({"content": str(places.content), "state": str(places.state), "rows": rows})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "learning.grouping"],
            cwd=places.root,
            input=sent,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        # The last line names the error; what came before may hold a visitor's words.
        last = (error.stderr or "").strip().rpartition("\n")[2].partition(":")[0]
        raise GroupingFailed(f"The groups could not be worked out ({last}).") from None
    except subprocess.TimeoutExpired:
        raise GroupingFailed("Working out the groups takes too long.") from None
    return [_group(item) for item in json.loads(done.stdout)]


def _group(item: dict[str, Any]) -> Group:
    nearest = tuple(Nearest(**near) for near in item.pop("nearest"))
    ids, texts = tuple(item.pop("ids")), tuple(item.pop("texts"))
    return Group(ids=ids, texts=texts, nearest=nearest, **item)


def main() -> None:
    """Reads messages from standard input and writes their groups to standard output."""
    # Imported here: who only asks for groups needs none of it.
    from pathlib import Path

    from advice.content import load_content
    from kneadwise.environment import ROOT
    from learning.clusters import clusters
    from learning.encoding import encoded_examples, encoder

    sent = json.load(sys.stdin)
    rows = sent["rows"]
    model = encoder()
    examples = encoded_examples(
        load_content(Path(sent["content"])),
        ROOT / "data" / "nlu",
        model,
        Path(sent["state"]) / EXAMPLES_FILE,
    )
    texts = [row["text"] for row in rows]
    found = []
    for cluster in clusters(texts, model.encode(texts), examples):
        own = [rows[at] for at in cluster.members]
        middle = rows[cluster.representative]["text"]
        days = [row["day"] for row in own]
        nearest = tuple(Nearest(n.intent, round(n.distance, 3), n.example) for n in cluster.nearest)
        group = Group(
            tuple(row["id"] for row in own),
            middle,
            tuple(dict.fromkeys([middle, *(row["text"] for row in own)])),
            min(days),
            max(days),
            nearest,
        )
        found.append(asdict(group))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
