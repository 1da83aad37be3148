"""A bare Debian with the package in it: commands, windows and services in there, as a till's user runs them.

The screen and the print queue are this machine's: a root has mounts and processes of its own, not a network of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import package
import roots

from tests.judges.screen import hand

USER = "till"
HOME = f"/home/{USER}"
IN_ROOT = str(roots.HERE / "in-root")
SUITES = os.environ.get("DEBIAN_SUITES", "").split()
"""The Debians to install on. None unless somebody asks: to build and install takes minutes of both cores."""
_NUMBERS = count(1)
WHY_NOT = roots.why_none() if SUITES else "as root, make package-test builds and installs it"


@dataclass(frozen=True)
class Root:
    """One root; its till's folder is that of USER."""

    place: Path

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command as root in there, and return what it prints."""
        done = roots.run(self.place, *words, check=False)
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def desk(self, *words: str, code: int = 0, **environment: str) -> str:
        """Run the installed program as the till's user, and return what it prints."""
        return self.run(*as_user(environment), "counterfoil", *words, code=code)

    def answers(self, *words: str, code: int = 0) -> list[dict[str, Any]]:
        """The same under --json: one object for each line."""
        return [json.loads(line) for line in self.desk("--json", *words, code=code).splitlines()]

    def install(self, package: Path) -> str:
        """Install a package as a person does who has downloaded it."""
        shutil.copy(package, self.place / "root")
        return self.run("apt-get", "install", "-y", "--no-install-recommends", f"/root/{package.name}")

    @contextmanager
    def running(
        self, *words: str, user: str = USER, home: str = HOME, **environment: str
    ) -> Iterator[subprocess.Popen[str]]:
        """Run the program in there meanwhile; what it says is in `said` of the root. Ends it by force."""
        log = self.place / "said"
        with log.open("w") as said:
            started = subprocess.Popen(
                [IN_ROOT, str(self.place), *as_user(environment, user, home), *words],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                text=True,
            )
            try:
                yield started
            finally:
                if started.poll() is None:
                    os.kill(first_child(started.pid), signal.SIGKILL)  # the whole namespace goes with its first process
                    started.wait(20)

    def said(self) -> str:
        return (self.place / "said").read_text()

    def beside(self, started: subprocess.Popen[str], *words: str) -> str:
        """Run a command as root among the processes of another one, as on one machine."""
        inner = first_child(started.pid)
        command = ["nsenter", "-t", str(inner), "--mount", "--pid", "chroot", str(self.place), "/usr/bin/env", "-i"]
        command += ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", "LANG=C.UTF-8", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{words}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout


def as_user(environment: dict[str, str], user: str = USER, home: str = HOME) -> list[str]:
    """Return what goes before a command of a user."""
    settings = [f"{name}={value}" for name, value in environment.items()]
    who = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    return [*who, "env", "-C", home, f"HOME={home}", f"XDG_RUNTIME_DIR={home}/run", *settings]


def first_child(pid: int) -> int:
    """Return the process that `unshare` has forked: the first of its namespace."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    for _ in range(100):
        if found := children.read_text().split():
            return int(found[0])
        pause(0.05)
    raise AssertionError("it forked nothing")


def pause(seconds: float) -> None:
    """Give another process time."""
    subprocess.run(["sleep", str(seconds)], check=True)


@contextmanager
def bare_root(suite: str) -> Iterator[Root]:
    """Make a root of that Debian with the till's user in it, and remove it at the end."""
    place = package.CACHE / "roots" / f"test-{suite}-{os.getpid()}-{next(_NUMBERS)}"
    roots.copy(package.base_root(suite), place)
    try:
        roots.run(place, "useradd", "-m", USER)
        roots.run(place, "install", "-d", "-m", "700", "-o", USER, "-g", USER, f"{HOME}/run")
        yield Root(place)
    finally:
        roots.remove(place)


def windows(display: str) -> list[str]:
    return hand(display, "search", "--onlyvisible", "--name", "Counterfoil").split()


def wait_for(look: Callable[[], object], what: str, seconds: float = 60, said: Callable[[], str] = str) -> None:
    """Look five times a second until there is something; `said` tells what went on where it never comes."""
    for _ in range(round(seconds * 5)):
        if look():
            return
        pause(0.2)
    raise AssertionError(f"never there: {what}\n{said()}")
