"""An acknowledged message survives kill -9 of either server; none is answered twice."""

from pathlib import Path

from kneadwise.servers import Servers
from tests.conversations.faults.kills import kill_often

RUNS = 4


def test_nothing_is_lost_or_doubled_when_a_server_is_killed(
    tmp_path: Path, assistant: Servers
) -> None:
    faults, messages, sent_again = kill_often(tmp_path, RUNS, seed=7)
    assert dict(faults) == {}
    assert messages > RUNS
    # Else no message was under way when a server was killed, and nothing was tried.
    assert sent_again > 0
