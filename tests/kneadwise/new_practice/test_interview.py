"""The interview at a real terminal: wrong answers are asked again, broken off it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from advice.content import load_content
from tests.kneadwise.new_practice.terminal import Terminal

DONE = "Enter writes it down"
EMAIL = "hello@harborhands.example"


def first_half(terminal: Terminal) -> None:
    """What is needed, with mistakes in it; each is answered once more."""
    terminal.answer("What is it called?", "", "Harbor Hands")
    terminal.answer("Which country is it in?", "Atlantis", "UK")
    terminal.answer("Its phone number?", "12", "020 7946 0000")
    terminal.answer("call for an ambulance? (Enter: 999)", "911", "")
    terminal.answer("Which time zone? (Enter: Europe/London)", "")
    terminal.answer("Its e-mail address? (Enter: visitors are told to ask you)", "hello@", EMAIL)
    terminal.answer("Where is it?", "4 Quay Lane, ground floor")
    for problem in (
        "can't do without it",
        "must be a country's two capital letters",
        "'12' can't be a phone number of GB",
        "'911' calls no ambulance in GB",
        "'hello@' is no e-mail address",
    ):
        assert terminal.shown.count(problem) == 1, problem


def second_half(terminal: Terminal) -> None:
    terminal.answer("When is it open?", "weekdays 9-5", "Mon-Fri 9-17")
    prices = ("Sea massage, 60", "Sea massage, 60, £55", "Sea massage, 90, £80", "")
    terminal.answer("What does it cost?", *prices)
    terminal.answer("How can visitors pay?", "cash and card")
    terminal.answer("book online?", "")
    terminal.answer("Who works there?", "Ann and Bo work here.")
    terminal.answer("Which languages", "")
    for question in ("Which licenses", "cancels", "park?", "privacy notice", "color"):
        terminal.answer(question, "")
    for said in ("closes before it opens", "Friday     09:00-17:00", "no line of a price list"):
        assert terminal.shown.count(said) == 1, said


def test_an_interview_with_mistakes_a_way_back_and_a_look_over(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "harbor")
    first_half(terminal)
    terminal.answer("When is it open?", "<")
    terminal.answer("Where is it?", "5 Quay Lane")
    second_half(terminal)
    terminal.answer("Go through them now?", "maybe", "yes")
    terminal.answer("in one line?", "Warm hands by the water")
    terminal.answer("late?", "<")
    terminal.answer("in one line?", "Warm hands by the sea")
    terminal.answer("late?", *[""] * 11)
    terminal.answer("pregnant", "From week 13 on.")
    terminal.answer("This is what you told:", "99", "1")
    terminal.answer("What is it called?", "Harbour Hands")
    terminal.answer(DONE, "")
    assert terminal.end() == 0, terminal.shown
    assert f"KNEADWISE_CONTENT={tmp_path / 'harbor'} make run" in terminal.shown.replace("\n", "")
    practice = load_content(tmp_path / "harbor").practice
    assert practice.name == "Harbour Hands"
    assert practice.tagline == "Warm hands by the sea"
    assert practice.facts["address"] == "5 Quay Lane."
    assert practice.facts["pregnancy_policy"] == "From week 13 on."
    assert practice.facts["gift_cards"] is None
    assert (practice.payment_kinds, practice.languages) == (("cash", "card"), ())
    assert [price.price for price in practice.prices] == ["£55", "£80"]
    assert [path.name for path in tmp_path.iterdir()] == ["harbor"]


@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d", "kill"])
def test_what_is_broken_off_goes_on_with_nothing_lost(tmp_path: Path, how: str) -> None:
    directory = tmp_path / "harbor"
    terminal = Terminal(directory)
    first_half(terminal)
    terminal.wait_for("When is it open?")
    terminal.wait_for("> ")
    if how == "kill":
        terminal.kill()
    else:
        terminal.press_until(b"\x03" if how == "ctrl-c" else b"\x04", "Stopped.")
        assert terminal.end() == 1
        assert "the same command goes on" in terminal.shown
    assert not directory.exists()
    terminal = Terminal(directory)
    terminal.wait_for("Going on with the answers in")
    if how != "kill":
        # The very question that was left.
        assert "it?" not in terminal.wait_for("When is it open?").removesuffix("When is it open?")
        terminal.kill()
        return
    second_half(terminal)
    terminal.answer("Go through them now?", "no")
    terminal.answer(DONE, "")
    assert terminal.end() == 0, terminal.shown
    practice = load_content(directory).practice
    assert (practice.name, practice.email) == ("Harbor Hands", EMAIL)
    assert [path.name for path in tmp_path.iterdir()] == ["harbor"]


def test_another_country_has_what_no_longer_fits_asked_again(tmp_path: Path) -> None:
    (tmp_path / "harbor.answers.yml").write_text(
        "name: Harbor Hands\ncountry: US\nphone: 020 7946 0000\n", encoding="utf-8"
    )
    terminal = Terminal(tmp_path / "harbor")
    terminal.wait_for("can't be a phone number of US")
    terminal.answer("Its phone number?", "<")
    terminal.answer("Which country", "GB")
    terminal.answer("Its phone number?", "020 7946 0000")
    terminal.wait_for("Enter: 999")
    terminal.kill()
    text = (tmp_path / "harbor.answers.yml").read_text(encoding="utf-8")
    assert "country: GB\nphone: 020 7946 0000\n" in text


def test_a_folder_that_is_there_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    assert terminal.end() == 1
    assert "is there already" in terminal.shown
    assert "called?" not in terminal.shown
