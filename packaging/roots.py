"""Bare Debian systems in folders, to build in and to install in: made by debootstrap, used through `in-root`.

They come from the mirror that this machine's apt uses, or from DEBIAN_MIRROR. All of it needs root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
_SECURITY = "Debian-Security"


def why_none() -> str:
    """Return why no root can be made here, in one sentence; nothing when it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can make one"
    if not shutil.which("debootstrap", path=f"{os.defpath}:/usr/sbin:/sbin"):
        return "debootstrap is not installed: apt-get install debootstrap"
    if not mirrors().get("Debian"):
        return "this machine's apt knows no mirror of Debian: set DEBIAN_MIRROR"
    return ""


def mirrors() -> dict[str, str]:
    """Return label to address of the Debian archives that this machine's apt uses: Debian and Debian-Security."""
    found = {}
    if shutil.which("apt-get"):
        command = ["apt-get", "indextargets", "--format", "$(LABEL) $(REPO_URI)", "Created-By: Packages"]
        told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        lines = (line.split() for line in told.splitlines() if line.startswith("Debian"))
        found = {line[0]: line[1].rstrip("/") for line in lines if len(line) == 2}
    if os.environ.get("DEBIAN_MIRROR"):
        found["Debian"] = os.environ["DEBIAN_MIRROR"].rstrip("/")
    return found


def make(place: Path, suite: str) -> None:
    """Make a root of that Debian with nothing but apt and certificates in it. Takes half a minute."""
    place.parent.mkdir(parents=True, exist_ok=True)
    known = mirrors()
    fast = ["eatmydata"] if shutil.which("eatmydata") else []
    base = ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, str(place), known["Debian"]]
    try:
        subprocess.run([*fast, *base], check=True, stdout=subprocess.DEVNULL)
    except BaseException:
        remove(place)
        raise
    sources = [f"deb {known['Debian']} {suite} main", f"deb {known['Debian']} {suite}-updates main"]
    if _SECURITY in known:
        sources.append(f"deb {known[_SECURITY]} {suite}-security main")
    (place / "etc/apt/sources.list").write_text("\n".join(sources) + "\n")
    (place / "etc/apt/apt.conf.d/00fast").write_text(
        'Acquire::Languages "none";\nDpkg::Use-Pty "0";\nAPT::Install-Recommends "false";\n'
    )
    (place / "etc/dpkg/dpkg.cfg.d/00fast").write_text("force-unsafe-io\n")
    run(place, "apt-get", "update", "-qq")
    run(place, "apt-get", "upgrade", "-qq", "-y")


def copy(base: Path, place: Path) -> None:
    """Copy a root; where the disk can share blocks they are shared."""
    remove(place)
    subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(place)], check=True)


def remove(place: Path) -> None:
    """Remove a root, and nothing that might be mounted in it."""
    if place.exists():
        subprocess.run(["rm", "-rf", "--one-file-system", str(place)], check=True)


def install(place: Path, packages: Iterable[str]) -> None:
    """Install Debian packages in the root, by name or as a path inside it."""
    run(place, "apt-get", "install", "-qq", "-y", *packages)


def run(place: Path, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command inside the root. Raises CalledProcessError, with what it said in its notes, when it fails."""
    words = [str(HERE / "in-root"), str(place), *command]
    done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if check and done.returncode:
        error = subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
        error.add_note(done.stdout[-2000:] + done.stderr[-4000:])
        raise error
    return done
