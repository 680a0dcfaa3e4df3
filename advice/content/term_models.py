"""The schema of `body_areas.yml` and `words.yml`: what messages speak of."""

from __future__ import annotations

from pydantic import Field, validator

from advice.content.base import Model, at_least
from advice.content.ids import BODY_AREA_IDS


class BodyArea(Model):
    """An area of the body that is told apart (contract.md §5, `area`)."""

    id: str
    title: str = Field(..., max_length=20)
    names: tuple[str, ...]
    misspellings: tuple[str, ...] = ()

    _filled = validator("names", allow_reuse=True)(at_least(1))

    @property
    def terms(self) -> tuple[str, ...]:
        """Every wording that means this area."""
        return (*self.names, *self.misspellings)


class BodyAreas(Model):
    """The areas of the body."""

    areas: tuple[BodyArea, ...]

    @validator("areas")
    def _the_contracts_areas(cls, areas: tuple[BodyArea, ...]) -> tuple[BodyArea, ...]:
        if tuple(area.id for area in areas) != BODY_AREA_IDS:
            raise ValueError(f"the areas must be {', '.join(BODY_AREA_IDS)}, in this order")
        return areas


class Words(Model):
    """Words that help to find what a message speaks of."""

    numbers: dict[str, int]
    something_else_before: tuple[str, ...]
    filler: tuple[str, ...]
    time_units: dict[str, float]
    vague_counts: dict[str, float]
    named_times: dict[str, float]
