"""The blank questionnaire for the front desk, with a guide for staff on its back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from advice.content import Content
from advice.practice import fill
from advice.recommendation.facts import QUESTIONS
from advice.recommendation.table import COLUMNS, CONDITIONS, PHYSICIANS, Cell
from advice.sources import card_sources
from papers.rendering import Renderer

CODES = {
    "medical": "MED",
    "relaxation": "REL",
    "either": "EITHER",
    "physician_first": "DOCTOR",
    "see_doctor": "DOCTOR",
}
# A chip that asks further in the chat: on paper the signs themselves have boxes.
NOT_ON_PAPER = {"signs": frozenset({"some"})}
SERIOUS = ("emergency", "urgent")


@dataclass(frozen=True)
class TableLine:
    """A row of the decision table: its two heads, then a code for each group of goals."""

    condition: str
    physician: str
    codes: tuple[str, ...]


def page(
    content: Content,
    renderer: Renderer,
    paper: str | None = None,
    now: datetime | None = None,
) -> str:
    """The questionnaire as HTML.

    Args:
        content: the loaded content.
        renderer: of the same content.
        paper: "a4", "letter", or None for the practice's.
        now: when it is made, aware; by default now.

    Raises:
        ValueError: for another size of paper.
    """
    return renderer.page(
        "questionnaire",
        paper,
        now,
        questions=[content.questions[q] for q in QUESTIONS],
        titles={q: options(content, q) for q in QUESTIONS},
        areas=signs_by_area(content),
        levels=signs_by_level(content),
        health=health_levels(content),
        goals=goal_groups(content),
        table=table(content),
        physicians=len(PHYSICIANS),
        sources=card_sources(content, content.papers.questionnaire.sources),
    )


def options(content: Content, question: str) -> tuple[str, ...]:
    """The boxes of a question."""
    left_out = NOT_ON_PAPER.get(question, frozenset())
    return tuple(o.title for o in content.questions[question].options if o.value not in left_out)


def signs_by_area(content: Content) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each area, and condition with signs of its own, the warning signs asked about with it."""
    asked = content.signs_to_ask
    lines = []
    for option in content.questions["area"].options:
        names = asked.areas.get(option.value, ())
        texts = (asked.signs[name].text for name in asked.signs if name in names)
        lines.append((option.title, tuple(dict.fromkeys(texts))))
    for condition, names in asked.conditions.items():
        texts = (asked.signs[name].text for name in names)
        lines.append((content.safety[condition].title, tuple(dict.fromkeys(texts))))
    return tuple(line for line in lines if line[1])


def signs_by_level(content: Content) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What each level means, with the signs on the sheet that are of it, gravest first."""
    found: dict[str, list[str]] = {}
    for sign in content.signs_to_ask.signs.values():
        found.setdefault(content.safety[sign.sign].level, []).append(sign.text)
    order = sorted(found, key=lambda level: level not in SERIOUS or SERIOUS.index(level))
    levels = content.papers.levels
    return tuple(
        (fill(content, getattr(levels, level)), tuple(dict.fromkeys(found[level])))
        for level in order
    )


def health_levels(content: Content) -> tuple[tuple[str, str], ...]:
    """The lines of the health list with what each means."""
    signs, levels = content.signs_to_ask.health, content.papers.levels
    return tuple(
        (option.title, fill(content, getattr(levels, content.safety[signs[option.value]].level)))
        for option in content.questions["health"].options
        if option.value in signs
    )


def goal_groups(content: Content) -> tuple[str, ...]:
    """The columns of the decision table, by the goals' titles."""
    titles = {o.value: o.title for o in content.questions["goals"].options}
    return tuple(", ".join(titles[goal] for goal in goals) for goals in COLUMNS.values())


def table(content: Content) -> tuple[TableLine, ...]:
    """The decision table's rows; signs, which come first, have none."""
    conditions = {o.value: o.title for o in content.questions["concern"].options}
    physicians = {o.value: o.title for o in content.questions["physician"].options}
    return tuple(
        TableLine(
            conditions[condition],
            physicians[physician],
            tuple(
                code(content.decision_table.cell(condition, physician, goals[0]))
                for goals in COLUMNS.values()
            ),
        )
        for condition in CONDITIONS.values()
        if condition in conditions
        for physician in PHYSICIANS.values()
    )


def code(cell: Cell) -> str:
    """A cell in a few letters: its style, "+" to confirm, "?" where answers contradict."""
    return CODES[cell.style] + "+" * cell.confirm + "?" * cell.contradictory
