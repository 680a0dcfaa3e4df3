"""Whether a report of pip-audit lets a release pass: `python -m kneadwise.vulnerabilities`.

pip-audit alone says "No known vulnerabilities found" and ends with 0 when its service knows
none of the packages. Here a package that was not looked up is no pass.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Extra, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kneadwise.environment import ROOT

RUNTIME = ROOT / "requirements" / "runtime.txt"
ACCEPTED = ROOT / "requirements" / "accepted-advisories.yml"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
SHOWN = 5


class Outcome(IntEnum):
    """What is found; the number is the exit status."""

    PASSED = 0
    VULNERABLE = 1
    COULD_NOT_RUN = 2


class Accepted(BaseModel):
    """Advisories of one package that we live with until a day."""

    advisories: list[str] = Field(..., min_items=1)
    package: str
    version: str
    reason: str = Field(..., min_length=20)
    until: date

    class Config:
        extra = Extra.forbid


@dataclass(frozen=True)
class Verdict:
    """The outcome and what to tell about it."""

    outcome: Outcome
    lines: tuple[str, ...]


def verdict(
    report: object, pinned: Collection[str], accepted: Iterable[Accepted], today: date
) -> Verdict:
    """Judges a report.

    Args:
        report: pip-audit's JSON, parsed.
        pinned: names of the packages that must have been looked up.
        accepted: what we live with.
        today: on which acceptances are judged.

    Returns:
        COULD_NOT_RUN unless every pinned package was looked up; VULNERABLE for an advisory
        that is not accepted for this package and version, or no longer; else PASSED.
    """
    accepted = list(accepted)
    try:
        unlooked, found = _read(report)
    except (AttributeError, KeyError, TypeError) as error:
        return _could_not_run([f"the report is not pip-audit's ({type(error).__name__})"])
    looked_up = {name for name, *_ in found}
    wanted = {normalized(name) for name in pinned}
    missing = sorted(wanted - looked_up - set(unlooked))
    reasons = [f"{name}: {why}" for name, why in sorted(unlooked.items())]
    reasons += [f"{name}: not in the report" for name in missing]
    if not wanted:
        reasons.append("no package is pinned")
    if reasons:
        return _could_not_run(reasons)
    lines = list(_open(found, accepted, today))
    if lines:
        return Verdict(Outcome.VULNERABLE, ("Vulnerable:", *lines))
    return Verdict(
        Outcome.PASSED,
        (
            f"{len(looked_up)} packages looked up, nothing known that is not accepted.",
            *_unneeded(found, accepted),
        ),
    )


Found = tuple[str, str, list[tuple[set[str], list[str]]]]


def _read(report: Any) -> tuple[dict[str, str], list[Found]]:
    """What was not looked up, by name with the reason; and every package with its advisories."""
    unlooked: dict[str, str] = {}
    found: list[Found] = []
    for package in report["dependencies"]:
        name = normalized(package["name"])
        if "skip_reason" in package:
            unlooked[name] = str(package["skip_reason"])
            continue
        advisories = [
            ({str(each["id"]), *map(str, each.get("aliases", []))}, each.get("fix_versions", []))
            for each in package["vulns"]
        ]
        found.append((name, str(package["version"]), advisories))
    return unlooked, found


def _open(found: list[Found], accepted: list[Accepted], today: date) -> Iterator[str]:
    for name, version, advisories in found:
        for ids, fixes in advisories:
            by = [each for each in accepted if _covers(each, name, version, ids)]
            told = f"{name} {version}: {', '.join(sorted(ids))}"
            if not by:
                yield f"{told}; fixed in {', '.join(map(str, fixes)) or 'no version'}"
            elif all(each.until < today for each in by):
                yield f"{told}; was accepted until {max(each.until for each in by)}"


def _unneeded(found: list[Found], accepted: list[Accepted]) -> Iterator[str]:
    for each in accepted:
        known = {
            i
            for name, _, all_ in found
            for ids, _ in all_
            for i in ids
            if name == normalized(each.package)
        }
        for advisory in each.advisories:
            if advisory not in known:
                yield f"Not reported, so no longer needed?: {each.package} {advisory}"


def _covers(accepted: Accepted, name: str, version: str, ids: set[str]) -> bool:
    return (
        normalized(accepted.package) == name
        and accepted.version == version
        and bool(ids & {*accepted.advisories})
    )


def _could_not_run(reasons: list[str]) -> Verdict:
    more = [f"and {len(reasons) - SHOWN} more"] if len(reasons) > SHOWN else []
    head = "The look-up could not run, so nothing is known about vulnerabilities:"
    return Verdict(Outcome.COULD_NOT_RUN, (head, *reasons[:SHOWN], *more))


def normalized(name: str) -> str:
    """A package's name as it is compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned_versions(requirements: str) -> dict[str, str]:
    """The version of every package that a lock file names."""
    return {normalized(name): version for name, version in PINNED.findall(requirements)}


def accepted_advisories(text: str) -> list[Accepted]:
    """The acceptances of a file's text.

    Raises:
        ValueError: naming the entry that is wrong.
    """
    try:
        entries = YAML(typ="safe", pure=True).load(text) or []
    except YAMLError as error:
        raise ValueError(f"{ACCEPTED.name} is no YAML: {error}") from error
    if not isinstance(entries, list):
        raise ValueError(f"{ACCEPTED.name} must be a list")
    accepted = []
    for number, entry in enumerate(entries, start=1):
        try:
            accepted.append(Accepted.parse_obj(entry))
        except ValidationError as error:
            raise ValueError(f"{ACCEPTED.name}, entry {number}: {error}") from error
    return accepted


def main(report_file: str, said_file: str) -> int:
    """Judges what pip-audit wrote and prints the verdict.

    Args:
        report_file: its standard output.
        said_file: its standard error.

    Returns:
        The exit status.
    """
    pinned = pinned_versions(RUNTIME.read_text(encoding="utf-8"))
    try:
        accepted = accepted_advisories(ACCEPTED.read_text(encoding="utf-8"))
        report: object = json.loads(Path(report_file).read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        said = Path(said_file).read_text(encoding="utf-8", errors="replace").split("\n")
        last = next((line for line in reversed(said) if line.strip()), "it said nothing")
        judged = _could_not_run([f"pip-audit gave no report: {last.strip()}"])
    except ValueError as error:
        judged = _could_not_run([str(error)])
    else:
        judged = verdict(report, pinned, accepted, date.today())
    print("\n".join(judged.lines), file=sys.stderr if judged.outcome else sys.stdout)
    return int(judged.outcome)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
