"""The program as an installer leaves it: a wheel in an environment of its own, started by the command it made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from core import about

ROOT = Path(__file__).parents[1]
UV = (sys.executable, "-m", "uv")
SITE = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="the paths below are those of POSIX")]


@dataclass(frozen=True)
class Installed:
    place: Path

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the installed command on a folder of its own, from a place that is no checkout."""
        command = [str(self.place / "bin" / "counterfoil"), "--data-dir", str(self.place / "till"), *words]
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COUNTERFOIL_"))}
        own["COUNTERFOIL_STATE_DIR"] = str(self.place / "state")
        return subprocess.run(command, cwd=self.place, env=own, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel and install it without what it stands on, which is lent from the Python of this test."""
    place = tmp_path_factory.mktemp("installed")
    dist = tmp_path_factory.mktemp("dist")
    _run(*UV, "build", "--wheel", "--no-build-isolation", "--offline", "--python", sys.executable, "-o", str(dist), ".")
    (wheel,) = dist.glob("*.whl")
    _run(*UV, "venv", "--clear", "--offline", "--python", sys.executable, str(place))
    _run(*UV, "pip", "install", "--no-deps", "--offline", "--python", str(place / "bin" / "python"), str(wheel))
    (place / SITE / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return Installed(place)


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_tells_its_version(installed: Installed) -> None:
    done = installed("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Counterfoil {about.VERSION}\n", "")


def test_its_usage_names_the_command_that_was_typed(installed: Installed) -> None:
    asked = installed("--help")
    assert (asked.returncode, asked.stdout.split()[:2]) == (0, ["usage:", "counterfoil"])
    wrong = installed("redeem")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("usage: counterfoil redeem ")
    assert "main.py" not in asked.stdout + wrong.stderr


def test_it_sells_a_card_with_what_the_wheel_holds(installed: Installed) -> None:
    sold = installed("--json", "issue", "25")
    assert sold.returncode == 0, sold.stderr
    outcome = json.loads(sold.stdout)
    assert (outcome["outcome"], outcome["balance"]) == ("confirmed", "25.00")
    (found,) = map(json.loads, installed("--json", "show", str(outcome["card_id"])).stdout.splitlines())
    assert found["confirmed_balance"] == "25.00"


def test_its_parts_come_from_the_wheel_and_not_from_the_checkout(installed: Installed) -> None:
    code = "import core, gui, main; print(core.__file__, gui.__file__, main.__file__)"
    command = [str(installed.place / "bin" / "python"), "-I", "-c", code]
    done = subprocess.run(command, cwd=installed.place, capture_output=True, text=True, check=True)
    assert all(Path(path).is_relative_to(installed.place) for path in done.stdout.split())


def test_what_the_window_needs_is_in_the_wheel(installed: Installed) -> None:
    """Fonts, icons and translations are no Python files, so nothing else would miss them."""
    wanted = {
        path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.suffix in {".ttf", ".svg", ".qm"}
    }
    assert len({path.suffix for path in wanted}) == 3
    assert sorted(str(path) for path in wanted if not (installed.place / SITE / path).is_file()) == []
