"""Starts the action server and the Rasa server, waits for both, stops both."""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from guards.model_digest import ModelNotTrusted, check_model
from kneadwise.environment import ROOT, STATE_DIRECTORY
from learning.places import Places
from learning.publishing import recover

START_SECONDS = 180.0
STOP_SECONDS = 15.0
POLL_SECONDS = 0.5
LOG_LINES = 15
SECRET_BYTES = 32
# A message's arrays are small: more threads only wait for each other, and take a core each.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class ServersFailed(Exception):
    """A server could not be started or ended by itself; the message says which and why."""


class Servers:
    """The two processes that make up the assistant."""

    def __init__(
        self,
        environment: Mapping[str, str],
        root: Path = ROOT,
        action_server: Sequence[str] = ("action_server",),
    ) -> None:
        """Creates them, not yet running.

        Args:
            environment: as `process_environment` gives it.
            root: the project.
            action_server: the Python module of the action server and its arguments.
        """
        self._environment = dict(environment)
        # In the environment only: a command line is shown to every user of the machine.
        self._environment["KNEADWISE_ACTION_SECRET"] = environment.get(
            "KNEADWISE_ACTION_SECRET"
        ) or secrets.token_urlsafe(SECRET_BYTES)
        self._root = root
        self._action_server = list(action_server)
        self._logs = root / self._environment.get("KNEADWISE_LOGS", STATE_DIRECTORY)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        """Where the Rasa server answers."""
        host, port = self._environment["KNEADWISE_HOST"], self._environment["KNEADWISE_PORT"]
        return f"http://{host}:{port}"

    @property
    def state_directory(self) -> Path:
        """Where the servers' logs are, and a temporary assistant's database."""
        return self._logs

    def setting(self, name: str) -> str:
        """What the servers have in their environment under `name`; KeyError for nothing."""
        return self._environment[name]

    def check_ports(self) -> None:
        """Raises `ServersFailed` naming the variable to change where a port is taken."""
        for host, port in (
            ("KNEADWISE_HOST", "KNEADWISE_PORT"),
            ("KNEADWISE_ACTION_HOST", "KNEADWISE_ACTION_PORT"),
        ):
            number = self._environment[port]
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((self._environment[host], int(number)))
                except (OSError, ValueError, OverflowError) as error:
                    raise ServersFailed(
                        f"Port {number} can't be used ({error}). "
                        f"Stop what uses it, or set {port} to another one."
                    ) from error

    @property
    def places(self) -> Places:
        """Where their content, model and releases are."""
        return Places.of(self._environment, self._root)

    def finish_release(self) -> None:
        """Has the content and model be those of one release, where making it live was broken off.

        Raises:
            ServersFailed: if that can't be done.
        """
        try:
            recover(self.places)
        except OSError as error:
            raise ServersFailed(f"A release can't be finished ({error}).") from error

    def check_model(self) -> None:
        """Raises `ServersFailed` where the model is not the one that was trained."""
        trusted = self._environment.get("KNEADWISE_MODEL_SHA256", "")
        try:
            check_model(self._root / self._environment["KNEADWISE_MODEL"], trusted)
        except ModelNotTrusted as error:
            raise ServersFailed(str(error)) from error

    def start_actions(self) -> None:
        """Starts the action server."""
        self._start("actions", self._action_server)

    def start_rasa(self) -> None:
        """Starts the Rasa server, which checks the model itself once more."""
        arguments = ["rasa", "run", "--model", self._environment["KNEADWISE_MODEL"]]
        arguments += ["--interface", self._environment["KNEADWISE_HOST"]]
        arguments += ["--port", self._environment["KNEADWISE_PORT"]]
        arguments += ["--credentials", self._environment["KNEADWISE_CREDENTIALS"]]
        origins = self._environment.get("KNEADWISE_ALLOWED_ORIGINS", "")
        cors = [origin.strip() for origin in origins.split(",") if origin.strip()]
        if cors:
            arguments += ["--cors", *cors]
        self._start("rasa", arguments)

    def start(self) -> None:
        """Starts both, with the release that was made live last.

        Raises:
            ServersFailed: if the model is not the one that was trained; then neither is started.
        """
        self.finish_release()
        self.check_model()
        self.start_actions()
        self.start_rasa()

    def _start(self, name: str, arguments: list[str]) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=self._root,
                env={**ONE_THREAD, **self._environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C comes to us alone, so that both are stopped in order.
                start_new_session=True,
            )

    def wait_until_ready(self, report: Callable[[float], None] = lambda seconds: None) -> str:
        """Waits until the assistant says that it is ready.

        Args:
            report: called with the seconds gone at every look.

        Returns:
            The model's name.

        Raises:
            ServersFailed: if a server ends, or it takes longer than `START_SECONDS`.
        """
        started = time.monotonic()
        answer = "no answer"
        while (gone := time.monotonic() - started) < START_SECONDS:
            self.check_running()
            try:
                with urllib.request.urlopen(f"{self.address}/webhooks/website/ready") as response:
                    return str(json.load(response)["model"])
            except urllib.error.HTTPError as error:
                answer = error.read().decode(errors="replace")
            except (OSError, ValueError):
                pass
            report(gone)
            time.sleep(POLL_SECONDS)
        raise ServersFailed(f"Not ready after {START_SECONDS:.0f} s: {answer}")

    def check_running(self) -> None:
        """Raises `ServersFailed` with the end of its log where a server has ended."""
        for name, process in self._processes.items():
            if process.poll() is not None:
                raise ServersFailed(
                    f"The {name} server ended with code {process.returncode}.\n{self._tail(name)}"
                )

    def _tail(self, name: str) -> str:
        log = self._logs / f"{name}.log"
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
        return "\n".join([f"The end of {log}:", *lines])

    def process(self, name: str) -> subprocess.Popen[bytes] | None:
        """The process called "rasa" or "actions", or None before it was started."""
        return self._processes.get(name)

    def stop(self) -> None:
        """Stops both: asks first, and kills what has not ended after `STOP_SECONDS`."""
        for process in self._processes.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._processes.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()
