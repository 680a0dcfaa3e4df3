"""What visitors say: held-out messages and vignettes of the group that may be read."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from evaluation.held_out import DIRECTORY, load_held_out
from evaluation.triage import ALARMS, load_vignettes

GROUP = "development"
EMERGENCY = "emergency"
# Topics whose answers neither open a form nor end a conversation: turns that can be compared.
PLAIN_TOPICS = ("faq_general", "faq_practice", "technique", "row")
VISITS = Path(__file__).parent / "visits.yml"
SEED = 7


@dataclass(frozen=True)
class Texts:
    """Distinct texts, each in one place only, for assistants may remember texts.

    Attributes:
        warm_up: said before anything is measured.
        alone: for one visitor.
        long: for one long conversation.
        together: for several visitors at once.
        visits: by topic, for visits.
    """

    warm_up: list[str]
    alone: list[str]
    long: list[str]
    together: list[str]
    visits: dict[str, list[str]]


def texts(alone: int, long: int, warm_up: int = 20) -> Texts:
    """The texts of a run, the same in every run.

    Args:
        alone: how many for one visitor.
        long: how many for one long conversation.
        warm_up: how many before.

    Raises:
        ValueError: there are not so many.
    """
    held_out = [(m.text, m.topic) for m in load_held_out(DIRECTORY / GROUP)]
    alarms = [(v.text, EMERGENCY) for v in load_vignettes(GROUP) if v.gold in ALARMS]
    return divided([*held_out, *alarms], alone, long, warm_up)


def divided(labelled: Iterable[tuple[str, str]], alone: int, long: int, warm_up: int) -> Texts:
    """Divides texts: a third, and all emergencies, to visits; the rest to the others.

    Args:
        labelled: text and topic.
        alone: as of `texts`.
        long: as of `texts`.
        warm_up: as of `texts`.

    Raises:
        ValueError: there are not enough.
    """
    pool = list(dict(labelled).items())
    random.Random(SEED).shuffle(pool)
    visits: dict[str, list[str]] = defaultdict(list)
    rest: list[tuple[str, str]] = []
    for at, (text, topic) in enumerate(pool):
        if topic == EMERGENCY or at % 3 == 0:
            visits[topic].append(text)
        else:
            rest.append((text, topic))
    plain = [text for text, topic in rest if topic in PLAIN_TOPICS][:long]
    taken = set(plain)
    others = [text for text, _ in rest if text not in taken]
    if len(plain) < long or len(others) <= warm_up + alone:
        raise ValueError(f"{len(pool)} texts are too few for {warm_up} + {alone} + {long}")
    end = warm_up + alone
    return Texts(others[:warm_up], others[warm_up:end], plain, others[end:], dict(visits))


@dataclass(frozen=True)
class Step:
    """What a visitor does: types a text, or taps the button with this title."""

    text: str
    tap: bool = False


def load_paths(path: Path = VISITS) -> list[dict[str, Any]]:
    """The paths of visits: each with `name`, `weight` and `steps`."""
    paths: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return paths


def visits(
    paths: Sequence[Mapping[str, Any]], by_topic: Mapping[str, Sequence[str]], seed: int = SEED
) -> Iterator[list[Step]]:
    """Visits without end, as often as their weight says.

    Args:
        paths: as `load_paths` gives them. A step is `ask`, a topic whose next text is
            typed, `say`, wordings of which one is typed, or `tap`, a button's title.
        by_topic: texts by topic; when one is used up it begins again.
        seed: of the choices.

    Raises:
        KeyError: a path asks about a topic that has no texts.
    """
    chance = random.Random(seed)
    following = {topic: cycle(said) for topic, said in by_topic.items() if said}
    weights = [path["weight"] for path in paths]
    while True:
        steps = chance.choices(paths, weights)[0]["steps"]
        yield [_step(step, following, chance) for step in steps]


def _step(
    step: Mapping[str, Any], following: Mapping[str, Iterator[str]], chance: random.Random
) -> Step:
    if "ask" in step:
        return Step(next(following[step["ask"]]))
    if "tap" in step:
        return Step(step["tap"], tap=True)
    return Step(chance.choice(step["say"]))
