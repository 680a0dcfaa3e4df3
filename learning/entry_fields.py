"""The forms of one question or one technique, there or new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from advice.content.added_models import ADDED_FILE
from learning.changes import SOURCES_FILE, TECHNIQUES_FILE
from learning.fields import ONE_A_LINE, Section, data_of, text_of
from learning.inputs import Address, Choices, Lines, OneOf, Text
from learning.rows import Column, Rows

SUGGESTED_FILE = "recommendation/techniques.yml"
SAID = "At most 60 words. Say only what your sources say."
# Title and hint.
TOPIC_FIELDS = {
    ("question",): ("Question", "In a visitor's words, at most 10."),
    ("answer",): ("Answer", SAID),
    ("practice", "told"): ("Answer; {fact} is where your own words stand", ""),
    ("practice", "missing"): ("Answer where you have not said", ""),
    ("practice", "beside", "told"): ("Said besides; {fact} is where your own list stands", ""),
    ("practice", "beside", "missing"): (
        "Said to who asks for just that, where you have not said",
        "",
    ),
}
TECHNIQUE_FIELDS = {
    "title": "Name",
    "what": "What it is",
    "feels_like": "How it feels",
    "used_for": "What people choose it for",
    "side_note": "Medical or relaxation",
    "evidence": "What studies say",
}
# As the head of sources.yml tells them apart.
TIERS = (
    ("A", "Government, research paper, hospital, charity or certifying body"),
    ("B", "Massage trade press or professional body"),
    ("C", "A single practice or a consumer page"),
    ("house", "Our own guide, our own practice, or our own reading"),
)
# A new entry's id comes from its name, when it is sent.
NEW = ""


def entries(content: Path, part: str) -> dict[str, str]:
    """Title of each entry by its id, those that the practice added first.

    Args:
        content: the content folder.
        part: `questions`, `techniques` or `sources`.
    """
    key = "question" if part == "questions" else "title"
    return {entry["id"]: entry[key] for _, entry in _entries(content, part)}


def entry_sections(content: Path, part: str, id_: str) -> list[Section]:
    """The forms of one entry.

    Raises:
        KeyError: where there is none of that id.
    """
    found = next(((f, e) for f, e in _entries(content, part) if e["id"] == id_), None)
    if found is None:
        raise KeyError(id_)
    file, entry = found
    if part == "sources":
        return _source_sections(entry)
    if part == "questions":
        return _topic_sections(content, file, entry)
    return _technique_sections(content, file, entry)


def new_sections(content: Path, part: str) -> list[Section]:
    """The form of a new entry: nothing is filled in but the last caution, which all have."""
    if part == "sources":
        return _source_sections({"id": NEW, "title": "", "where": "", "tier": ""})
    if part == "questions":
        blank: dict[str, Any] = {"id": NEW, "question": "", "answer": "", "terms": None}
        return _topic_sections(content, ADDED_FILE, blank)
    last = next(e["cautions"][-1] for _, e in _entries(content, "techniques"))
    blank = {"id": NEW, "cautions": [last], **dict.fromkeys(TECHNIQUE_FIELDS, "")}
    return _technique_sections(content, TECHNIQUES_FILE, blank)


def _topic_sections(content: Path, file: str, topic: dict[str, Any]) -> list[Section]:
    base = ("topics", topic["id"])
    asked = (
        Lines(
            file,
            (*base, "asked_as"),
            "Other ways of asking it",
            f"{ONE_A_LINE} Five or more, as visitors write: in lower case, short and long.",
            tuple(topic.get("asked_as") or ()),
        ),
        Lines(
            file,
            (*base, "terms"),
            "Words that ask for it when they are all that is typed",
            f"{ONE_A_LINE} Such as “parking”. May be left empty.",
            tuple(topic.get("terms") or ()),
        ),
    )
    said = tuple(
        Text(file, (*base, *keys), title, hint, text_of(value), is_long=keys != ("question",))
        for keys, (title, hint) in TOPIC_FIELDS.items()
        for value in [_inner(topic, keys)]
        if value is not None
    )
    return [
        Section("What is asked and said", said),
        Section("Where the answer comes from", (_sources(content, file, base, topic),)),
        Section("How visitors ask", asked),
    ]


def _technique_sections(content: Path, file: str, technique: dict[str, Any]) -> list[Section]:
    base = ("techniques", technique["id"])
    said = tuple(
        Text(
            file,
            (*base, key),
            title,
            "" if key == "title" else SAID,
            text_of(technique[key]),
            is_long=key != "title",
        )
        for key, title in TECHNIQUE_FIELDS.items()
    )
    lists = {
        "cautions": ("Who should be careful", f"{ONE_A_LINE} Keep the last one."),
        "names": (
            "Its names",
            f"{ONE_A_LINE} In lower case; no name may lead to two techniques.",
        ),
        "abbreviations": ("Abbreviations", ONE_A_LINE),
        "misspellings": ("How visitors misspell it", ONE_A_LINE),
        "related": ("Other words that lead to it", ONE_A_LINE),
        "described_as": (
            "How visitors describe it without its name",
            f"{ONE_A_LINE} Ten or so.",
        ),
    }
    lines = {
        key: Lines(file, (*base, key), title, hint, tuple(technique.get(key) or ()))
        for key, (title, hint) in lists.items()
    }
    return [
        Section("What is said", (*said, lines.pop("cautions"))),
        Section("Where it comes from", (_sources(content, file, base, technique),)),
        Section("How visitors ask for it", tuple(lines.values())),
        *_suggested(content, technique["id"]),
    ]


def _source_sections(source: dict[str, Any]) -> list[Section]:
    base = ("sources", source["id"])
    title = Text(
        SOURCES_FILE,
        (*base, "title"),
        "Name",
        "As visitors read it under an answer: what it is, and of which year.",
        source["title"],
        is_long=False,
    )
    where = Address(
        SOURCES_FILE,
        (*base, "where"),
        "Address of its page",
        "Like example.org/study. May be left empty.",
        text_of(source.get("where")),
        is_long=False,
    )
    # Nothing is chosen for a new one: who adds it says what it is.
    choices = TIERS if source["tier"] else (("", "Choose what it is"), *TIERS)
    tier = OneOf(
        SOURCES_FILE, (*base, "tier"), "What kind of source", "", source["tier"], choices=choices
    )
    return [Section("The source", (title, where, tier))]


def _suggested(content: Path, id_: str) -> Iterator[Section]:
    """For whom a technique is recommended, where it is."""
    lists = data_of(content / SUGGESTED_FILE)
    for side in ("medical", "relaxation"):
        for at, item in enumerate(lists[side]):
            if item["technique"] == id_:
                choices = [
                    Choices(
                        SUGGESTED_FILE,
                        (side, at, key),
                        title,
                        choices=_options(content, question),
                        chosen=tuple(item.get(key) or ()),
                    )
                    for key, question, title in (
                        ("goals", "goals", "Goals"),
                        ("areas", "area", "Where it bothers them"),
                        ("pressure", "pressure", "Pressure"),
                    )
                ]
                hint = "It moves up among the recommended ones by each that a visitor told."
                yield Section("Whom it is recommended to", tuple(choices), hint)


def _options(content: Path, question: str) -> tuple[tuple[str, str], ...]:
    for file in sorted((content / "recommendation" / "questions").glob("*.yml")):
        for item in data_of(file)["questions"]:
            if item["id"] == question:
                return tuple((o["value"], o["title"]) for o in item["options"])
    return ()


def _sources(content: Path, file: str, base: tuple[str, str], entry: dict[str, Any]) -> Rows:
    known = data_of(content / SOURCES_FILE)["sources"]
    choices = (("", "Choose a source"), *((key, one["title"]) for key, one in known.items()))
    return Rows(
        file,
        (*base, "sources"),
        "Sources",
        "One that is not in the list is added under Content, Sources, first.",
        columns=(Column("", "Source", "choice", choices),),
        items=tuple(entry.get("sources") or ()),
    )


def _entries(content: Path, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if part == "sources":
        sources = data_of(content / SOURCES_FILE)["sources"]
        yield from ((SOURCES_FILE, {"id": key, **one}) for key, one in sources.items())
        return
    folder, key = ("faq", "topics") if part == "questions" else ("techniques", "techniques")
    files = sorted((content / folder).glob("*.yml"))
    for file in [content / ADDED_FILE, *files] if part == "questions" else files:
        for entry in data_of(file).get(key) or []:
            yield str(file.relative_to(content)), entry


def _inner(data: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data
