"""docs/unattended.md on two machines: the package in a bare Debian, the files of the page, and nobody in front."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import debian
import package
import pytest
import roots

from tests.packaging.installed_root import SUITES, USER, WHY_NOT, Root, bare_root
from tests.packaging.shop_service import TOKEN, open_shop

PAGE = (Path(__file__).parents[2] / "docs" / "unattended.md").read_text("utf-8")
FILE, INSTALL, FIRST, SCRIPT, SHARE = re.findall(r"```(?:toml|sh)\n(.*?)```", PAGE, re.DOTALL)[:5]
ADDRESS = "https://gifts.example/api/external"
PIN = "480261"
BY_MIA = f"COUNTERFOIL_PIN={PIN} counterfoil --clerk Mia"
SCRIPTED = "scripted"
"""Another user of each machine, whose till is set up by the script of the page."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=f"NO PACKAGE IS BUILT HERE: {WHY_NOT}"),
]


@dataclass(frozen=True)
class InstalledMachine:
    """A root with a name of its own, for the time of each command."""

    root: Root
    name: str

    def bring(self, home: str, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.root.place / home[1:] / name
            path.write_text(text, encoding="utf-8")
            path.chmod(0o600)
        self.root.run("chown", "-R", "--reference", home, home)

    def type(self, user: str, script: str) -> list[dict[str, Any]]:
        """Type lines as that user in its home, on a machine of this name; return the objects that they answer."""
        home = "/root" if user == "root" else f"/home/{user}"
        who = f"setpriv --reuid={user} --regid={user} --init-groups env -C {home} HOME={home} sh -ec"
        named = f"printf %s {self.name} > /proc/sys/kernel/hostname; exec {who} {shlex.quote(script)}"
        done = roots.run(self.root.place, "unshare", "--uts", "sh", "-ec", named, check=False)
        assert done.returncode == 0, f"{script}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def setting(self, user: str, key: str) -> str:
        return str(self.type(user, f"counterfoil --json settings get {key}")[0]["value"])


@pytest.mark.parametrize("suite", SUITES)
def test_two_machines_are_set_up_with_nobody_in_front(suite: str, tmp_path: Path) -> None:
    folders = package.build_folders()
    desk = debian.wrap(debian.DESK, folders, tmp_path, level=1)
    with ExitStack() as stack:
        shop = stack.enter_context(open_shop(folders, tmp_path / "service"))
        machines = [InstalledMachine(stack.enter_context(bare_root(suite)), f"till-{number}") for number in (1, 2)]
        for machine in machines:
            machine.root.install(desk)
            by_what_the_machine_brings_along(machine, shop.url)
        assert shop.balances() == ["25.00", "25.00"]
        shared = ""
        for machine in machines:
            shared = by_the_script(machine, shop.url, shared)


def by_what_the_machine_brings_along(machine: InstalledMachine, url: str) -> None:
    secrets = {"token": TOKEN + "\n", "manager.pin": PIN + "\n"}
    machine.bring("/root", {"till.toml": FILE.replace(ADDRESS, url), **secrets})
    machine.type("root", f"groupadd tills; usermod -aG tills {USER}")
    machine.type("root", INSTALL)
    rows = machine.type(USER, FIRST)
    assert [row for row in rows if row["state"] == "bad"] == []
    assert [machine.setting(USER, key) for key in ("shop.name", "till.name", "shop.tills", "offline.per_sale")] == [
        "Quay Books",
        machine.name,
        "50",
        "40.00",
    ]
    (sold,) = machine.type(USER, f"{BY_MIA} --json issue 25")
    assert (sold["outcome"], sold["balance"]) == ("confirmed", "25.00")


def by_the_script(machine: InstalledMachine, url: str, shared: str) -> str:
    """Set up another user's till, by the settings of the one before; return its own."""
    machine.type("root", f"rm -r /etc/counterfoil; useradd -m {SCRIPTED}")
    home = f"/home/{SCRIPTED}"
    settings = shared or '[shop]\nname = "Quay Books"\ntills = 50\n'
    machine.bring(home, {"shop.toml": settings, "token": TOKEN + "\n", "manager.pin": PIN + "\n"})
    machine.type(SCRIPTED, SCRIPT.replace(ADDRESS, url))
    machine.type(SCRIPTED, SHARE)
    assert [machine.setting(SCRIPTED, key) for key in ("shop.name", "till.name", "shop.tills")] == [
        "Quay Books",
        "Till 7",
        "50",
    ]
    assert machine.type(SCRIPTED, "counterfoil --json doctor")
    return (machine.root.place / home[1:] / "shop.toml").read_text("utf-8")
