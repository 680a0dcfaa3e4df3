"""The lock store as Rasa makes it from endpoints.yml."""

from __future__ import annotations

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException

from kneadwise.environment import ROOT, process_environment
from kneadwise.services import RedisServer, free_port
from stores.lock_store import ConversationLocks
from stores.memory_locks import MemoryLocks
from stores.redis_locks import RedisLocks


def made(monkeypatch: pytest.MonkeyPatch, **settings: str) -> ConversationLocks:
    """What Rasa makes with these settings."""
    for name, value in process_environment(**settings).items():
        monkeypatch.setenv(name, value)
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    store = LockStore.create(endpoints.lock_store)
    assert isinstance(store, ConversationLocks)
    return store


async def test_locks_are_in_memory_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    store = made(monkeypatch)
    assert isinstance(store._locks, MemoryLocks)
    assert not store.is_shared
    async with store.lock("conversation") as lock:
        assert lock.conversation_id == "conversation"
        with pytest.raises(LockError):
            async with store.lock("conversation", lock_lifetime=0.01):
                raise AssertionError
    assert len(store._locks) == 0


async def test_what_fails_under_a_lock_is_raised_and_the_lock_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = made(monkeypatch)
    with pytest.raises(KeyError, match="inside"):
        async with store.lock("conversation"):
            raise KeyError("inside")
    async with store.lock("conversation", lock_lifetime=0.01):
        pass


async def test_locks_in_redis(monkeypatch: pytest.MonkeyPatch, redis_server: RedisServer) -> None:
    settings = {"KNEADWISE_LOCK_STORE": "redis", "KNEADWISE_REDIS_URL": redis_server.url}
    store = made(monkeypatch, KNEADWISE_TURN_SECONDS="25", **settings)
    assert isinstance(store._locks, RedisLocks)
    assert store.is_shared
    assert store.longest_seconds > 25
    async with store.lock("conversation"):
        with pytest.raises(LockError):
            async with store.lock("conversation", lock_lifetime=0.1):
                raise AssertionError
    await store.close()


async def test_a_redis_that_is_not_there_is_a_lock_error(monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"redis://user:secret-word@127.0.0.1:{free_port()}/0"
    store = made(monkeypatch, KNEADWISE_LOCK_STORE="redis", KNEADWISE_REDIS_URL=address)
    with pytest.raises(LockError) as error:
        async with store.lock("conversation"):
            raise AssertionError
    assert "secret-word" not in str(error.value)
    await store.close()


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"KNEADWISE_LOCK_STORE": "redis"}, "KNEADWISE_REDIS_URL"),
        (
            {"KNEADWISE_LOCK_STORE": "redis", "KNEADWISE_REDIS_URL": "http://host"},
            "KNEADWISE_REDIS_URL",
        ),
        ({"KNEADWISE_LOCK_STORE": "memcached"}, "KNEADWISE_LOCK_STORE"),
        ({"SANIC_WORKERS": "2"}, "SANIC_WORKERS"),
    ],
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], named: str
) -> None:
    with pytest.raises(RasaException, match=named):
        made(monkeypatch, **settings)
