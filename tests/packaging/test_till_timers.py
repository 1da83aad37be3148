"""The timers of a till without a window: accepted by systemd, with commands that the program knows, never enabled."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import debian
import pytest

from core.console.arguments import parse

TILL = Path(__file__).parents[2] / "packaging" / "till"
PAGE = (Path(__file__).parents[2] / "docs" / "unattended.md").read_text("utf-8")
COMMANDS = {"counterfoil-backups": ("backups", "now"), "counterfoil-records": ("records", "remove")}
NO_SYSTEMD = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="NO SYSTEMD HERE")
NO_DEBIAN = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="NO DEBIAN HERE")


def told(unit: str, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", (TILL / unit).read_text("utf-8"), re.MULTILINE)


def test_each_timer_has_a_service_of_its_name() -> None:
    timers = {f"{name}.{kind}" for name in COMMANDS for kind in ("timer", "service")}
    assert {path.name for path in TILL.iterdir()} == timers | {"counterfoil-agent.service"}
    for name in COMMANDS:
        assert (told(f"{name}.timer", "Unit"), told(f"{name}.timer", "WantedBy")) == ([], ["timers.target"])
        assert told(f"{name}.service", "WantedBy") == [], "a start of the machine is no reason to run it"


def test_the_agent_is_started_with_the_session_and_again_only_after_a_fault() -> None:
    unit = "counterfoil-agent.service"
    (started,) = told(unit, "ExecStart")
    assert parse(started.split()[2:]).command == "agent"
    assert (told(unit, "WantedBy"), told(unit, "Restart")) == (["default.target"], ["on-failure"])
    assert told(unit, "RestartPreventExitStatus") == ["2 7"], "what a person has to put right"


@pytest.mark.parametrize("options", ["", "--clerk Timer"])
@pytest.mark.parametrize("name", COMMANDS)
def test_its_command_is_one_of_the_program(name: str, options: str) -> None:
    (started,) = told(f"{name}.service", "ExecStart")
    program, *words = shlex.split(started)
    assert (program, words[0]) == ("/usr/bin/counterfoil", "$OPTIONS")
    understood = parse([*options.split(), *words[1:]])
    assert (understood.command, understood.verb) == COMMANDS[name]
    assert understood.clerk == (options.partition(" ")[2] or None)
    assert getattr(understood, "yes", True), "nobody is there to confirm it"


def test_the_page_writes_the_file_that_they_read() -> None:
    line = r"""printf '%s\\n' '(OPTIONS=.*)' "COUNTERFOIL_PIN=\$\(cat (\S+)\)" >> ~/\.config/(\S+)"""
    (written,) = re.findall(line, PAGE)
    assert f"--pin-file {written[1]}" in PAGE, "the PIN itself would stand in the history of the shell"
    assert parse([*written[0].partition("=")[2].split(), "backups", "now"]).clerk == "Timer"
    for name in COMMANDS:
        assert told(f"{name}.service", "EnvironmentFile") == [f"-%E/{written[2]}"]
        assert f"`{name}.timer`" in PAGE


@NO_SYSTEMD
def test_systemd_accepts_them(tmp_path: Path) -> None:
    for path in TILL.iterdir():
        (tmp_path / path.name).write_text(path.read_text("utf-8").replace("/usr/bin/counterfoil", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],
        env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "counterfoil" in done.stderr) == (0, False), done.stderr


@NO_DEBIAN
def test_the_package_brings_them_and_enables_none(tmp_path: Path) -> None:
    folders = tmp_path / "folders"
    for name in ("counterfoil", "counterfoil.papers"):
        (folders / name).mkdir(parents=True)
    (folders / "counterfoil.needs").write_text("libc6\n", "utf-8")
    made = debian.wrap(debian.DESK, folders, tmp_path, level=1)
    subprocess.run(["dpkg-deb", "--raw-extract", str(made), str(tmp_path / "raw")], check=True)
    units = [path.relative_to(tmp_path / "raw") for path in (tmp_path / "raw").rglob("*") if "systemd" in path.parts]
    names = {f"{name}.{kind}" for name in COMMANDS for kind in ("timer", "service")} | {"counterfoil-agent.service"}
    assert {str(path) for path in units if path.suffix} == {f"usr/lib/systemd/user/{name}" for name in names}
    for script in ("postinst", "prerm", "postrm"):
        assert not re.search(r"enable|preset|--user|--global", (tmp_path / "raw/DEBIAN" / script).read_text("utf-8"))
