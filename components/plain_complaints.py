"""Everyday complaints of healthy people: where, since when, from what.

The meaning of a message is learned from tellings of warning signs, which often name a place
and a time. Without as many that name both and tell no sign, "my neck has been aching for six
weeks" is read as one.
"""

from __future__ import annotations

from itertools import cycle
from typing import Iterator

# Where a plain ache is no sign by itself: not the head, the chest or an arm; a calf is asked about.
AREAS = (
    "neck",
    "lower back",
    "shoulder",
    "hip",
    "upper back",
    "knee",
    "shoulders",
    "thighs",
    "traps",
    "jaw",
    "back",
    "hamstring",
    "feet",
    "wrist",
    "mid back",
    "glutes",
    "elbow",
    "shoulder blade",
    "forearm",
    "hip flexor",
    "heel",
    "leg",
    "legs",
)

COMPLAINTS = (
    "my {area} hurts",
    "my {area} aches",
    "{area} pain",
    "sore {area}",
    "stiff {area}",
    "tight {area}",
    "i have an achy {area}",
    "my {area} is killing me",
    "my {area} is so stiff",
    "my {area} has been aching",
    "my {area} has been bugging me",
    "had a sore {area}",
    "ive got a nagging ache in my {area}",
    "there is a big knot in my {area}",
    "my {area} feels like concrete",
    "my {area} keeps tightening up",
    "dull ache round my {area}",
    "my {area} gives me trouble",
    "a bit of pain in the {area}",
    "constant tension in my {area}",
    "my {area} gets really tense",
    "struggling with my {area}",
    "{area} problems",
    "chronic {area} pain",
    "get rid of the {area} pain",
    "i want less pain in my {area}",
    "{area} pain gone please",
)
TIMES = (
    "",
    "for 6 weeks",
    "for a few days now",
    "for 5 months",
    "for years",
    "since march",
    "for two months now",
    "since last summer",
    "for about a week",
    "on and off for a year",
    "for half a year already",
    "for 3 months",
    "since the weekend",
    "for ages and it wont go away",
    "going on 8 weeks",
    "since i started this job",
    "for ten years",
    "couple of weeks now",
    "since monday",
    "it comes and goes",
)
ENDINGS = (
    "",
    "from sitting at a desk",
    "",
    "what massage do i need",
    "",
    "after gardening",
    "",
    "its about a 4 out of 10",
    "",
    "from driving all day",
    "",
    "can you work on it",
    "",
    "after the gym",
    "",
    "i want it looked after",
    "",
    "from carrying the baby",
    "",
    "which style would help",
)
# About twice round the times and the areas.
A_COMPLAINT = 40


def plain_complaints() -> Iterator[str]:
    """Complaints in lower case, none twice."""
    # Lists of different lengths taken in turn meet in ever new combinations.
    areas, times, endings = cycle(AREAS), cycle(TIMES), cycle(ENDINGS)
    seen = set()
    for complaint in COMPLAINTS:
        for _ in range(A_COMPLAINT):
            said = complaint.format(area=next(areas))
            text = " ".join(f"{said} {next(times)} {next(endings)}".split())
            if text not in seen:
                seen.add(text)
                yield text
