"""A print queue of CUPS that makes a PDF of whatever is printed: what a real spooler does to our pages.

Needs root, and Debian's cups, cups-client and printer-driver-cups-pdf; `.ci/run` installs them.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SOCKET = Path("/run/cups/cups.sock")
QUEUE = "Counterfoil-test"
_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_DAEMON = "/usr/sbin/cupsd"
_NOWHERE = "/nonexistent/cups.sock"


@dataclass(frozen=True, slots=True)
class PrintQueue:
    """A queue by its `name`; its papers land in `folder`."""

    name: str
    folder: Path

    def papers(self) -> set[Path]:
        """Return the PDF files that are complete: cups-pdf moves each here when it is done."""
        return {path for path in self.folder.glob("*.pdf") if path.read_bytes().rstrip().endswith(b"%%EOF")}


def why_missing() -> str:
    """Return what is missing here, or "" where a queue can be made."""
    if os.name != "posix" or os.geteuid() != 0:
        return "not root"
    missing = [each for each in (_DAEMON, str(_PPD)) if not Path(each).exists()]
    missing += [each for each in ("lpadmin", "lpstat") if shutil.which(each) is None]
    return f"missing: {', '.join(missing)}" if missing else ""


@contextmanager
def print_queue() -> Iterator[PrintQueue]:
    """Start CUPS where it does not run, make the queue the default, and point this process to it."""
    daemon = None if _answers() else _start()
    _run("lpadmin", "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", str(_PPD))
    _run("lpadmin", "-d", QUEUE)
    _point_to(str(SOCKET))
    try:
        yield PrintQueue(QUEUE, Path.home() / "PDF")
    finally:
        _point_to(_NOWHERE)
        _run("lpadmin", "-x", QUEUE)
        if daemon is not None:
            daemon.terminate()
            daemon.wait()


def _start() -> subprocess.Popen[bytes]:
    SOCKET.parent.mkdir(parents=True, exist_ok=True)
    daemon = subprocess.Popen([_DAEMON, "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        if _answers(wait=True):
            return daemon
    raise AssertionError("cupsd did not answer")


def _answers(*, wait: bool = False) -> bool:
    """Ask the scheduler; `wait` gives it a moment first, by a command that ends by itself."""
    if wait:
        subprocess.run(["sleep", "0.1"], check=True)
    asked = subprocess.run(["lpstat", "-r"], env=_environment(), capture_output=True, text=True, check=False)
    return "is running" in asked.stdout


def _run(*words: str) -> None:
    done = subprocess.run(words, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}: {done.stderr}"


def _environment() -> dict[str, str]:
    return {**os.environ, "CUPS_SERVER": str(SOCKET), "LC_ALL": "C"}


def _point_to(server: str) -> None:
    """Name the server to libcups too: it has read the environment already where a test before asked for printers."""
    os.environ["CUPS_SERVER"] = server
    library = ctypes.util.find_library("cups")
    if library is not None:
        ctypes.CDLL(library).cupsSetServer(server.encode())
