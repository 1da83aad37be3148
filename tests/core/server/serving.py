"""The service in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
START = (
    "from core.server.http.app import ServiceSettings; from core.server.serve import ServeSettings, run; "
    "run(ServeSettings({!r}, ServiceSettings(('one', 'two'), read_database={!r}), "
    "port={}, sandbox_seed={}, workers={}))"
)
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals to a child are another matter there")


@contextmanager
def served(
    database: str, *, replica: str | None = None, port: int = 0, seed: int | None = None, workers: int = 1
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start a service. Yield its address and its process; whatever of it still runs at the end is killed."""
    command = [sys.executable, "-c", START.format(database, replica, port, seed, workers)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, start_new_session=True, **pipes) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            end_all_of(process)


def end_all_of(process: subprocess.Popen[str]) -> None:
    """Kill the process and its workers: those of one that did not stop would serve on, and hold its pipes open."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):  # all of them have ended
        os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
