"""Redis, PostgreSQL and nginx for tests and measurements: own folders, free ports."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

START_SECONDS = 30.0
STOP_SECONDS = 15.0
POLL_SECONDS = 0.05
LOG_LINES = 15
POSTGRES_USER = "kneadwise"
# PostgreSQL refuses to run as root; Debian's package makes this user.
POSTGRES_OWNER = "postgres"
SERVER_DIRECTORIES = ("/usr/sbin", "/usr/local/sbin", "/usr/lib/postgresql/*/bin")


class ServiceFailed(Exception):
    """A service could not be started; the message says which and why."""


def program(name: str, package: str) -> str:
    """The path of a program.

    Args:
        name: of the program.
        package: Debian's, that has it.

    Raises:
        ServiceFailed: naming the package to install.
    """
    found = shutil.which(name)
    for pattern in () if found else SERVER_DIRECTORIES:
        candidates = sorted(Path("/").glob(f"{pattern[1:]}/{name}"))
        if candidates:
            return str(candidates[-1])
    if not found:
        raise ServiceFailed(
            f"{name} is not installed: run scripts/prepare-services, "
            f"or 'apt-get install {package}'."
        )
    return found


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service:
    """A process that listens on a port, and may be stopped, killed and started again."""

    name = "service"

    def __init__(self, directory: Path) -> None:
        """Chooses a port; `directory` is made and holds everything the service writes."""
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self.port = free_port()
        self.log = directory / f"{self.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        """The command line that runs the service in the foreground."""
        raise NotImplementedError

    def start(self) -> None:
        """Starts it and waits until it accepts connections.

        Raises:
            ServiceFailed: with the end of its log.
        """
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.directory,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                lines = self.log.read_text(errors="replace").splitlines()[-LOG_LINES:]
                self.stop()
                raise ServiceFailed("\n".join([f"{self.name} did not start:", *lines]))
            time.sleep(POLL_SECONDS)

    def answers(self) -> bool:
        """Whether it accepts connections."""
        with socket.socket() as probe:
            probe.settimeout(1.0)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stops it by a signal, and kills it when it has not ended after `STOP_SECONDS`."""
        process, self._process = self._process, None
        if process is None:
            return
        _signal_all(process, how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _signal_all(process, signal.SIGKILL)
            process.wait()

    def send(self, what: signal.Signals) -> None:
        """Sends a signal, such as SIGSTOP, to all its processes."""
        if self._process is not None:
            _signal_all(self._process, what)


def _signal_all(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    # The group is of the process that was started: `runuser` too has children.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, what)


class RedisServer(Service):
    """Redis that keeps nothing on disk."""

    name = "redis"

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """See `Service`."""
        server = program("redis-server", "redis-server")
        settings = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        return [server, "--port", str(self.port), "--dir", str(self.directory), *settings]


class PostgresServer(Service):
    """A PostgreSQL cluster with one database."""

    name = "postgresql"

    def __init__(self, directory: Path) -> None:
        """Makes the cluster.

        Raises:
            ServiceFailed: if PostgreSQL is not installed or the cluster can't be made.
        """
        super().__init__(directory)
        self.data = directory / "data"
        if self.data.exists():
            return
        self.data.mkdir(mode=0o700)
        if _as_owner():
            shutil.chown(self.data, POSTGRES_OWNER)
            _let_through(directory)
        initdb = program("initdb", "postgresql")
        arguments = ["-D", str(self.data), "-U", POSTGRES_USER, "--auth=trust", "--no-sync"]
        self.run([initdb, *arguments, "--encoding=UTF8", "--locale=C.UTF-8"])

    def run(self, command: list[str]) -> str:
        """Runs a command as the cluster's owner and returns its output.

        Raises:
            ServiceFailed: with what it said.
        """
        done = subprocess.run(
            [*_as_owner(), *command],
            capture_output=True,
            text=True,
            cwd="/",
        )
        if done.returncode != 0:
            raise ServiceFailed(f"{command[0]} failed: {done.stdout}{done.stderr}")
        return done.stdout

    @property
    def url(self) -> str:
        """The database's address for SQLAlchemy."""
        return f"postgresql://{POSTGRES_USER}@127.0.0.1:{self.port}/{POSTGRES_USER}"

    def command(self) -> list[str]:
        """See `Service`."""
        postgres = program("postgres", "postgresql")
        # Several workers, each with a pool of connections of its own.
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        settings += ["-c", "max_connections=200"]
        return [*_as_owner(), postgres, "-D", str(self.data), "-p", str(self.port), *settings]

    def start(self) -> None:
        """Starts it and makes the database where it is missing; see `Service`."""
        super().start()
        connection = ["-h", "127.0.0.1", "-p", str(self.port), "-U", POSTGRES_USER]
        psql = [program("psql", "postgresql-client"), *connection, "-d", "postgres", "-tAc"]
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                exists = self.run([*psql, "SELECT 1 FROM pg_database WHERE datname='kneadwise'"])
                break
            except ServiceFailed:
                # It listens a moment before it takes anybody in.
                if time.monotonic() > deadline:
                    raise
                time.sleep(POLL_SECONDS)
        if not exists.strip():
            self.run([*psql, f"CREATE DATABASE {POSTGRES_USER}"])

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stops it; SIGINT, its fast way, ends open connections."""
        super().stop(how)


class NginxServer(Service):
    """nginx with one configuration."""

    name = "nginx"

    def __init__(self, directory: Path, configuration: str, port: int) -> None:
        """Writes the whole configuration, which listens on `port`."""
        super().__init__(directory)
        self.port = port
        self.file = directory / "nginx.conf"
        self.file.write_text(configuration, encoding="utf-8")

    def command(self) -> list[str]:
        """See `Service`."""
        return [program("nginx", "nginx"), "-p", str(self.directory), "-c", str(self.file)]

    def check(self) -> str:
        """What `nginx -t` says; raises `ServiceFailed` where it finds a fault."""
        done = subprocess.run([*self.command(), "-t"], capture_output=True, text=True)
        if done.returncode != 0:
            raise ServiceFailed(done.stderr)
        return done.stderr


def _let_through(directory: Path) -> None:
    """Lets another user reach a temporary folder: pytest's are for their owner alone."""
    above = Path(tempfile.gettempdir()).resolve()
    for folder in (directory.resolve(), *directory.resolve().parents):
        if folder == above:
            return
        if above in folder.parents:
            folder.chmod(folder.stat().st_mode | 0o011)


def _as_owner() -> list[str]:
    if os.geteuid() != 0:
        return []
    return [program("runuser", "util-linux"), "-u", POSTGRES_OWNER, "--"]
