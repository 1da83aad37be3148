"""A PostgreSQL server for tests, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL

from core.server.data.database import database_url
from tests.core.server.serving import free_port


def installed() -> Path | None:
    """Where the programs of PostgreSQL are: Debian keeps them out of the search path."""
    control = shutil.which("pg_ctl")
    if control is not None:
        return Path(control).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return kept[-1].parent if kept else None


class Cluster:
    """A server that can be stopped and started again on the same port."""

    def __init__(self, programs: Path, folder: Path, options: str = "") -> None:
        self._programs, self._folder = programs, folder
        self.port = free_port()
        self._options = f"-p {self.port} -k {folder} -c listen_addresses=127.0.0.1 {options}"
        self.data = folder / "cluster"
        self.log = folder / "log"

    @property
    def url(self) -> str:
        """Return the URL of its database."""
        return f"postgresql://shop@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """Make an empty server."""
        self.run("initdb", "-D", str(self.data), "-A", "trust", "-U", "shop", "-E", "UTF8")

    def copy(self, folder: Path, options: str = "") -> Cluster:
        """Return a replica of it, not started: it streams what this server writes from now on."""
        made = Cluster(self._programs, folder, options)
        words = ("-D", str(made.data), "-R", "-c", "fast", "-h", "127.0.0.1", "-p", str(self.port), "-U", "shop")
        self.run("pg_basebackup", *words)
        return made

    def start(self) -> None:
        """Start it; return when it answers."""
        self._control("-o", self._options, "-l", str(self.log), "start")

    def stop(self) -> None:
        """Cut all connections and stop it, as a power cut would."""
        self._control("-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill all its processes, as the end of its machine would; it is not started again."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGSTOP)  # first: it would start others
        for process in [*_children(first), first]:
            _signal(process, signal.SIGKILL)

    def cut_off(self) -> None:
        """Let a replica receive nothing from now on, as a line that is cut would."""
        self.say("ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()")
        until = time.monotonic() + 30
        with psycopg.connect(self.url, autocommit=True) as conn:
            while conn.execute("SELECT count(*) FROM pg_stat_wal_receiver").fetchone() != (0,):
                assert time.monotonic() < until

    def promote(self) -> None:
        """Make a replica the primary; return when it takes writes."""
        self._control("promote")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop all its processes in their tracks meanwhile: connections stay, and nothing is answered."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(first, signal.SIGSTOP)  # first: it would start others
        stopped = [first, *_children(first)]
        try:
            for process in stopped[1:]:
                _signal(process, signal.SIGSTOP)
            yield
        finally:
            for process in stopped:
                _signal(process, signal.SIGCONT)

    def say(self, *statements: str) -> None:
        """Run statements from another database of the server."""
        with psycopg.connect(
            self.url.replace("/postgres", "/template1").replace("+psycopg", ""), autocommit=True
        ) as conn:
            for statement in statements:
                conn.execute(statement.encode())

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's programs as the user who may."""
        as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_whom, str(self._programs / program), *words]
        # Not through a pipe: the server would keep its end open.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def _control(self, *words: str) -> None:
        self.run("pg_ctl", "-D", str(self.data), "-w", *words)


@contextmanager
def cluster(options: str = "") -> Iterator[Cluster]:
    """Start a server; skip the test where PostgreSQL is not installed."""
    programs = installed()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with server_folder() as folder:
        started = Cluster(programs, folder, options)
        started.make()
        started.start()
        try:
            yield started
        finally:
            with suppress(subprocess.CalledProcessError):  # the test has stopped it
                started.stop()


@contextmanager
def replica(primary: Cluster, options: str = "") -> Iterator[Cluster]:
    """Start a streaming replica of a server."""
    with server_folder() as folder:
        started = primary.copy(folder, options)
        started.start()
        try:
            yield started
        finally:
            with suppress(subprocess.CalledProcessError):  # the test has stopped it
                started.stop()


def either(*servers: Cluster) -> str:
    """Return one URL of several servers: whichever takes writes is used."""
    hosts = "&".join(f"host=127.0.0.1:{each.port}" for each in servers)
    return f"postgresql://shop@/postgres?{hosts}&target_session_attrs=read-write"


@contextmanager
def server_folder() -> Iterator[Path]:
    """Make a folder that PostgreSQL's user may use."""
    folder = Path(tempfile.mkdtemp(prefix="gift-cards-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server and give its URL; skip the test where PostgreSQL is not installed."""
    with cluster() as started:
        yield started.url


def emptied(address: str) -> URL:
    """Take everything out of a database of PostgreSQL. Return its URL."""
    with psycopg.connect(address, autocommit=True) as conn:
        conn.execute("DROP SCHEMA public CASCADE")
        conn.execute("CREATE SCHEMA public")
    return database_url(address)


def _signal(process: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # its client had left, and it was ending
        os.kill(process, number)


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(child) for child in found.split()]
