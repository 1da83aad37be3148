"""A PgBouncer in front of a PostgreSQL server, which lends connections for one transaction each."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.core.server.postgresql import Cluster, server_folder
from tests.core.server.serving import free_port

SETTINGS = """
[databases]
* = host=127.0.0.1 port={server} user=shop
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {users}
pool_mode = {mode}
default_pool_size = {size}
max_client_conn = 500
server_round_robin = 1
"""
"""Round robin: two statements of one client seldom go over the same connection."""


def pgbouncer_program() -> str | None:
    """Where it is: Debian keeps it among the programs of root."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def pgbouncer(server: Cluster, mode: str = "transaction", size: int = 5) -> Iterator[str]:
    """Start one and give the URL of the server's database through it; skip the test where it is not installed."""
    program = pgbouncer_program()
    if program is None:
        pytest.skip("NO PGBOUNCER HERE: on Debian: apt-get install pgbouncer")
    with server_folder() as folder:
        port, users, settings = free_port(), folder / "users", folder / "pgbouncer.ini"
        users.write_text('"shop" ""\n')
        settings.write_text(SETTINGS.format(server=server.port, port=port, users=users, mode=mode, size=size))
        for path in (users, settings):
            path.chmod(0o644)
        as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([*as_whom, program, str(settings)], stdout=log, stderr=log, cwd="/")
        try:
            _wait_for(port, process, folder / "log")
            yield f"postgresql://shop@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
    raise AssertionError(log.read_text())
