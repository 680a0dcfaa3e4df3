"""What the overview's figures show: titles, bars and columns of the counts. No HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from advice.content import Content
from channels.desk.plots import Bar, Column, bars, columns
from insights.overview import Bucket, Funnel, buckets, funnel, ranked, series, totals
from insights.reading import Count
from insights.scoreboard import Score
from insights.seeing import ASKED, IN_OTHER_WORDS, Kind

# Topics that get a plot; all of them are in the table.
MOST_TOPICS = 8
# With more columns not every one has its day written below.
ALL_DAYS = 7
OUTCOMES = {
    "medical": "Medical massage",
    "relaxation": "Relaxation massage",
    "either": "Either, or both in one session",
    "physician_first": "A physician first",
}
LEVELS = {
    "emergency": "Emergency: call for help at once",
    "urgent": "Urgent: see a physician today",
    "physician_first": "Ask a physician before a massage",
    "adapt": "The massage has to be adapted",
    "fine": "Nothing speaks against a massage",
}
ANSWERS = {"yes": "Yes", "no": "No", IN_OTHER_WORDS: "In their own words"}
SCORES = {
    "emergencies": "Emergencies recognised",
    "safe": "Safe advice",
    "false_alarms": "False alarms (fewer is better)",
}
OTHER_TOPICS = {
    "table": "The two styles compared",
    "reading": "Further reading",
    "handoff": "A person of the team",
}


@dataclass(frozen=True)
class Topic:
    """A topic over time: its title, how many chats in all, and by bucket."""

    title: str
    total: int
    columns: list[Column]


def figures(content: Content, counts: Sequence[Count], today: date, days: int) -> dict[str, Any]:
    """Everything that the overview's template shows of counts.

    Args:
        content: for the names of topics.
        counts: of these days.
        today: the last day.
        days: how many days, today included.
    """
    shown = buckets(today, days)
    titles = [bucket_title(bucket) for bucket in shown]
    stages = funnel(counts)
    chats = series(counts, ASKED.kind, ASKED.what, shown)
    topics = totals(counts, "topic")
    by_topic = {what: series(counts, "topic", what, shown) for what in ranked(topics)}
    highest = max((max(values) for values in by_topic.values()), default=1)
    return {
        "has_counts": stages.opened > 0,
        "stages": stages,
        "titles": titles,
        "axis": axis(titles),
        "by_week": days > len(shown),
        "funnel": funnel_bars(stages),
        "chats": columns(titles, chats),
        "topics": [
            Topic(topic_title(content, what), topics[what], columns(titles, values, highest))
            for what, values in by_topic.items()
        ],
        "most_topics": MOST_TOPICS,
        "outcomes": _named(counts, "recommendation", OUTCOMES, stages.recommended),
        "levels": _named(counts, "safety", LEVELS, stages.asked),
        "answers": _answers(counts),
        "closing_question": content.article.closing_question,
    }


def funnel_bars(stages: Funnel) -> list[Bar]:
    """The funnel from top to bottom."""
    return bars(
        [
            ("Chat window opened", stages.opened, ""),
            ("Asked something", stages.asked, _share(stages.asked, stages.opened, "of openings")),
            ("Got a recommendation", stages.recommended, _share(stages.recommended, stages.asked)),
            ("Followed the booking link", stages.booking, _share(stages.booking, stages.asked)),
            ("Sent you a message", stages.message, _share(stages.message, stages.asked)),
        ],
        longest=stages.opened,
    )


def _share(part: int, whole: int, of: str = "of chats") -> str:
    return f"{percent(part, whole)} {of}".strip() if part and whole else ""


def percent(part: int, whole: int) -> str:
    """A share of more than nothing in whole percents, as it is written."""
    share = round(100 * part / whole)
    return f"{share} %" if share else "under 1 %"


def _named(counts: Sequence[Count], kind: Kind, names: dict[str, str], whole: int) -> list[Bar]:
    found = totals(counts, kind)
    return bars((title, found[id_], _share(found[id_], whole, "")) for id_, title in names.items())


def _answers(counts: Sequence[Count]) -> list[Bar]:
    found = totals(counts, "feedback")
    whole = sum(found.values())
    return bars(
        (title, found[id_], _share(found[id_], whole, "")) for id_, title in ANSWERS.items()
    )


def topic_title(content: Content, what: str) -> str:
    """What a topic is called; its id where the content no longer has it."""
    kind, _, id_ = what.partition("/")
    if kind == "faq" and id_ in content.faq:
        return content.faq[id_].question
    if kind == "technique" and id_ in content.techniques:
        return content.techniques[id_].title
    rows = {row.id: row.label for row in content.comparison.rows}
    if kind == "row" and id_ in rows:
        return rows[id_]
    return OTHER_TOPICS.get(kind, id_)


def bucket_title(bucket: Bucket) -> str:
    """Its day, or its first and last one."""
    if bucket.first == bucket.last:
        return f"{bucket.first:%a} {_day(bucket.first)}"
    return f"{_day(bucket.first)} – {_day(bucket.last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def axis(titles: Sequence[str]) -> list[str]:
    """What stands under columns: all titles where they are few, else first, middle and last."""
    if len(titles) <= ALL_DAYS:
        return list(titles)
    return [titles[0], titles[len(titles) // 2], titles[-1]]


@dataclass(frozen=True)
class ScoreBar:
    """A figure of the safety scoreboard as a bar, with what others reach as a stretch of it."""

    title: str
    percent: int
    published: str
    published_from: int
    published_width: float


def score_bars(scores: Sequence[Score]) -> list[ScoreBar]:
    """The scoreboard's bars."""
    found = []
    for score in scores:
        low, high = score.published or (0, 0)
        told = f"{low} %" if low == high else f"{low} to {high} %"
        found.append(
            ScoreBar(
                title=SCORES[score.name],
                percent=score.percent,
                published=told if score.published else "",
                published_from=low,
                # A single figure is a line.
                published_width=max(high - low, 1.2) if score.published else 0.0,
            )
        )
    return found
