"""Reads the guide's pages as a browser does, and fills its forms in; also at a live address.

fetch = at("http://localhost:5005")
answer_all({"goals": ["relax"], "concern": ["none"], "health": ["none"]}, fetch)
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

QUESTIONS = "/guide/questions"
VOID = frozenset("area base br col hr img input link meta source wbr".split())
# More pages than any way through has.
MOST_PAGES = 25
# Answers on which every question is asked.
PAIN: dict[str, list[str]] = {
    "goals": ["less_pain"],
    "concern": ["chronic_ache"],
    "area": ["neck"],
    "since": ["months"],
    "severity": ["5"],
    "signs": ["none"],
    "health": ["none"],
    "physician": ["none"],
    "plan": ["skip"],
    "pressure": ["no_idea"],
}

Fields = Mapping[str, Sequence[str]]
# From an address and a form's fields, None for none, to status and HTML.
Fetch = Callable[[str, "Fields | None"], "tuple[int, str]"]
Attributes = dict[str, str]


@dataclass
class Form:
    """A form of a page, as it stands.

    Attributes:
        address: where it is sent.
        method: "get" or "post".
        hidden: its hidden fields.
        options: for each field of choices, its values.
        checked: for each field of choices, those that are chosen.
        kinds: for each field of choices, "radio" or "checkbox".
        texts: its text fields.
        buttons: values of its "action" buttons, in order.
    """

    address: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    checked: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)

    @property
    def bare(self) -> dict[str, list[str]]:
        """The hidden fields, as they are sent."""
        return {name: [value] for name, value in self.hidden.items()}

    def filled(
        self, answer: Sequence[str] | None = None, words: str | None = None, action: str = "next"
    ) -> dict[str, list[str]]:
        """What a browser sends.

        Args:
            answer: what is ticked; None leaves it as it stands.
            words: what is written; None leaves it as it stands.
            action: the button pressed.
        """
        assert action in self.buttons, (action, self.buttons)
        fields = self.bare
        ticked = self.checked.get("answer", []) if answer is None else list(answer)
        if ticked:
            fields["answer"] = list(ticked)
        if "words" in self.texts:
            fields["words"] = [self.texts["words"] if words is None else words]
        return {**fields, "action": [action]}


class Page(HTMLParser):
    """A page of the guide.

    Attributes:
        text: all that is read on it, in one line.
        forms: its forms.
        tags: its tags with their attributes, in order.
        unbalanced: tags that are not closed as they should be.
    """

    def __init__(self, status: int, html: str) -> None:
        super().__init__()
        self.status = status
        self.html = html
        self.forms: list[Form] = []
        self.tags: list[tuple[str, Attributes]] = []
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._area = ""
        self.feed(html)
        self.close()
        self.unbalanced += self._open
        self.text = " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        self.tags.append((tag, own))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self.forms.append(Form(own["action"], own["method"]))
        elif self.forms and "form" in self._open:
            self._field(self.forms[-1], tag, own)

    def _field(self, form: Form, tag: str, own: Attributes) -> None:
        name = own.get("name", "")
        if tag == "textarea":
            form.texts[name] = ""
            self._area = name
        elif tag == "button":
            form.buttons.append(own["value"])
        elif tag == "input" and own["type"] == "hidden":
            form.hidden[name] = own["value"]
        elif tag == "input":
            form.kinds[name] = own["type"]
            form.options.setdefault(name, []).append(own["value"])
            if "checked" in own:
                form.checked.setdefault(name, []).append(own["value"])

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(f"/{tag}")
        if tag == "textarea":
            # The first line end after the tag is not the text's.
            self.forms[-1].texts[self._area] = self.forms[-1].texts[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].texts[self._area] += data
        else:
            self._words.append(data)

    def all(self, tag: str) -> list[Attributes]:
        """The attributes of all tags of a name."""
        return [own for name, own in self.tags if name == tag]

    def marked(self, attribute: str) -> str:
        """The value of the first tag with an attribute, "" for none."""
        return next((own[attribute] for _, own in self.tags if attribute in own), "")

    @property
    def form(self) -> Form:
        """The page's only form."""
        (form,) = self.forms
        return form

    @property
    def question(self) -> str:
        """The question asked, "" where none is."""
        return self.marked("data-question")

    @property
    def outcome(self) -> str:
        """The outcome said, "" where there is none yet."""
        return self.marked("data-outcome")

    @property
    def links(self) -> list[str]:
        """Every address that it links to."""
        return [own["href"] for tag, own in self.tags if "href" in own and tag in ("a", "link")]

    @property
    def alerts(self) -> list[Attributes]:
        """The errors shown."""
        return [own for _, own in self.tags if own.get("role") == "alert"]


class Visitor:
    """Goes through the pages."""

    def __init__(self, fetch: Fetch) -> None:
        """Creates a visitor at the first question."""
        self._fetch = fetch
        # The questions answered, in order.
        self.asked: list[str] = []
        self.page = self.read(QUESTIONS)

    def read(self, address: str) -> Page:
        """Opens an address."""
        return Page(*self._fetch(address, None))

    def send(
        self, answer: Sequence[str] | None = None, words: str | None = None, action: str = "next"
    ) -> Page:
        """Fills the page's form in and presses a button."""
        fields = self.page.form.filled(answer, words, action)
        return self.send_fields(fields)

    def send_fields(self, fields: Fields) -> Page:
        """Sends fields to where the page's form goes."""
        form = self.page.form
        assert form.method == "post"
        question = self.page.question
        self.page = Page(*self._fetch(form.address, fields))
        if self.page.status == 200:
            self.asked.append(question)
        return self.page

    def answer_all(
        self, choices: Mapping[str, Sequence[str]], words: Mapping[str, str] | None = None
    ) -> Page:
        """Answers each question asked, up to an outcome.

        Args:
            choices: for each question that may come, the values ticked; "skip" presses the
                button of that name where the page has one.
            words: what is written on a question's page.

        Returns:
            The page with the outcome.
        """
        written = words or {}
        for _ in range(MOST_PAGES):
            if self.page.outcome:
                return self.page
            question = self.page.question
            if question == "confirmation":
                self.send(action="yes")
                continue
            values = list(choices.get(question, ()))
            skips = values == ["skip"] and "skip" in self.page.form.buttons
            offered = self.page.form.options["answer"]
            assert skips or set(values) <= set(offered), (question, values, offered)
            action = "skip" if skips else "next"
            self.send([] if skips else values, written.get(question, ""), action)
            assert self.page.status == 200, (question, self.page.text)
        raise AssertionError("no outcome")


def answer_all(choices: Mapping[str, Sequence[str]], fetch: Fetch) -> str:
    """The outcome's id (contract.md §3) after all questions asked were answered.

    Args:
        choices: see `Visitor.answer_all`.
        fetch: asks for a page, as `at` gives it for a live address.
    """
    return Visitor(fetch).answer_all(choices).outcome


def at(server: str) -> Fetch:
    """Asks a running server for pages.

    Args:
        server: its address, as http://localhost:5005.
    """

    def fetch(address: str, fields: Fields | None) -> tuple[int, str]:
        body = None if fields is None else urlencode(fields, doseq=True).encode()
        request = urllib.request.Request(f"{server}{address}", data=body)
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    return fetch
