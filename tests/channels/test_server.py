"""What a client is told of an error that no handler has met."""

from __future__ import annotations

import pytest
from sanic.exceptions import InvalidUsage, MethodNotSupported, NotFound, PayloadTooLarge

from channels.website.server import problem_of

SECRET = "/srv/kneadwise/secret"


@pytest.mark.parametrize(
    ("error", "unreadable", "status"),
    [
        (NotFound(SECRET), False, 404),
        (MethodNotSupported(SECRET, "PUT", ["GET"]), False, 405),
        (PayloadTooLarge(SECRET), False, 413),
        (InvalidUsage(SECRET), True, 400),
        (ValueError(SECRET), True, 400),
        (ValueError(SECRET), False, 500),
    ],
)
def test_nothing_of_the_server_is_told(error: Exception, unreadable: bool, status: int) -> None:
    response = problem_of(error, unreadable).response()
    assert response.status == status
    assert response.content_type == "application/problem+json"
    assert SECRET.encode() not in response.body
