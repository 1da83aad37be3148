"""The programs that install: apt-get for the system's packages; uv, else pip, for the locked ones in .venv.

Standard library only. What they say goes to standard error, because standard output belongs to `--json`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from core.setup.checkout import DEVELOPER_LOCK, PYTHON, VENV, read

CANNOT_START = 7
APT_SOON = ["-o", "Acquire::Retries=1", "-o", "APT::Update::Error-Mode=any"]
"""Without a network apt-get's own three tries of every list take 24 s, and it then says that all went well."""
PIP_QUIETLY = ["install", "-qq", "--disable-pip-version-check", "--no-compile"]


def say(sentence: str) -> None:
    print(f"Counterfoil: {sentence}", file=sys.stderr, flush=True)  # noqa: T201 - there is no logging yet


def stop(sentence: str, status: int = CANNOT_START) -> NoReturn:
    say(sentence)
    from core.console import answers  # noqa: PLC0415 - 10 ms that a set-up that goes well need not pay

    if answers.asks_for_json(sys.argv[1:]):
        code = answers.STOPPED if status == answers.STOPPED_STATUS else answers.SET_UP
        answers.print_json({"code": code, "message": sentence, "values": {}})
    raise SystemExit(status)


def install_system_packages(packages: Mapping[str, str]) -> None:
    """Install `packages` (what is missing, to the package that holds it) as root; else say how, and end."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *sorted(packages.values())]
    if not shutil.which("apt-get"):
        stop(f"this system lacks {', '.join(packages)}. Install the packages that hold them, then start again.")
    if os.geteuid() != 0:
        line = f"sudo apt-get update && sudo {' '.join(command)}"
        stop(f"some system packages are missing. Install them, then start again:\n  {line}")
    say(f"installing system packages: {' '.join(sorted(packages.values()))}")
    _apt(command)


def _apt(command: list[str]) -> None:
    """Try with the package lists at hand first: they may be good, and new ones take the network."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    install = [command[0], *APT_SOON, *command[1:]]
    if succeeds(install, environ):
        return
    done = _heard(["apt-get", *APT_SOON, "update"], environ)
    if done.returncode == 0 or re.search("^(Get|Hit):", done.stdout, re.MULTILINE):
        done = _heard(install, environ)
    if done.returncode:
        stop(
            f"apt-get could not install them: {_told_reason(done.stderr)}\n"
            "Most often there is no network (behind a proxy, set http_proxy). When that is mended, start again.\n"
            f"This says more:\n  apt-get update && {' '.join(command)}"
        )


def _heard(command: list[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _told_reason(told: str) -> str:
    """Return the first reason that apt-get gives: it repeats the same one for each file."""
    found = re.search(r"^[EW]: Failed to fetch \S+\s+(.+)$", told, re.MULTILINE) or re.search(
        r"^E: (.+)$", told, re.MULTILINE
    )
    return found[1].strip() if found else "it does not say why."


def install_packages(lock: str) -> None:
    """Install by uv, three times as fast; by pip where uv cannot, as behind an index that only pip knows of."""
    uv = shutil.which("uv") or _fetched_uv()
    quiet = [] if sys.stderr.isatty() else ["-q"]
    wanted = ["--require-hashes", "-r", lock]
    if uv and _shows([uv, "pip", "install", *quiet, "--python", PYTHON, *wanted]):
        return
    say("uv could not do it; trying pip, which takes longer.")
    if not _shows([*_pip(), *PIP_QUIETLY, *wanted]):
        stop(
            "the packages could not be fetched and installed; the lines above say why. Most often there is\n"
            "no network (behind a proxy, set HTTPS_PROXY). When that is mended, start again."
        )


def can_install() -> bool:
    """Return whether there is anything to begin with: uv, pip, or the ensurepip that makes a pip."""
    return bool(shutil.which("uv") or _has("pip") or _has("ensurepip"))


def _fetched_uv() -> str | None:
    """Return the uv of the developer's lock, its hash checked like every package's; None when pip cannot get it."""
    block = re.search(r"^uv==.*?(?=^\S|\Z)", read(DEVELOPER_LOCK), re.MULTILINE | re.DOTALL)
    if block is None:
        return None
    folder = Path(VENV, ".uv")
    folder.mkdir(exist_ok=True)
    lock = folder / "uv.lock"
    lock.write_text(block[0], "utf-8")
    target = ["--upgrade", "--target", str(folder)]
    if not _shows([*_pip(), *PIP_QUIETLY, "--no-deps", *target, "--require-hashes", "-r", str(lock)]):
        return None
    return shutil.which("uv", path=str(folder / "bin"))


def _pip() -> list[str]:
    """Return a pip that installs into .venv: that of the running Python, or one made inside .venv."""
    if _has("pip"):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    if not succeeds([PYTHON, "-m", "pip", "--version"]) and not succeeds([PYTHON, "-m", "ensurepip"]):
        stop(f"Python's own pip could not be set up. This says why: {PYTHON} -m ensurepip")
    return [PYTHON, "-m", "pip"]


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def succeeds(command: list[str], environ: Mapping[str, str] | None = None) -> bool:
    """Run a program without showing what it says; False also when it is not there."""
    with contextlib.suppress(OSError):
        done = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return done.returncode == 0
    return False


def _shows(command: list[str]) -> bool:
    """Run an installer with what it says on standard error; it inherits the lock of the set-up."""
    environ = {"PIP_RETRIES": "2", **os.environ, "PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0"}
    environ.pop("PYTHONHOME", None)
    with contextlib.suppress(OSError):
        done = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, stdout=2, close_fds=False, check=False)
        return done.returncode == 0
    return False
