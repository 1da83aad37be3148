"""Print what a request of each kind costs: processor time of the service and of its database, and bytes on the line.

`python -m tests.bench.service_cost`, on Linux; `BENCH_CARDS` cards in each database. Processor time is the same on a
busy machine and on an idle one, but for what its caches lose.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import create_engine, text

from core.server.data.database import database_url
from tests.bench.service import CARDS, JOBS, LOADS, Raw, serving, stock
from tests.bench.service_latency import ask
from tests.bench.service_pg import postgresql

_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
KINDS: dict[str, tuple[Raw, int]] = {
    "GET card": (JOBS["GET card"], 4000),
    "PUT balance": (JOBS["PUT balance"], 2000),
    "list of 250": (JOBS["list of 250"], 500),
    "search by last four": (JOBS["search by last four"], 1000),
    "search by whole code": (LOADS["a search by whole code"][1], 2000),
    "search by nobody's code": (LOADS["a search by nobody's code"][1], 10),
    "search by balance, no hit": (LOADS["a search by balance"][1], 10),
}
"""What is asked, and how often: a clock tick is 10 ms."""


def report() -> Iterator[str]:
    """Yield a line for each kind of request, on both databases."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "shop.sqlite")
        stock(path)
        size = os.path.getsize(path) / CARDS
        yield f"SQLite, {CARDS:,} cards: {size:.0f} bytes of its file a card"
        with serving(path, 1) as (port, process_id):
            yield from _lines("SQLite", port, lambda: _spent(process_id), lambda: 0.0)
    with postgresql() as (database, _pgbench):
        stock(database)
        with create_engine(database_url(database)).connect() as conn:
            size = conn.execute(text("SELECT pg_database_size(current_database())")).scalar_one() / CARDS
            postmaster = _parent(conn.execute(text("SELECT pg_backend_pid()")).scalar_one())
            yield f"PostgreSQL, {CARDS:,} cards: {size:.0f} bytes of its files a card"
            with serving(database, 1) as (port, process_id):
                yield from _lines(
                    "PostgreSQL", port, lambda: _spent(process_id), lambda: sum(map(_spent, _children(postmaster)))
                )


def _lines(name: str, port: int, service: Callable[[], float], database: Callable[[], float]) -> Iterator[str]:
    with socket.create_connection(("127.0.0.1", port)) as line:
        for kind, (raw, times) in KINDS.items():
            ask(line, raw(0))
            before = (service(), database())
            received = sum(ask(line, raw(number)) for number in range(times)) / times
            spent = [(after - first) / times for after, first in zip((service(), database()), before, strict=True)]
            beside = f" and {spent[1]:.2f} ms of the database" if name == "PostgreSQL" else ""
            yield f"{name}: {kind}: {spent[0]:.2f} ms of the service{beside}, {received:,.0f} bytes"


def _spent(process_id: int) -> float:
    """Return the processor time of a process in milliseconds."""
    return sum(map(int, _stat(process_id)[11:13])) * _TICK_MS


def _parent(process_id: int) -> int:
    return int(_stat(process_id)[1])


def _children(process_id: int) -> list[int]:
    """Return the children of a process that are there now; PostgreSQL keeps one for each connection."""
    there = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [each for each in there if Path(f"/proc/{each}/stat").exists() and _parent(each) == process_id]


def _stat(process_id: int) -> list[str]:
    """Return the fields of a process after its name, which may have blanks."""
    return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()


def main() -> int:
    """Print all of it."""
    for line in report():
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
