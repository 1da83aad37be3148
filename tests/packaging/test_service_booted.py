"""The service's package on a machine that systemd has booted: its unit, PostgreSQL, an upgrade, and the end."""

from __future__ import annotations

import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import debian
import package
import pytest
import requests

from tests.packaging.booted_root import Booted, booted, control_groups
from tests.packaging.installed_root import SUITES, WHY_NOT, Root, bare_root, wait_for

UNIT = "counterfoil-service"
PAGE = (Path(__file__).parents[2] / "docs" / "packaging.md").read_text("utf-8")
STATE = Path("var/lib/private/counterfoil-service")
NO_BOOT = WHY_NOT or ("" if control_groups() else "this machine has no control groups of version 2")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(NO_BOOT), reason=f"NO MACHINE IS BOOTED HERE: {NO_BOOT}")]


@dataclass(frozen=True)
class Server:
    """A booted machine, the root that it was booted from, and the port of its service."""

    root: Root
    machine: Booted
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/external"

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/health", timeout=10).status_code == 200
        except requests.RequestException:
            return False

    def sell(self) -> str:
        token = (self.root.place / STATE / "service-token").read_text().strip()
        headers = {"Authorization": f"Bearer {token}"}
        made = requests.post(f"{self.url}/gift-cards", json={"initial_value": "20.00"}, headers=headers, timeout=30)
        return str(made.json()["gift_card"]["balance"])

    def is_started(self, *, database: str) -> None:
        settings = self.root.place / "etc/default/counterfoil-service"
        options = f"--host 127.0.0.1 --port {self.port} --proxy 127.0.0.1 --workers 2"
        text = re.sub("^DATABASE=.*$", f"DATABASE={database}", settings.read_text(), flags=re.MULTILINE)
        settings.write_text(re.sub("^OPTIONS=.*$", f"OPTIONS={options}", text, flags=re.MULTILINE))
        self.machine.run("systemctl", "restart", UNIT)
        wait_for(self.answers, "the service", 120, lambda: self.machine.run("journalctl", "-u", UNIT, "-o", "cat"))

    def show(self, field: str) -> str:
        return self.machine.run("systemctl", "show", "--property", field, "--value", UNIT).strip()


@pytest.fixture(scope="module")
def folders() -> Path:
    return package.build_folders()


@pytest.fixture(params=SUITES)
def server(request: pytest.FixtureRequest, folders: Path, tmp_path: Path) -> Iterator[Server]:
    made = debian.wrap(debian.SERVICE, folders, tmp_path, level=1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with bare_root(request.param) as root:
        root.run("apt-get", "install", "-qq", "-y", "systemd", "systemd-sysv", "dbus")
        root.install(made)
        with booted(root) as machine:
            yield Server(root, machine, port)


def test_the_life_of_a_service(server: Server, folders: Path, tmp_path: Path) -> None:
    """One machine, step by step."""
    it_keeps_cards_in_a_file_of_its_own(server)
    on_postgresql_it_needs_no_password(server)
    an_upgrade_starts_it_anew_and_keeps_no_old_build(server, folders, tmp_path)
    it_ends_well_and_its_cards_stay_when_it_is_removed(server)


def it_keeps_cards_in_a_file_of_its_own(server: Server) -> None:
    server.is_started(database="/var/lib/counterfoil-service/service.db")
    server.machine.run("systemctl", "enable", UNIT)
    assert server.sell() == "20.00"
    kept = {path.name: path.stat() for path in (server.root.place / STATE).iterdir()}
    assert {"service.db", "service-token"} <= set(kept)
    assert [name for name, stat in kept.items() if stat.st_mode & 0o077 or stat.st_uid == 0] == []


def on_postgresql_it_needs_no_password(server: Server) -> None:
    """By the lines of the page, as they stand there."""
    lines = re.findall(r"^    ((?:apt-get install postgresql|runuser).*)$", PAGE, re.MULTILINE)
    assert len(lines) == 3
    for line in lines:
        server.machine.run("sh", "-ec", line.replace("apt-get install", "apt-get install -qq -y"))
    (database,) = re.findall(r"after DATABASE=(\S+)$", PAGE, re.MULTILINE)
    server.is_started(database=database)
    assert {server.sell() for _ in range(4)} == {"20.00"}
    count = ("runuser", "-u", "postgres", "--", "psql", "-At", "-c", "select count(*) from gift_cards", "counterfoil")
    assert server.machine.run(*count).strip() == "4"


def an_upgrade_starts_it_anew_and_keeps_no_old_build(server: Server, folders: Path, tmp_path: Path) -> None:
    before = server.show("MainPID")
    newer = debian.wrap(debian.SERVICE, folders, tmp_path, "9.9.1", level=1)
    shutil.copy(newer, server.root.place / "root")
    server.machine.run("apt-get", "install", "-qq", "-y", f"/root/{newer.name}")
    wait_for(server.answers, "the new service", 120)
    assert server.show("MainPID") not in {before, "0"}
    builds = server.root.place / "usr/lib/counterfoil-service/builds"
    assert [path.name.partition("-")[0] for path in builds.iterdir()] == ["9.9.1"]
    assert server.sell() == "20.00"


def it_ends_well_and_its_cards_stay_when_it_is_removed(server: Server) -> None:
    server.machine.run("systemctl", "stop", UNIT)
    assert (server.show("Result"), server.show("ExecMainStatus")) == ("success", "0")
    server.machine.run("systemctl", "start", UNIT)
    wait_for(server.answers, "the service", 120)
    server.machine.run("apt-get", "remove", "-qq", "-y", UNIT)
    assert not server.answers()
    assert not (server.root.place / "usr/lib/counterfoil-service").exists()
    assert (server.root.place / STATE / "service.db").exists()
    wanted = server.root.place / "etc/systemd/system/multi-user.target.wants"
    assert not (wanted / f"{UNIT}.service").is_symlink()
