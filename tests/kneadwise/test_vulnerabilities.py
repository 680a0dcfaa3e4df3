"""No false green: a package that was not looked up, or an acceptance run out, is no pass."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kneadwise.environment import ROOT
from kneadwise.vulnerabilities import (
    ACCEPTED,
    RUNTIME,
    Accepted,
    Outcome,
    accepted_advisories,
    main,
    pinned_versions,
    verdict,
)

TODAY = date(2027, 1, 1)
ENTRY = "package: a, version: '1', reason: long enough to be a reason"
PINNED = {"Sanic_Cors", "wheel"}
ACCEPTANCE = Accepted(
    advisories=["CVE-1"],
    package="wheel",
    version="0.45.1",
    reason="long enough to be a reason",
    until=TODAY,
)


def looked_up(name: str, *advisories: str, version: str = "0.45.1") -> dict[str, Any]:
    vulns = [
        {"id": f"PYSEC-{advisory}", "aliases": [advisory], "fix_versions": ["9"]}
        for advisory in advisories
    ]
    return {"name": name, "version": version, "vulns": vulns}


CORS = looked_up("sanic-cors")
SKIPPED = {"name": "wheel", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("dependencies", "outcome", "said"),
    [
        ([CORS, looked_up("wheel")], Outcome.PASSED, "2 packages looked up"),
        ([CORS, looked_up("wheel", "CVE-1")], Outcome.PASSED, "2 packages looked up"),
        ([CORS, looked_up("wheel", "CVE-2")], Outcome.VULNERABLE, "CVE-2, PYSEC-CVE-2; fixed in 9"),
        ([CORS, looked_up("wheel", "CVE-1", "CVE-2")], Outcome.VULNERABLE, "CVE-2"),
        ([looked_up("sanic-cors", "CVE-1"), looked_up("wheel")], Outcome.VULNERABLE, "sanic-cors"),
        ([CORS, looked_up("wheel", "CVE-1", version="0.46")], Outcome.VULNERABLE, "wheel 0.46"),
        ([CORS, SKIPPED], Outcome.COULD_NOT_RUN, "wheel: Dependency not found"),
        # Worse than a known one is that nothing is known of the others.
        ([looked_up("sanic-cors", "CVE-2"), SKIPPED], Outcome.COULD_NOT_RUN, "wheel"),
        ([CORS], Outcome.COULD_NOT_RUN, "wheel: not in the report"),
        ([], Outcome.COULD_NOT_RUN, "sanic-cors: not in the report"),
    ],
)
def test_verdicts(dependencies: list[dict[str, Any]], outcome: Outcome, said: str) -> None:
    judged = verdict({"dependencies": dependencies}, PINNED, [ACCEPTANCE], TODAY)
    assert judged.outcome is outcome
    assert said in "\n".join(judged.lines)


def test_an_acceptance_runs_out() -> None:
    report = {"dependencies": [CORS, looked_up("wheel", "CVE-1")]}
    judged = verdict(report, PINNED, [ACCEPTANCE], date(2027, 1, 2))
    assert judged.outcome is Outcome.VULNERABLE
    assert "was accepted until 2027-01-01" in judged.lines[1]


def test_an_acceptance_that_nothing_needs_is_told() -> None:
    judged = verdict({"dependencies": [CORS, looked_up("wheel")]}, PINNED, [ACCEPTANCE], TODAY)
    assert "no longer needed?: wheel CVE-1" in judged.lines[1]


@pytest.mark.parametrize(
    "report",
    [
        None,
        [],
        {},
        {"dependencies": None},
        {"dependencies": ["wheel"]},
        {"dependencies": [{"name": "wheel"}]},
        {"dependencies": [{"name": "wheel", "version": "1", "vulns": [{}]}]},
    ],
)
def test_what_is_no_report_is_no_pass(report: object) -> None:
    assert verdict(report, PINNED, [], TODAY).outcome is Outcome.COULD_NOT_RUN


def test_nothing_pinned_is_no_pass() -> None:
    assert verdict({"dependencies": []}, set(), [], TODAY).outcome is Outcome.COULD_NOT_RUN


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: b",
        "- package: wheel",
        "- {advisories: [A], package: a, version: '1', reason: short, until: 2027-01-01}",
        f"- {{advisories: [], {ENTRY}, until: 2027-01-01}}",
        f"- {{advisories: [A], {ENTRY}, until: never}}",
    ],
)
def test_a_bad_acceptance_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"accepted-advisories\.yml"):
        accepted_advisories(text)


def test_what_is_accepted_is_what_is_pinned_and_what_security_md_shows() -> None:
    pinned = pinned_versions(RUNTIME.read_text(encoding="utf-8"))
    accepted = accepted_advisories(ACCEPTED.read_text(encoding="utf-8"))
    assert accepted
    assert {each.package: each.version for each in accepted}.items() <= pinned.items()
    shown = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    for each in accepted:
        (row,) = (r for r in shown.splitlines() if r.startswith(f"| {each.package} {each.version}"))
        assert set(re.findall(r"CVE-\d+-\d+", row)) == set(each.advisories)


def test_no_output_of_pip_audit_is_no_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, said = tmp_path / "out", tmp_path / "err"
    report.write_text("")
    said.write_text("Traceback\nConnectionError: no route\n\n")
    assert main(str(report), str(said)) == Outcome.COULD_NOT_RUN
    assert "ConnectionError: no route" in capsys.readouterr().err


@pytest.fixture(scope="module")
def tools() -> None:
    """What the scripts install by themselves; here with the network that there is."""
    subprocess.run([str(ROOT / "scripts" / "prepare-security-tools")], check=True)


def test_without_a_network_the_script_fails_and_says_why(tools: None) -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    result = subprocess.run(
        [str(ROOT / "scripts" / "check-vulnerabilities")],
        env={**os.environ, **nowhere, "NO_PROXY": "", "no_proxy": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == Outcome.COULD_NOT_RUN
    assert "could not run, so nothing is known" in result.stderr
    assert "pip-audit gave no report: " in result.stderr


def test_the_bills_of_materials_name_every_package(tools: None) -> None:
    script = ROOT / "scripts" / "bill-of-materials"
    subprocess.run([str(script)], check=True, timeout=120, capture_output=True)
    for kind, package in (("server", "rasa"), ("widget", "esbuild")):
        path = ROOT / "results" / f"bill-of-materials-{kind}.json"
        bill = json.loads(path.read_text(encoding="utf-8"))
        assert bill["bomFormat"] == "CycloneDX"
        assert package in {each["name"] for each in bill["components"]}
