"""The templates, with what the practice's own files and database give them."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from channels.desk.content_forms import PARTS, ContentForms, Form, Typed
from channels.desk.learning import Topic
from kneadwise.environment import ROOT
from learning.changes import AddExample
from learning.grouping import Group, Nearest
from learning.places import Places
from learning.releases import Progress, Release

TEMPLATES = ROOT / "channels" / "desk" / "templates"
LAYOUT = "<title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>"
ODD = "<script>\"wifi\" & 'more'?"
CALLS = {"csrf": "token", "layout": "layout.html"}
GROUP = Group((1, 2), ODD, (ODD, "wifi?"), "2026-05-01", "2026-05-02", (Nearest("a", 0.2, "b"),))
UNANSWERED: dict[str, Any] = {
    "address": "/desk/unanswered",
    "progress_at": "/desk/unanswered/progress",
    "script_at": "/desk/changes/progress.js",
    "is_sorting": False,
    "sources": [],
    "practice_source": "PRACTICE",
}
NO_GROUPS: dict[str, Any] = {"groups": [], "typed": {}, "typed_group": None, "reasons": ()}


class Page(HTMLParser):
    """What a browser and a screen reader need to find."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.found if tag in tags]

    def check(self) -> None:
        ids = [attrs["id"] for _, attrs in self.found if "id" in attrs]
        assert len(ids) == len(set(ids))
        labelled = {attrs.get("for") for attrs in self.all("label")}
        for control in self.all("input", "select", "textarea"):
            assert control.get("type") == "hidden" or control.get("id") in labelled, control
        for _, attrs in self.found:
            for name in ("aria-labelledby", "aria-describedby"):
                assert set((attrs.get(name) or "").split()) <= set(ids)
        forms = self.all("form")
        tokens = [i for i in self.all("input") if i.get("name") == "csrf"]
        assert len(forms) == len(tokens)
        assert all(form["method"] == "post" for form in forms)
        assert not any("style" in attrs or "onclick" in attrs for _, attrs in self.found)


def render(template: str, **values: Any) -> Page:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(TEMPLATES), DictLoader({"layout.html": LAYOUT})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = Page(environment.get_template(f"learning/{template}.html").render(**CALLS, **values))
    page.check()
    return page


def test_the_groups_and_what_was_typed() -> None:
    typed = {"ids": "1,2", "answer": "Yes <b>", "question": "q", "asked_as": "a\nb", "source": "BG"}
    page = render(
        "unanswered",
        groups=[(GROUP, [Topic("faq_price", "Price?"), Topic("faq_hours", "Hours?")])],
        reasons=("added.yml › wifi: no → do",),
        typed=typed,
        typed_group=GROUP,
        **{**UNANSWERED, "sources": ["BG", "PRACTICE"]},
    )
    assert [form["action"] for form in page.all("form")] == [
        "/desk/unanswered/example",
        "/desk/unanswered/question",
        "/desk/unanswered/ignore",
    ]
    assert page.all("script") == []
    values = {i.get("name"): i.get("value") for i in page.all("input")}
    assert values["ids"] == "1,2"
    assert values["question"] == "q"
    assert "open" in page.all("details")[0]
    assert [o.get("value") for o in page.all("option")][:2] == ["faq_price", "faq_hours"]


def test_while_the_groups_are_worked_out() -> None:
    page = render("unanswered", **{**UNANSWERED, "is_sorting": True}, **NO_GROUPS)
    (label,) = page.all("label")
    (bar,) = page.all("progress")
    assert bar == {"id": label["for"]}
    assert {"role": "status"} in page.all("span")
    assert {"data-progress": "/desk/unanswered/progress"} in page.all("div")
    assert [script["src"] for script in page.all("script")] == ["/desk/changes/progress.js"]
    assert page.all("a") == [{"href": "/desk/unanswered"}]
    # Nothing reloads by the page's own clock.
    assert page.all("meta") == []


def test_groups_that_could_not_be_worked_out() -> None:
    page = render("unanswered", **UNANSWERED, **{**NO_GROUPS, "reasons": ("It took too long.",)})
    assert page.all("a") == [{"href": "/desk/unanswered"}]
    assert page.all("progress") == page.all("script") == []


FORMS = ContentForms(Places.here())


def content_page(form: Form, typed: Typed, **values: Any) -> Page:
    shown: dict[str, Any] = {"wrong": {}, "others": (), "preview": None, "words": {}, **values}
    return render(
        "content",
        form=form,
        parts=tuple(PARTS.items()),
        typed=typed,
        address="/desk/content",
        here="/desk/content/x",
        **shown,
    )


