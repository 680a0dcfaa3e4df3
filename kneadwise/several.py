"""Several Rasa and action servers behind nginx, on PostgreSQL and Redis, as deploy/ has it.

For tests and measurements: everything on this machine, in one folder, on free ports.
"""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kneadwise.environment import ROOT
from kneadwise.model import Model
from kneadwise.servers import Servers
from kneadwise.services import NginxServer, PostgresServer, RedisServer, free_port, program
from kneadwise.temporary import temporary_environment

NGINX_FILE = ROOT / "deploy" / "nginx" / "kneadwise.conf"
CERTIFICATE_DAYS = "2"
# A single address may send a whole measurement.
NO_PROXY_LIMITS = {"rate=10r/s": "rate=100000r/s", "connections 30;": "connections 1000;"}
# What surrounds the project's file on a Debian machine, with every path in one folder.
FRAME = """
daemon off;
worker_processes 1;
pid {directory}/nginx.pid;
error_log {directory}/error.log warn;
events {{ worker_connections 1024; }}
http {{
client_body_temp_path {directory}/body;
proxy_temp_path {directory}/proxy;
fastcgi_temp_path {directory}/fastcgi;
uwsgi_temp_path {directory}/uwsgi;
scgi_temp_path {directory}/scgi;
{site}
}}
"""


class Several:
    """The parts, each to be stopped and started by a test.

    Attributes:
        database: PostgreSQL.
        redis: the locks.
        proxy: nginx.
        rasa: the Rasa servers.
        actions: the action servers.
    """

    def __init__(self, directory: Path, workers: int = 2, action_servers: int = 2) -> None:
        """Chooses ports and writes configurations; nothing runs yet but the making of a database.

        Args:
            directory: an empty folder.
            workers: how many Rasa servers.
            action_servers: how many action servers.

        Raises:
            ServiceFailed: naming the package of a program that isn't installed.
        """
        self.database = PostgresServer(directory / "postgresql")
        self.redis = RedisServer(directory / "redis")
        to_actions = free_port()
        shared = {
            "KNEADWISE_TRACKER_URL": self.database.url,
            "KNEADWISE_LOCK_STORE": "redis",
            "KNEADWISE_REDIS_URL": self.redis.url,
            "KNEADWISE_SECRET": secrets.token_hex(32),
            "KNEADWISE_ACTION_SECRET": secrets.token_hex(32),
            "KNEADWISE_ACTION_URL": f"http://127.0.0.1:{to_actions}/webhook",
            "SANIC_PROXIES_COUNT": "1",
        }
        self.actions = _servers(directory, "actions", action_servers, shared)
        self.rasa = _servers(directory, "rasa", workers, shared)
        self.certificate, self._key = _certificate(directory / "nginx")
        self.proxy = self._proxy(directory / "nginx", to_actions, NO_PROXY_LIMITS)

    def _proxy(self, folder: Path, to_actions: int, replaced: Mapping[str, str]) -> NginxServer:
        port = free_port()
        site = nginx_site(
            NGINX_FILE.read_text(encoding="utf-8"),
            rasa_ports=[int(server.setting("KNEADWISE_PORT")) for server in self.rasa],
            action_ports=[int(server.setting("KNEADWISE_ACTION_PORT")) for server in self.actions],
            replaced={
                "listen 80;": f"listen 127.0.0.1:{free_port()};",
                "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
                "listen 127.0.0.1:5054;": f"listen 127.0.0.1:{to_actions};",
                "/etc/kneadwise/tls/fullchain.pem": str(self.certificate),
                "/etc/kneadwise/tls/privkey.pem": str(self._key),
                "/var/log/nginx/kneadwise.log": str(folder / "access.log"),
                **replaced,
            },
        )
        return NginxServer(folder, FRAME.format(directory=folder, site=site), port)

    @contextmanager
    def limited_proxy(self, folder: Path) -> Iterator[str]:
        """One more nginx in front of the same servers, with the limits of deploy/; its address."""
        proxy = self._proxy(folder, free_port(), {})
        proxy.start()
        try:
            yield f"https://localhost:{proxy.port}"
        finally:
            proxy.stop()

    @property
    def address(self) -> str:
        """Where a visitor's browser goes."""
        return f"https://localhost:{self.proxy.port}"

    def start(self) -> None:
        """Starts everything and waits until every Rasa server is ready."""
        self.database.start()
        self.redis.start()
        for server in self.actions:
            server.start_actions()
        self.proxy.start()
        for server in self.rasa:
            server.start_rasa()
            # One after another: loading a model takes all cores there are.
            server.wait_until_ready()

    def stop(self) -> None:
        """Stops everything, the ones that need others first."""
        with ExitStack() as stack:
            for service in (self.database, self.redis):
                stack.callback(service.stop)
            for server in self.actions + self.rasa:
                stack.callback(server.stop)
            stack.callback(self.proxy.stop)


@contextmanager
def several_machines(
    directory: Path, workers: int = 2, action_servers: int = 2
) -> Iterator[Several]:
    """Trains if needed, starts everything, and stops it at the end; see `Several`."""
    several = Several(directory, workers, action_servers)
    Model(temporary_environment(directory)).make_current()
    try:
        several.start()
        yield several
    finally:
        several.stop()


def nginx_site(
    text: str, rasa_ports: list[int], action_ports: list[int], replaced: Mapping[str, str]
) -> str:
    """The project's nginx file with other ports and paths.

    Args:
        text: of deploy/nginx/kneadwise.conf.
        rasa_ports: of the Rasa servers.
        action_ports: of the action servers.
        replaced: further texts and what stands for them.

    Raises:
        ValueError: if a text to be replaced isn't there.
    """
    options = "max_fails=1 fail_timeout=5s;"
    for first, ports in ((5005, rasa_ports), (5055, action_ports)):
        there = [f"    server 127.0.0.1:{port} {options}" for port in (first, first + 1)]
        wanted = [f"    server 127.0.0.1:{port} {options}" for port in ports]
        replaced = {"\n".join(there): "\n".join(wanted), **replaced}
    for old, new in replaced.items():
        if old not in text:
            raise ValueError(f"{old!r} is not in the configuration")
        text = text.replace(old, new)
    return text


def _servers(directory: Path, name: str, count: int, shared: Mapping[str, str]) -> list[Servers]:
    return [
        Servers(
            temporary_environment(
                directory, **{**shared, "KNEADWISE_LOGS": str(directory / f"{name}-{number}")}
            )
        )
        for number in range(count)
    ]


def _certificate(folder: Path) -> tuple[Path, Path]:
    folder.mkdir(parents=True, exist_ok=True)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = [program("openssl", "openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    command += ["-days", CERTIFICATE_DAYS, "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key
