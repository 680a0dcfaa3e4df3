"""Trains the standard model in the background, while its owner answers questions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from kneadwise.environment import ROOT, process_environment, standard_environment
from kneadwise.model import Model

TRAIN = (sys.executable, "-m", "kneadwise", "train")


def train_meanwhile(command: Sequence[str] = TRAIN) -> bool:
    """Begins a training where the standard model is missing or stale; whether it did.

    It goes on when this process ends, and `run` waits for it. What goes wrong with it is told by
    `run`, which tries again.

    Args:
        command: that trains it.
    """
    environment = standard_environment(process_environment())
    if not Model(environment).is_stale():
        return False
    subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C ends the questions alone.
        start_new_session=True,
    )
    return True
