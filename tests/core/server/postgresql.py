"""A PostgreSQL server for tests, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def installed() -> Path | None:
    """Where the programs of PostgreSQL are: Debian keeps them out of the search path."""
    control = shutil.which("pg_ctl")
    if control is not None:
        return Path(control).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return kept[-1].parent if kept else None


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server and give its URL; skip the test where PostgreSQL is not installed."""
    programs = installed()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="gift-cards-"))
    if as_whom:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"

    def run(*command: str) -> None:
        # Not through a pipe: the server would keep its end open.
        subprocess.run([*as_whom, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    run(str(programs / "initdb"), "-D", str(folder / "cluster"), "-A", "trust", "-U", "shop", "-E", "UTF8")
    run(
        str(programs / "pg_ctl"), "-D", str(folder / "cluster"), "-o", options, "-w", "-l", str(folder / "log"), "start"
    )
    try:
        yield f"postgresql://shop@127.0.0.1:{port}/postgres"
    finally:
        run(str(programs / "pg_ctl"), "-D", str(folder / "cluster"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
