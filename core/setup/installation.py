"""The set-up itself: runs when `environment.py` finds something missing, and does it once for all starts.

Standard library only. A set-up that failed or was interrupted leaves a stamp that says so, and the next start
begins again from an empty .venv.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import sys
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn, TextIO

from core.setup import checkout, installers
from core.setup.checkout import DEVELOPER_LOCK, PYTHON, ROOT, RUN_LOCK, STAMP, VENV
from core.setup.installers import say, stop

OLDEST, NEWEST = (3, 11), (3, 15)
UNFINISHED = "unfinished"
ROOM_NEEDED = 600 * 1024 * 1024  # bytes: 340 MB for a run, 510 with the tools
FOLDER = Path(VENV)
_COPY = (
    f"Copy the program to a folder of yours and start it there:\n  cp -r {ROOT} ~/counterfoil && cd ~/counterfoil"
    if os.name != "nt"
    else "Copy the program to a folder of yours and start it there."
)
TURN = "set-up.lock"


def install(libraries: Mapping[str, str], *, developer: bool) -> None:
    """Install the missing system `libraries` (name to package) and fill .venv, or end with a sentence."""
    try:
        if not checkout.is_ready(developer=developer):
            _check_python()
        _install_system_packages(libraries, developer)
        leave_to_owner(ROOT, os.environ)
        with _turn():
            if not checkout.is_ready(developer=developer):
                _fill(DEVELOPER_LOCK if developer else RUN_LOCK)
    except KeyboardInterrupt:
        stop("stopped; the next start begins the set-up again.", status=130)
    except OSError as error:
        stop(_explain(error))


def leave_to_owner(root: str, environment: Mapping[str, str]) -> None:
    """End the program under sudo in a user's own checkout: that user could not open a .venv of root's."""
    if os.name != "nt" and os.geteuid() == 0 and 0 != os.stat(root).st_uid == int(environment.get("SUDO_UID") or 0):
        stop(f"{root} is your own, so root sets up nothing in it. Now start again without sudo.")


def refuse_venv() -> NoReturn:
    """End the program because every user of this computer may write into .venv."""
    stop(
        f"every user of this computer may write into {VENV}, so nothing of it is run. Delete that folder; the next "
        "start makes it anew."
    )


def _explain(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk that holds {ROOT} is full. Make room, then start again."
    place = error.filename or ROOT
    if error.errno == errno.EROFS:
        return f"{place} is on a disk that cannot be written. {_COPY}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"{place} cannot be written. Start once as the owner of {ROOT}, or do this. {_COPY}"
    return f"the set-up failed: {error}. Start again; if it stays, delete the folder {VENV} first."


def _check_python() -> None:
    """Restart on a Python that the packages are built for, if there is one on PATH; stop without one."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    mine = sys.version.split()[0]
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and hasattr(sys, "orig_argv") and installers.succeeds([other, "-c", "import venv"]):
            say(f"this is Python {mine}; going on with {other}.")
            os.execv(other, [other, *sys.orig_argv[1:]])
    stop(f"Python 3.11 to 3.15 is needed, and this is {mine}. Install one, then start with it.")


def _install_system_packages(libraries: Mapping[str, str], developer: bool) -> None:
    """Install Qt's libraries and, on a bare Debian, what makes a pip: one question for all of it."""
    packages = dict(libraries)
    if not checkout.is_ready(developer=developer) and not installers.can_install():
        packages["Python's ensurepip"] = f"python3.{sys.version_info[1]}-venv"
    if packages:
        installers.install_system_packages(packages)


def _fill(lock: str) -> None:
    """Install what `lock` says. While that goes on the stamp says unfinished."""
    if not _is_usable():
        _empty()
    free = shutil.disk_usage(ROOT).free
    if free < ROOM_NEEDED:
        stop(f"the set-up needs {ROOM_NEEDED >> 20} MB on the disk of {ROOT}, and {free >> 20} MB are free.")
    Path(STAMP).write_text(UNFINISHED, "utf-8")
    if os.path.exists(PYTHON):
        say("bringing .venv up to date.")
    else:
        say("setting up .venv. The first time this fetches about 100 MB.")
        venv.create(VENV, with_pip=False, symlinks=os.name != "nt")
    installers.install_packages(lock)
    finished = FOLDER / "finished.lock"
    finished.write_text(checkout.stamp(lock), "utf-8")
    finished.replace(STAMP)
    say("ready.")


def _is_usable() -> bool:
    """Return whether the .venv that is there can be built upon: finished once, with the same Python."""
    if not os.path.exists(PYTHON):
        return False
    if found := checkout.read(STAMP):
        return found.startswith(f"# {os.path.realpath(PYTHON)}\n")
    version = re.search(r"^version(?:_info)? = 3\.(\d+)", checkout.read(f"{VENV}/pyvenv.cfg"), re.MULTILINE)
    return version is not None and OLDEST <= (3, int(version[1])) <= NEWEST


def _empty() -> None:
    """Remove everything in .venv but the lock that this process holds."""
    for entry in FOLDER.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != TURN:
            entry.unlink()


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    """Let one of two starts at the same moment set up while the other waits.

    The installers inherit the lock: one that outlives a killed start still keeps the next start waiting.
    """
    FOLDER.mkdir(exist_ok=True)
    with open(FOLDER / TURN, "a", encoding="utf-8") as file:
        if not _locked(file, wait=False):
            say("another start is setting up; waiting for it.")
            while not _locked(file, wait=True):
                pass
        os.set_inheritable(file.fileno(), True)
        yield


if sys.platform == "win32":
    import msvcrt

    def _locked(file: TextIO, *, wait: bool) -> bool:
        """Return whether the lock was taken; Windows gives up after ten seconds of waiting."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(file: TextIO, *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
