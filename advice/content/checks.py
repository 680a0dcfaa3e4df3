"""Checks over the whole content: what one file says of another."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator

from advice.content.added_models import ADDED_FILE
from advice.content.errors import ContentProblem
from advice.content.ids import FAQ_TOPICS, SMALLTALK_IDS, TECHNIQUE_SIDES
from advice.content.message_models import MessageWording
from advice.content.models import FaqTopic, Technique
from advice.content.term_models import BodyArea
from advice.content.whole import Content

Files = dict[tuple[str, str], str]

PRACTICE_PLACEHOLDERS = frozenset(
    {
        "phone",
        "emergency_number",
        "practice_name",
        "retention_days",
        "booking_url",
        "test_cases",
        "safe_percent",
        "emergency_percent",
        "measured_on",
        "success_medical",
        "success_relaxation",
    }
)


# The wording that has placeholders of its own, and which.
WORDING_PLACEHOLDERS = {
    "opening.greeting": frozenset[str](),
    "technique.not_offered": frozenset({"technique"}),
    "row.both": frozenset({"label", "medical", "relaxation"}),
    "row.one": frozenset({"label", "side", "cell", "plain"}),
    "table.text": frozenset({"overlap", "difference"}),
    "handoff.phone": frozenset[str](),
    "handoff.email": frozenset({"email"}),
    "handoff.hours": frozenset({"opening_hours"}),
    "handoff.open_now": frozenset({"when"}),
    "handoff.closed_now": frozenset({"when"}),
    "handoff.today": frozenset({"time", "zone"}),
    "handoff.today_at": frozenset({"time", "zone"}),
    "handoff.tomorrow": frozenset({"time", "zone"}),
    "handoff.weekday": frozenset({"time", "zone", "weekday"}),
    "handoff.later": frozenset({"time", "zone", "weekday", "date"}),
    "consent.notice": frozenset[str](),
    "consent.ask": frozenset[str](),
    "consent.declined": frozenset[str](),
    "consent.no_details": frozenset[str](),
    "consent.if_healthy": frozenset({"verdict"}),
    "feedback.ask": frozenset({"closing_question"}),
    "error.unavailable": frozenset[str](),
}

# The same in message.yml.
MESSAGE_PLACEHOLDERS = {
    "confirm": frozenset({"summary"}),
    "confirm_again": frozenset({"summary"}),
    "changed": frozenset({"summary"}),
    "sent": frozenset({"contact"}),
    "sent_all": frozenset({"contact"}),
    "sent_already": frozenset({"contact"}),
    "failed": frozenset[str](),
}

# File, entry, field, text, and the placeholders it may have besides the practice's.
Spoken = tuple[str, str, str, str, frozenset[str]]


def askable_intents(content: Content) -> tuple[str, ...]:
    """The intents that a practice may add examples to: topics, rows, and what is offered."""
    return (
        *(f"faq_{topic}" for topic in content.faq),
        *(f"row_{row.id}" for row in content.comparison.rows),
        *content.wording.clarify.readings,
    )


def cross_check(content: Content, files: Files) -> list[ContentProblem]:
    """Finds what is inconsistent between the content's files.

    Args:
        content: the content, each file valid by itself.
        files: the file of each entry, by (folder, entry id).

    Returns:
        The problems, empty where there are none.
    """
    return [
        *_missing_entries(content),
        *_unknown_sources(content, files),
        *_shared_terms(content, files),
        *_placeholders(content, files),
        *_missing_wording(content),
        *_unknown_defaults(content),
        *_unknown_sign(content),
        *_unknown_techniques(content),
        *_unknown_intents(content),
    ]


def _missing_entries(content: Content) -> Iterator[ContentProblem]:
    for technique in TECHNIQUE_SIDES:
        if technique not in content.techniques:
            yield ContentProblem(
                "techniques", technique, "", "is missing", "put the technique back"
            )
    for topic in FAQ_TOPICS:
        if topic not in content.faq:
            yield ContentProblem("faq", topic, "", "is missing", "put the topic back")


def _unknown_sources(content: Content, files: Files) -> Iterator[ContentProblem]:
    users = [
        ("article.yml", "", content.article.sources),
        ("comparison.yml", "", content.comparison.sources),
        *(("progress.yml", f"rules.{name}", rule.sources) for name, rule in content.progress.rules),
        ("papers.yml", "doctor_note", content.papers.doctor_note.sources),
        ("papers.yml", "questionnaire", content.papers.questionnaire.sources),
        *((files["techniques", t.id], t.id, t.sources) for t in content.techniques.values()),
        *((files["faq", t.id], t.id, t.sources) for t in content.faq.values()),
    ]
    for file, entry, keys in users:
        for key in keys:
            if key not in content.sources:
                yield ContentProblem(
                    file,
                    entry,
                    "sources",
                    f"no source is called {key!r}",
                    "add it to sources.yml, or correct the name",
                )


def _shared_terms(content: Content, files: Files) -> Iterator[ContentProblem]:
    techniques, topics = content.techniques.values(), content.faq.values()
    yield from _shared_within("names", [(files["techniques", t.id], t) for t in techniques])
    yield from _shared_within("names", [("body_areas.yml", area) for area in content.body_areas])
    yield from _shared_within("terms", [(files["faq", t.id], t) for t in topics])


def _shared_within(
    field: str, entries: Iterable[tuple[str, Technique | BodyArea | FaqTopic]]
) -> Iterator[ContentProblem]:
    owner: dict[str, str] = {}
    for file, entry in entries:
        for term in entry.terms:
            first = owner.setdefault(term.lower(), entry.id)
            if first != entry.id:
                problem = f"{term!r} already means {first}"
                yield ContentProblem(file, entry.id, field, problem, "keep it in one of the two")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _placeholders(content: Content, files: Files) -> Iterator[ContentProblem]:
    for file, entry, field, text, more in _spoken(content, files):
        allowed = PRACTICE_PLACEHOLDERS | more
        try:
            unknown = _fields(text) - allowed
        except ValueError as error:
            yield ContentProblem(file, entry, field, str(error), "close every { with a }")
            continue
        if unknown:
            yield ContentProblem(
                file,
                entry,
                field,
                f"{{{sorted(unknown)[0]}}} is no placeholder",
                "use " + ", ".join(f"{{{name}}}" for name in sorted(allowed)),
            )


def _spoken(content: Content, files: Files) -> Iterator[Spoken]:
    """Every text that has placeholders filled in, with those it may have of its own."""
    yield "practice.yml", "", "privacy_notice", content.practice.privacy_notice, frozenset()
    for name, text in content.practice.facts.items():
        yield "practice.yml", "", f"facts.{name}", text or "", frozenset()
    for topic in content.faq.values():
        file = files["faq", topic.id]
        yield file, topic.id, "answer", topic.answer or "", frozenset()
        if topic.practice:
            yield file, topic.id, "practice.missing", topic.practice.missing, frozenset()
            yield file, topic.id, "practice.told", topic.practice.told, frozenset({"fact"})
            if beside := topic.practice.beside:
                yield file, topic.id, "practice.beside.told", beside.told, frozenset({"fact"})
                yield file, topic.id, "practice.beside.missing", beside.missing, frozenset()
    for field, own in WORDING_PLACEHOLDERS.items():
        group, _, name = field.partition(".")
        text = getattr(getattr(content.wording, group), name)
        yield "wording.yml", group, name, text, own
    for name, text in content.wording.smalltalk.items():
        yield "wording.yml", "smalltalk", name, text, frozenset()
    yield from _message_wording(content.message)
    for name, text in content.wording.clarify.readings.items():
        yield "wording.yml", "clarify", f"readings.{name}", text, frozenset({"technique"})


def _message_wording(wording: MessageWording) -> Iterator[Spoken]:
    for name, own in MESSAGE_PLACEHOLDERS.items():
        yield "message.yml", "", name, getattr(wording, name), own
    for field, text in wording.again.items():
        yield "message.yml", "again", field, text, frozenset()
    for field, text in wording.lines.items():
        own = frozenset({"kind", "about"}) if field == "about" else frozenset({str(field)})
        yield "message.yml", "lines", field, text, own


def _missing_wording(content: Content) -> Iterator[ContentProblem]:
    for name in (*SMALLTALK_IDS, "nothing_to_repeat"):
        if name not in content.wording.smalltalk:
            yield ContentProblem("wording.yml", "smalltalk", name, "is missing", "add this key")
    for name in ("restarted", "cancelled", "deleted", "abuse"):
        if name not in content.wording.notice:
            yield ContentProblem("wording.yml", "notice", name, "is missing", "add this key")


def _unknown_defaults(content: Content) -> Iterator[ContentProblem]:
    for name in content.wording.clarify.defaults:
        if name not in content.wording.clarify.readings:
            yield ContentProblem(
                "wording.yml",
                "clarify",
                "defaults",
                f"{name!r} has no text under 'readings'",
                "add it there, or remove it here",
            )


def _unknown_sign(content: Content) -> Iterator[ContentProblem]:
    sign = content.progress.safety
    if sign not in content.safety:
        yield ContentProblem(
            "progress.yml",
            "",
            "safety",
            f"no sign is called {sign!r}",
            "name a sign of safety/",
        )


def _unknown_techniques(content: Content) -> Iterator[ContentProblem]:
    for technique in content.practice.not_offered:
        if technique not in content.techniques:
            yield ContentProblem(
                "practice.yml",
                "",
                "not_offered",
                f"no technique is called {technique!r}",
                "write an id of techniques/",
            )


def _unknown_intents(content: Content) -> Iterator[ContentProblem]:
    known = askable_intents(content)
    for intent in content.added_examples:
        if intent not in known:
            yield ContentProblem(
                ADDED_FILE,
                "examples",
                intent,
                "is nothing that can be asked",
                "use faq_ and a topic's id, row_ and a row's, or a name under 'readings' in "
                "wording.yml",
            )
