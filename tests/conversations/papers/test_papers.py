"""Papers of live conversations: with the visitor's own token, as HTML and PDF."""

from __future__ import annotations

import io
import urllib.error
import urllib.request

import pytest
from pypdf import PdfReader

from kneadwise.client import BASE_PATH, WebsiteClient
from kneadwise.servers import Servers
from tests.conversations.recommendation.paths import go_to

PAPERS = ("result", "doctor_note")


def get(
    assistant: Servers, path: str, token: str | None = None, accept: str = "text/html"
) -> tuple[int, dict[str, str], bytes]:
    headers = {"Accept": accept, **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(f"{assistant.address}{BASE_PATH}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


@pytest.fixture
def decided(visitor: WebsiteClient) -> WebsiteClient:
    """A visitor with a result."""
    go_to(visitor, "physician")
    assert visitor.say("no doctor").cards == ["recommendation/medical"]
    return visitor


def test_both_papers_as_page_and_pdf(assistant: Servers, decided: WebsiteClient) -> None:
    for name in PAPERS:
        status, headers, body = get(assistant, f"/papers/{name}", decided.token)
        assert (status, headers["cache-control"]) == (200, "no-store")
        assert headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert b"Juniper Street Massage" in body
        # By its name on Letter, by Accept on A4.
        asked = (f"/papers/{name}.pdf", "*/*"), (f"/papers/{name}?paper=a4", "application/pdf")
        for (path, accept), wide in zip(asked, (612, 595), strict=True):
            status, headers, body = get(assistant, path, decided.token, accept)
            assert (status, headers["content-type"]) == (200, "application/pdf")
            pages = PdfReader(io.BytesIO(body)).pages
            assert int(pages[0].mediabox.width) == wide
            assert len(pages) == (1 if name == "doctor_note" else 2)
    html = get(assistant, "/papers/result", decided.token)[2].decode()
    assert 'data-outcome="medical"' in html


def test_the_papers_style_comes_to_other_sites(assistant: Servers) -> None:
    for name in ("style.css", "a4.css", "letter.css"):
        status, headers, _ = get(assistant, f"/papers/{name}")
        assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
        assert headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("name", PAPERS)
def test_who_gets_none(name: str, assistant: Servers, decided: WebsiteClient) -> None:
    other = WebsiteClient(assistant.address)
    other.start()
    assert get(assistant, f"/papers/{name}")[0] == 401
    assert get(assistant, f"/papers/{name}", f"{decided.token}x")[0] == 401
    assert get(assistant, f"/papers/{name}", other.token)[0] == 404
    status, headers, _ = get(assistant, f"/papers/{name}?paper=legal", decided.token)
    assert (status, headers["content-type"]) == (400, "application/problem+json")
    other.say("help me choose")
    other.say("less pain")
    assert get(assistant, f"/papers/{name}", other.token)[0] == 404
    decided.forget()
    assert get(assistant, f"/papers/{name}", decided.token)[0] == 401


def test_a_correction_and_a_warning_are_on_the_next_paper(
    assistant: Servers, decided: WebsiteClient
) -> None:
    assert "recommendation/relaxation" in decided.say("actually I only want to relax").cards
    assert b'data-outcome="relaxation"' in get(assistant, "/papers/result", decided.token)[2]
    assert decided.say("my chest hurts and my arm is numb").cards == ["safety/emergency"]
    for name in PAPERS:
        html = get(assistant, f"/papers/{name}", decided.token)[2].decode()
        assert 'data-outcome="emergency"' in html
        assert "relaxation massage is" not in html.lower()


def test_starting_over_takes_the_result_back(assistant: Servers, decided: WebsiteClient) -> None:
    decided.say("start over")
    assert get(assistant, "/papers/result", decided.token)[0] == 404


def test_the_questionnaire_is_for_everyone(assistant: Servers) -> None:
    status, _, body = get(assistant, "/papers/questionnaire")
    assert status == 200
    assert b"For staff" in body
    status, headers, body = get(assistant, "/papers/questionnaire.pdf?paper=a4")
    assert (status, headers["content-type"]) == (200, "application/pdf")
    assert len(PdfReader(io.BytesIO(body)).pages) == 3
    assert get(assistant, "/papers/therapist_sheet")[0] == 404
