"""`kneadwise new-practice --answers`: a whole content folder, or a plain error and nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from advice.content import DEFAULT_CONTENT_DIRECTORY, load_content
from kneadwise.cli import app
from tests.kneadwise.new_practice.facts import HARBOR


def made(directory: Path, answers: str) -> tuple[int, str]:
    """The exit code and everything that is said."""
    file = directory.parent / "told.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(answers, encoding="utf-8")
    result = CliRunner().invoke(app, ["new-practice", str(directory), "--answers", str(file)])
    return result.exit_code, result.output


def files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_a_folder_is_written_and_the_next_step_is_said(tmp_path: Path) -> None:
    directory = tmp_path / "new" / "harbor"
    code, said = made(directory, HARBOR)
    assert code == 0, said
    assert f"KNEADWISE_CONTENT={directory} make run" in said
    assert files(directory) == files(DEFAULT_CONTENT_DIRECTORY)
    content = load_content(directory)
    assert content.practice.name == "Harbor Hands"
    assert content.added_topics == ()
    # The draft of an interview, or of the folder itself.
    assert {path.name for path in directory.parent.iterdir()} == {"harbor", "told.yml"}


def test_no_trace_of_the_demo_practice_is_left(tmp_path: Path) -> None:
    directory = tmp_path / "harbor"
    assert made(directory, HARBOR)[0] == 0
    demo = load_content().practice
    traces = ["juniper", demo.phone, demo.email, demo.booking_url, "old mill quarter", "$110"]
    for name in files(directory):
        text = (directory / name).read_text(encoding="utf-8").lower()
        assert [trace for trace in traces if trace and trace.lower() in text] == [], name


def test_what_another_practice_added_is_not_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shutil import copytree

    from kneadwise.new_practice import folder

    source = tmp_path / "source"
    copytree(DEFAULT_CONTENT_DIRECTORY, source)
    added = source / "added.yml"
    text = added.read_text(encoding="utf-8")
    added.write_text(text.replace("examples: {}", "examples: {faq_parking: [my van]}"))
    monkeypatch.setattr(folder, "DEFAULT_CONTENT_DIRECTORY", source)
    directory = tmp_path / "harbor"
    assert made(directory, HARBOR)[0] == 0
    assert load_content(source).added_examples
    assert load_content(directory).added_examples == {}
    assert (directory / "added.yml").read_text(encoding="utf-8").startswith("# What this practice")


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_is_left_as_it_is(tmp_path: Path, there: str) -> None:
    directory = tmp_path / "harbor"
    if there == "folder":
        directory.mkdir()
        (directory / "practice.yml").write_text("mine")
    elif there == "file":
        directory.write_text("mine")
    else:
        directory.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.rglob("*"))
    code, said = made(directory, HARBOR)
    assert code == 1
    assert "is there already and is left as it is" in said
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "told.yml"])


def test_a_folder_inside_of_the_projects_content_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "told.yml"
    file.write_text(HARBOR, encoding="utf-8")
    directory = DEFAULT_CONTENT_DIRECTORY / "faq" / "harbor"
    result = CliRunner().invoke(app, ["new-practice", str(directory), "--answers", str(file)])
    assert result.exit_code == 1
    assert "is inside of" in result.output
    assert not directory.exists()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "phone: 020 7946 0000",
            "phone: 12",
            "told.yml › phone: '12' can't be a phone",
        ),
        ("name: Harbor Hands\n", "", "told.yml › name: the assistant can't do without it"),
        ("couples:", "cuples:", "nothing is asked about cuples"),
        ("color:", "color: [", "can't be read as YAML"),
        ("90 min, £80", "90 min, 80", "says no currency"),
    ],
)
def test_a_wrong_answer_is_named_and_nothing_is_written(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    assert old in HARBOR
    code, said = made(tmp_path / "harbor", HARBOR.replace(old, new))
    assert code == 1
    assert problem in said
    assert "Traceback" not in said
    assert {path.name for path in tmp_path.iterdir()} == {"told.yml"}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    arguments = ["new-practice", str(tmp_path / "harbor"), "--answers", str(tmp_path / "none.yml")]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert "none.yml" in result.output
    assert not (tmp_path / "harbor").exists()
