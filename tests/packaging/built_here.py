"""The desk's program, built by this checkout's own Python: for a test of the wrapping, never for a till.

`PYTHONPATH=packaging python -m tests.packaging.built_here` builds it ahead; .ci/run does while a core idles. Whoever
asks meanwhile waits for it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import debian
import folders
import package
from contents import ROOT

PLACE = package.CACHE / "here"
_TOOLS = ("altgraph", "packaging", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools")
"""PyInstaller and what it imports: what it packs is in this checkout's .venv already."""
_NEEDS = ("objdump", "readelf", "strip", "dpkg-deb", "apt-get", "unshare")


def why_none() -> str:
    """Return why nothing can be built and wrapped here, in a few words; nothing when it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can install it"
    missing = [name for name in _NEEDS if not shutil.which(name, path=f"{os.defpath}:/usr/sbin:/sbin")]
    if missing:
        return f"there is no {' and no '.join(missing)}"
    try:
        folders.python_with_pip()
    except SystemExit as lacking:
        return str(lacking)
    return ""


def folder() -> Path:
    """Return the folder with the program and what Debian package it needs; built unless it is there."""
    name = debian.DESK.name

    def make() -> None:
        shutil.rmtree(PLACE / name, ignore_errors=True)
        with tempfile.TemporaryDirectory() as made:
            tools, work = Path(made, "tools"), Path(made, "work")
            _fetch(tools)
            words = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(PLACE), "--workpath", str(work)]
            command = [sys.executable, "-m", "PyInstaller", *words, str(ROOT / "packaging" / f"{name}.spec")]
            subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(tools)})
        asked = [sys.executable, str(ROOT / "packaging" / "needs.py"), str(PLACE / name)]
        (PLACE / f"{name}.needs").write_bytes(subprocess.run(asked, check=True, capture_output=True).stdout)
        (PLACE / f"{name}.papers").mkdir(exist_ok=True)  # the bill of materials is one of a bare root

    with package.alone(PLACE):
        package.unless_done(PLACE / "built", package.sources() + sys.version, make, "the program, by this Python")
    return PLACE


def _fetch(place: Path) -> None:
    locked = re.findall(r"^(?:\S+==.*\\\n)(?:    --hash.*\n)+", folders.LOCK.read_text("utf-8"), re.MULTILINE)
    wanted = [each for each in locked if each.partition("==")[0] in _TOOLS]
    assert len(wanted) == len(_TOOLS)
    list_ = place.with_suffix(".txt")
    list_.write_text("".join(wanted), "utf-8")
    words = ["install", "-qq", "--disable-pip-version-check", "--root-user-action", "ignore", "--no-deps"]
    pip = [folders.python_with_pip(), "-m", "pip", *words]
    subprocess.run([*pip, "--require-hashes", "--target", str(place), "-r", str(list_)], check=True)


if __name__ == "__main__":
    if not why_none():
        folder()