@pytest.mark.parametrize(
    ("part", "entry", "is_new"),
    [
        ("practice", "", False),
        ("questions", "price", False),
        ("techniques", "swedish_massage", False),
        ("questions", "", True),
        ("techniques", "", True),
    ],
)
def test_the_forms_of_the_content(part: str, entry: str, is_new: bool) -> None:
    form = FORMS.form(part, entry, is_new)
    typed = {form.inputs[0].name: ODD}
    page = content_page(form, typed, wrong={form.inputs[1].name: [ODD]}, others=(ODD,))
    names = [str(c.get("name")) for c in page.all("input", "textarea", "select")]
    for one in form.inputs:
        assert names.count(one.name) == 1
    # The list above the form leads to the field, and the field to what is wrong with it.
    links = [a["href"] for a in page.all("a")]
    assert f"#{form.inputs[1].name}" in links
    described = [a.get("aria-describedby") or "" for _, a in page.found]
    assert any(f"{form.inputs[1].name}-wrong" in ids for ids in described)
    # Every form can be seen, kept, and is seen by the return key.
    buttons = [b.get("value") for b in page.all("button") if b.get("name") == "do"]
    assert buttons.count("save") == len(page.all("form"))
    assert buttons[0] == "preview"


def test_lines_have_buttons_and_labels_of_their_own() -> None:
    form = FORMS.form("practice")
    page = content_page(form, {})
    acts = [str(b.get("value")) for b in page.all("button") if "prices" in str(b.get("value"))]
    count = len(next(i for i in form.inputs if i.name == "prices").shown({}))
    assert acts == [
        *(f"{act}:prices:{n}" for n in range(count) for act in ("up", "down", "remove")),
        "add:prices:0",
    ]


def test_the_preview_is_what_visitors_read() -> None:
    for part, entry in (("techniques", "shiatsu"), ("questions", "hsa_fsa")):
        form = FORMS.form(part, entry)
        messages, content = FORMS.shown(form, {})
        assert messages[0].card
        page = content_page(form, {}, preview=messages, words=content.widget)
        assert any(a.get("id") == "preview" for _, a in page.found)


def test_the_entries_of_a_part() -> None:
    page = render(
        "entries",
        title="Title",
        part="techniques",
        parts=tuple(PARTS.items()),
        entries=FORMS.entries("techniques"),
        new_title="Add",
        new="/desk/new/techniques",
        address="/desk/content",
    )
    links = [a["href"] for a in page.all("a")]
    assert "/desk/content/techniques/thai_massage" in links
    assert "/desk/new/techniques" in links


def release(number: int, **more: Any) -> Release:
    made = Release(number, "passed", (AddExample("faq_parking", ODD),), {}, 1.0)
    return replace(made, **more)


@pytest.mark.parametrize("needs_training", [True, False])
@pytest.mark.parametrize("is_running", [True, False])
def test_the_changes_the_check_and_the_history(is_running: bool, needs_training: bool) -> None:
    items = [
        {"release": release(3), "is_live": False, "may_go_live": True},
        {"release": release(2, published_at=2.0), "is_live": True, "may_go_live": False},
        {
            "release": release(1, state="failed", problems=(ODD,)),
            "is_live": False,
            "may_go_live": False,
        },
    ]
    history = [{**i, "titles": [ODD], "made": "1970", "published": ""} for i in items]
    progress = {"running": is_running, **vars(Progress("Training", 20, 8))}
    page = render(
        "changes",
        waiting=[(ODD, [ODD]), ("two", [])],
        history=history,
        progress=progress,
        needs_training=needs_training,
        reasons=(),
        address="/desk/changes",
        progress_at="/desk/changes/progress",
    )
    actions = [form["action"] for form in page.all("form")]
    assert actions.count("/desk/changes/take-back") == 2
    assert actions.count("/desk/changes/live") == 1
    assert ("/desk/changes/check" in actions) != is_running
    assert len(page.all("script")) == len(page.all("progress")) == int(is_running)


def test_empty_pages() -> None:
    nothing = {
        "waiting": [],
        "history": [],
        "progress": {"running": False},
        "needs_training": False,
    }
    page = render("changes", **nothing, reasons=(), address="/desk/changes", progress_at="x")
    assert page.all("form") == []
    page = render("unanswered", **UNANSWERED, **NO_GROUPS)
    assert page.all("form") == page.all("progress") == page.all("script") == page.all("a") == []
