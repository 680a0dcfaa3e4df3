"""The files of deploy/: they parse, agree with one another and with the settings there are."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from channels.desk.settings import DeskSettings
from channels.website.settings import WebsiteSettings
from inbox.delivery.settings import DeliverySettings
from kneadwise.cli import app
from kneadwise.environment import ROOT, SETTINGS_FILE
from kneadwise.services import NginxServer, ServiceFailed, free_port, program
from kneadwise.several import FRAME, NGINX_FILE, nginx_site

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NAME = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)
# Rasa's and Sanic's own.
OF_RASA = {"SANIC_PROXIES_COUNT", "SQL_POOL_SIZE", "SQL_MAX_OVERFLOW"}
COMMANDS = {"serve", "backup", "retention"}
# By PyYAML: Rasa has ruamel put environment variables in place of ${…}, once it is imported.
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))


def test_every_setting_of_the_example_is_one() -> None:
    names = set(NAME.findall((DEPLOY / "kneadwise.env.example").read_text()))
    known = set(NAME.findall(SETTINGS_FILE.read_text())) | OF_RASA
    fields = {*WebsiteSettings.__fields__, *DeliverySettings.__fields__}
    known |= {f"KNEADWISE_{name.upper()}" for name in fields}
    known |= {f"KNEADWISE_DESK_{name.upper()}" for name in DeskSettings.__fields__}
    assert names >= {"KNEADWISE_SECRET", "KNEADWISE_TRACKER_URL", "KNEADWISE_BACKUPS"}
    assert names - known == set()


def test_the_example_holds_no_secret() -> None:
    text = (DEPLOY / "kneadwise.env.example").read_text()
    assert re.findall(r"^#?KNEADWISE_\w*SECRET=(.*)$", text, re.MULTILINE) == [""] * 3


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_shut_in_and_runs_a_command_there_is(unit: Path) -> None:
    text = unit.read_text()
    for line in (
        "User=kneadwise",
        "EnvironmentFile=/etc/kneadwise/kneadwise.env",
        "ProtectSystem=strict",
        "NoNewPrivileges=true",
        "IPAddressDeny=any",
        "IPAddressAllow=localhost",
    ):
        assert line in text.splitlines(), line
    assert re.search(r"^MemoryMax=\dG$", text, re.MULTILINE)
    command = re.search(r"^ExecStart=\S+ -m kneadwise (\w+)", text, re.MULTILINE)
    assert command
    assert command[1] in COMMANDS
    # What a process prints has the level `SyslogLevel`, "info" by default: above LogLevelMax it
    # would be thrown away, errors too (systemd.exec(5)).
    assert {"LogLevelMax=warning", "SyslogLevel=warning"} <= set(text.splitlines())


# In which cases a service that ended by itself, in order, is started again (systemd.service(5)).
STARTED_AFTER_STATUS_0 = {"always", "on-success"}


def test_what_ends_for_a_new_release_is_started_again() -> None:
    # `kneadwise serve` ends in order, with status 0: tests/learning/test_restarting.py.
    seen = 0
    for unit in UNITS:
        text = unit.read_text()
        restart = re.search(r"^Restart=(\S+)$", text, re.MULTILINE)
        if "Type=oneshot" in text:
            assert not restart
            continue
        assert "kneadwise serve" in text
        assert restart
        assert restart[1] in STARTED_AFTER_STATUS_0
        # Status 0 may not be declared one after which it stays away.
        assert "RestartPreventExitStatus" not in text
        # More than five starts in ten seconds would be the last: pauses make that impossible.
        pause = re.search(r"^RestartSec=(\d+)$", text, re.MULTILINE)
        assert pause
        assert int(pause[1]) * 5 >= 10
        seen += 1
    assert seen == 2
    for name, service in COMPOSE["services"].items():
        serves = service.get("command", [""])[0] == "serve"
        if serves:
            # "on-failure" would not start what ended with status 0.
            assert service["restart"] in ("always", "unless-stopped"), name
            seen += 1
    assert seen == 6


def test_the_commands_of_the_units_are_there() -> None:
    there = {command.name for command in app.registered_commands}
    # The server does it every hour too.
    assert COMMANDS - there == set()


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    # The files it looks for are not on this machine.
    for path in (DEPLOY / "systemd").iterdir():
        text = path.read_text().replace("/opt/kneadwise/.venv/bin/python", "/bin/true")
        (tmp_path / path.name.replace("@.", "@5005.")).write_text(text)
    units = [str(path) for path in sorted(tmp_path.iterdir())]
    analyze = program("systemd-analyze", "systemd")
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True)
    # What it says of other units of the machine is not ours.
    assert [line for line in done.stderr.splitlines() if "kneadwise" in line] == []
    assert done.returncode == 0


def test_nginx_finds_no_fault_and_a_wrong_file_is_told(tmp_path: Path) -> None:
    site = nginx_site(
        NGINX_FILE.read_text(),
        rasa_ports=[free_port()],
        action_ports=[free_port()],
        replaced={"/var/log/nginx/kneadwise.log": str(tmp_path / "log")},
    )
    plain = re.sub(r"443 ssl http2", str(free_port()), site).replace("listen 80;", "listen 8080;")
    plain = re.sub(r"^ *ssl_.*$", "", plain, flags=re.MULTILINE)
    whole = FRAME.format(directory=tmp_path, site=plain)
    assert "successful" in NginxServer(tmp_path, whole, 0).check()
    with pytest.raises(ServiceFailed, match="proxy_next"):
        NginxServer(tmp_path, whole.replace("proxy_next_upstream ", "proxy_next "), 0).check()


def test_both_proxies_pass_the_same_paths() -> None:
    nginx = set(re.findall(r"location [=~ ^]*(/[a-z0-9/._]*)", NGINX_FILE.read_text()))
    caddy = (DEPLOY / "Caddyfile").read_text()
    listed = re.findall(r"^\t@\w+ path (.+)$", caddy, re.MULTILINE)
    paths = {path.rstrip("*") for line in listed for path in line.split()}
    # nginx writes a folder's both forms as one; the last two are the action servers'.
    assert nginx - {"/", "/webhook", "/health"} == paths - {"/guide/"}


def test_compose_is_shut_in() -> None:
    services = COMPOSE["services"]
    ours = {name: s for name, s in services.items() if s.get("image") == "kneadwise"}
    assert {*ours} == {"actions-1", "actions-2", "rasa-1", "rasa-2", "backup", "retention"}
    for service in ours.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["networks"] == ["inside"]
    assert [name for name, s in services.items() if "ports" in s] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("rasa-1", "actions-1", "database", "redis"):
        assert services[name]["healthcheck"]["test"][0] == "CMD"


def test_compose_replaces_addresses_that_are_in_the_nginx_file() -> None:
    site = NGINX_FILE.read_text()
    replaced = re.findall(r"s/([^/]+)/([^/]+)/", COMPOSE["services"]["proxy"]["command"][-1])
    assert len(replaced) == 5
    for old, new in replaced:
        assert site.count(old) >= 1
        service = new.partition(":")[0]
        assert service in COMPOSE["services"] or service.startswith("listen")


def test_the_image_has_what_the_servers_import() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    packages = {p.parent.name for p in ROOT.glob("*/__init__.py")}
    assert packages - {"evaluation", "benchmarks", "tests"} <= kept
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert "USER 10001" in dockerfile
    assert "prepare-environment runtime" in dockerfile
