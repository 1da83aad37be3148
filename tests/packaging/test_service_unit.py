"""The unit of the service: accepted by systemd, closed, and started with words that the program knows."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from core.console.serve_arguments import parse_service

SERVICE = Path(__file__).parents[2] / "packaging" / "service"
UNIT = (SERVICE / "counterfoil-service.service").read_text("utf-8")
WORST_EXPOSURE = 2.0
NO_SYSTEMD = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="NO SYSTEMD HERE")


def defaults(database: str | None = None) -> dict[str, str]:
    found = dict(re.findall(r"^([A-Z]+)=(.*)$", (SERVICE / "counterfoil-service.default").read_text(), re.MULTILINE))
    return found | ({"DATABASE": database} if database else {})


@pytest.mark.parametrize("database", [None, "postgresql:///counterfoil?host=/run/postgresql"])
def test_it_is_started_with_words_that_the_program_knows(database: str | None) -> None:
    (started,) = re.findall(r"^ExecStart=(.*)$", UNIT, re.MULTILINE)
    settings = defaults(database)
    program, *words = shlex.split(started)
    filled = [word.replace("${DATABASE}", settings["DATABASE"]) for word in words if word != "$OPTIONS"]
    options = parse_service([*filled, *settings["OPTIONS"].split()])
    assert program == "/usr/bin/counterfoil-service"
    assert (options.database, options.proxy) == (settings["DATABASE"], "127.0.0.1")


def test_the_postgresql_that_the_defaults_name_is_the_same_as_here() -> None:
    assert "# DATABASE=postgresql:///counterfoil?host=/run/postgresql\n" in (
        SERVICE / "counterfoil-service.default"
    ).read_text("utf-8")


@NO_SYSTEMD
def test_systemd_accepts_it(tmp_path: Path) -> None:
    unit = tmp_path / "counterfoil-service.service"
    unit.write_text(UNIT.replace("/usr/bin/counterfoil-service", "/bin/true"))
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert "counterfoil-service.service" not in told.stderr, told.stderr


@NO_SYSTEMD
def test_it_may_do_little(tmp_path: Path) -> None:
    unit = SERVICE / "counterfoil-service.service"
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert float(re.search(r"Overall exposure level for \S+: ([0-9.]+)", told)[1]) <= WORST_EXPOSURE
