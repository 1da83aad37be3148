"""The first start, for real: a small checkout with one made-up package, set up by another process, without network."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.setup import installation

ROOT = Path(__file__).parents[3]
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
MAIN = """
import sys
from core.setup.environment import enter
enter(sys.argv[1:], developer="tests" in sys.argv)
import paper
print(paper.COLOUR, sys.argv[1:], sys.flags.dev_mode, sys.dont_write_bytecode)
"""
SET_UP = (
    *("__init__", "about", "console/__init__", "console/answers", "console/arguments", "console/command_line"),
    *(f"console/{path.stem}" for path in (ROOT / "core/console").glob("*_arguments.py")),
    *(
        "setup/__init__",
        "setup/checkout",
        "setup/environment",
        "setup/installation",
        "setup/installers",
        "setup/system_libraries",
    ),
)


@dataclass(frozen=True)
class Checkout:
    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    def environ(self, **more: str) -> dict[str, str]:
        wheels = str(self.root / "wheels")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
        return {
            **inherited,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "UV_NO_INDEX": "1",
            "UV_OFFLINE": "1",
            "UV_FIND_LINKS": wheels,
            "UV_NO_CONFIG": "1",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": wheels,
            "PIP_CONFIG_FILE": os.devnull,
            "UV_CACHE_DIR": str(self.root / "cache"),
            **more,
        }

    def begin(self, *words: str, **environ: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [BASE_PYTHON, "-X", "dev", "main.py", *words],
            cwd=self.root,
            env=self.environ(**environ),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def start(self, *words: str, **environ: str) -> tuple[int, str, str]:
        begun = self.begin(*words, **environ)
        out, err = begun.communicate(timeout=120)
        return begun.returncode, out, err

    def lock(self, colour: str, version: str) -> None:
        """Make the package `paper` in this colour, and a lock that asks for it."""
        wheel = self.root / "wheels" / f"paper-{version}-py3-none-any.whl"
        wheel.parent.mkdir(exist_ok=True)
        facts = f"paper-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as file:
            file.writestr("paper.py", f"COLOUR = {colour!r}\n")
            file.writestr(f"{facts}/METADATA", f"Metadata-Version: 2.1\nName: paper\nVersion: {version}\n")
            file.writestr(f"{facts}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            file.writestr(f"{facts}/RECORD", f"paper.py,,\n{facts}/METADATA,,\n{facts}/WHEEL,,\n{facts}/RECORD,,\n")
        line = f"paper=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
        (self.root / "requirements.lock").write_text(line)
        (self.root / "requirements-dev.lock").write_text(line + "# and the tools\n")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    for room in ("console", "setup"):
        (tmp_path / "core" / room).mkdir(parents=True)
    for name in SET_UP:
        shutil.copy(ROOT / "core" / f"{name}.py", tmp_path / "core" / f"{name}.py")
    (tmp_path / "main.py").write_text(MAIN)
    made = Checkout(tmp_path)
    made.lock("red", "1.0")
    return made


def test_the_first_start_sets_up_and_goes_on_inside(checkout):
    status, out, err = checkout.start("search", "a b", PYTHONDONTWRITEBYTECODE="1", PYTHONHOME="")
    assert (status, out) == (0, "red ['search', 'a b'] True False\n")
    assert "setting up .venv" in err


def test_the_second_start_has_nothing_to_say(checkout):
    checkout.start("search")
    assert checkout.start("search") == (0, "red ['search'] True False\n", "")


@pytest.mark.parametrize(("word", "status"), [("--help", 0), ("--version", 0), ("serch", 2)])
def test_help_the_version_and_a_mistyped_command_set_nothing_up(word, status, checkout):
    assert checkout.start(word)[0] == status
    assert not checkout.venv.exists()


@pytest.mark.slow
def test_two_starts_at_the_same_moment_set_up_once(checkout):
    both = [checkout.begin("search"), checkout.begin("search")]
    said = [begun.communicate(timeout=120)[1] for begun in both]
    assert [begun.returncode for begun in both] == [0, 0]
    assert "".join(said).count("setting up .venv") == 1


@pytest.mark.slow
def test_a_new_lock_is_followed(checkout):
    checkout.start("search")
    checkout.lock("blue", "2.0")
    assert checkout.start("search")[1].startswith("blue")


@pytest.mark.slow
def test_the_developers_set_serves_a_run_but_not_the_other_way_round(checkout):
    checkout.start("search")
    assert "bringing .venv up to date" in checkout.start("search", "tests")[2]
    assert checkout.start("search")[2] == ""


@pytest.mark.slow
def test_a_failed_set_up_says_why_and_the_next_start_recovers(checkout):
    wheels = (checkout.root / "wheels").rename(checkout.root / "elsewhere")
    status, out, err = checkout.start("search")
    assert (status, out) == (7, "")
    assert "no network" in err
    wheels.rename(checkout.root / "wheels")
    assert checkout.start("search")[0] == 0


@pytest.mark.slow
def test_an_interrupted_set_up_begins_again_from_an_empty_folder(checkout):
    checkout.start("search")
    (checkout.venv / "half-unpacked").mkdir()
    (checkout.venv / "installed.lock").write_text(installation.UNFINISHED)
    assert checkout.start("search")[0] == 0
    assert not (checkout.venv / "half-unpacked").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows copies its Python into .venv")
def test_a_python_that_went_away_is_replaced(checkout):
    checkout.start("search")
    python = checkout.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    assert checkout.start("search")[:2] == (0, "red ['search'] True False\n")


@pytest.mark.slow
def test_a_venv_of_ones_own_is_built_upon(checkout):
    subprocess.run([BASE_PYTHON, "-m", "venv", "--without-pip", checkout.venv], check=True)
    (checkout.venv / "mine").touch()
    assert checkout.start("search")[0] == 0
    assert (checkout.venv / "mine").exists()


@pytest.mark.fault("attack 12")
@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("words", [["search"], ["tests"]], ids=["for a run", "for developers"])
def test_a_venv_is_its_users_alone_whatever_the_shell_allows(checkout, words):
    before = os.umask(0)
    try:
        assert checkout.start(*words)[0] == 0
    finally:
        os.umask(before)
    assert checkout.venv.stat().st_mode & 0o077 == 0


@pytest.mark.slow
@pytest.mark.fault("attack 12")
@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_venv_that_everybody_may_write_into_is_not_run(checkout):
    assert checkout.start("search")[0] == 0
    checkout.venv.chmod(0o777)
    status, out, err = checkout.start("--json", "search")
    assert (status, json.loads(out)["code"]) == (7, "set_up")
    assert f"may write into {checkout.venv}" in err
    shutil.rmtree(checkout.venv)
    assert checkout.start("search")[0] == 0


@pytest.mark.slow
def test_too_little_room_is_told_before_anything_is_fetched(checkout):
    source = checkout.root / "core" / "setup" / "installation.py"
    source.write_text(source.read_text().replace("ROOM_NEEDED = 600", "ROOM_NEEDED = 7_000_000_000"))
    status, out, err = checkout.start("search")
    assert (status, out) == (7, "")
    assert "MB are free" in err
    status, out, err = checkout.start("--json", "search")
    told = json.loads(out)
    assert (status, told["code"], err.strip()) == (7, "set_up", f"Counterfoil: {told['message']}")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the broken uv is a shell script")
def test_pip_takes_over_where_uv_cannot(checkout, tmp_path):
    broken = tmp_path / "bin" / "uv"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\nexit 2\n")
    broken.chmod(0o755)
    status, out, err = checkout.start("search", PATH=f"{broken.parent}:{os.environ['PATH']}")
    assert (status, out) == (0, "red ['search'] True False\n")
    assert "trying pip" in err
