"""A Sanic application on a port of its own, in the test's own event loop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from sanic import Sanic


@asynccontextmanager
async def serving(
    name: str, monkeypatch: pytest.MonkeyPatch, register: Callable[[Sanic], None]
) -> AsyncIterator[str]:
    """The address of an application called `name`, with what `register` gives it."""
    app = Sanic(name, register=False, configure_logging=False)
    # Sanic rewrites its own methods when it starts; in this mode it can do so again.
    monkeypatch.setattr(Sanic, "test_mode", True)
    register(app)
    running = await app.create_server(
        host="127.0.0.1", port=0, return_asyncio_server=True, asyncio_server_kwargs={}
    )
    await running.startup()
    await running.start_serving()
    try:
        yield f"http://127.0.0.1:{running.server.sockets[0].getsockname()[1]}"
    finally:
        running.close()
