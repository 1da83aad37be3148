"""The programs as folders: PyInstaller, run in a bare Debian 12 that holds nothing of this machine.

What a build machine has besides would end up in the package: GTK alone brings 9 MB. Debian 12 is the oldest system that
the packages are for, and a program runs on no older C library than the one that it was built with.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import roots
from contents import ROOT

from core.setup.system_libraries import BASE, WAYLAND, XCB

SUITE = "bookworm"
PYTHON = "3.11"
TOOLS = ("python3", "python3-venv", f"libpython{PYTHON}", "binutils", "libcups2")
LOCK = ROOT / "packaging" / "requirements.lock"
NAMES = ("counterfoil", "counterfoil-service")
SAME_BYTES = ("PYTHONHASHSEED=0",)
"""Else a set of words in a module is written in another order in each run."""
GLIBC = range(17, 37)
"""Minor versions of glibc 2 whose wheels run on Debian 12."""
_SOURCES = ("main.py", "core", "gui", "resources", "packaging", "LICENSE", "pyproject.toml")


def fetch_wheels(wheels: Path) -> None:
    """Fetch what the lock names for the root's Python, by this machine's pip and its settings."""
    platforms = [word for minor in GLIBC for word in ("--platform", f"manylinux_2_{minor}_x86_64")]
    command = [python_with_pip(), "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary=:all:", "--python-version", PYTHON, "--implementation", "cp", *platforms]
    command += ["--platform", "manylinux2014_x86_64", "--dest", str(wheels), "-r", str(LOCK)]
    subprocess.run(command, check=True)


def python_with_pip() -> str:
    for python in (sys.executable, shutil.which("python3"), "/usr/bin/python3"):
        asked = [python or "", "-m", "pip", "--version"]
        if python and subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            return python
    raise SystemExit("pip is needed to fetch what is packed. On Debian: apt-get install python3-pip")


def make_build_root(base: Path, place: Path, wheels: Path) -> None:
    """Make the root that is built in: `base` with Python, Qt's libraries and PyInstaller."""
    roots.copy(base, place)
    roots.install(place, [*TOOLS, *BASE.values(), *XCB.values(), *WAYLAND.values()])
    shutil.copytree(wheels, place / "wheels")
    shutil.copy(LOCK, place / "requirements.lock")
    roots.run(place, "python3", "-m", "venv", "/venv")
    offline = ("--no-index", "--find-links", "/wheels", "--require-hashes", "-r", "/requirements.lock")
    roots.run(place, "/venv/bin/pip", "install", "-q", "--no-compile", "--disable-pip-version-check", *offline)
    shutil.rmtree(place / "wheels")


def build(place: Path, dist: Path, names: tuple[str, ...] = NAMES) -> None:
    """Build the folders in the root and copy them to `dist`, with NAME.papers and NAME.needs of each beside it."""
    sources = place / "src"
    shutil.rmtree(sources, ignore_errors=True)
    sources.mkdir()
    ignored = shutil.ignore_patterns("__pycache__")
    for name in _SOURCES:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, sources / name, ignore=ignored)
        else:
            shutil.copy(path, sources / name)
    for name in names:
        spec = f"/src/packaging/{name}.spec"
        options = ("--noconfirm", "--clean", "--log-level", "WARN", "--distpath", "/dist", "--workpath", "/work")
        roots.run(place, "env", *SAME_BYTES, "/venv/bin/pyinstaller", *options, spec)
        roots.run(place, "/venv/bin/python", "/src/packaging/sbom.py", name, f"/dist/{name}.papers")
        needed = roots.run(place, "/venv/bin/python", "/src/packaging/needs.py", f"/dist/{name}").stdout
        for made in (name, f"{name}.papers"):
            shutil.rmtree(dist / made, ignore_errors=True)
            shutil.copytree(place / "dist" / made, dist / made, symlinks=True)
        (dist / f"{name}.needs").write_text(needed)
