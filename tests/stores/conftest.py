"""A real Redis server for the tests of locks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kneadwise.services import RedisServer


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()
