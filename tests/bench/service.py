"""The service against its floors: a static handler of the same server, bare durable commits, and pgbench.

Clients are processes that keep one connection each; every figure is measured in turn with its floor.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.data.tables import FIRST_CARD_ID
from core.server.http.app import ServiceSettings
from core.server.http.listener import BackgroundServer, bind_socket, uvicorn_config
from core.server.sandbox.seed import fill_sandbox
from core.server.serve import AppFactory
from tests.bench.service_latency import ask, beside
from tests.bench.service_pg import SCRIPTS, postgresql
from tests.bench.service_stock import multiply

CARDS = int(os.environ.get("BENCH_CARDS", "1000000"))
CLIENTS, SECONDS, ROUNDS = 4, 1.0, 9
"""Many short rounds: on a busy machine the middle one is of a quieter moment than the middle of a few long ones."""
SWITCHES = Switches(same_balance="accept")
"""A client that draws the balance a card has must not stop the bench."""
STATIC = b'{"gift_card":{' + b"x" * 390 + b"}}"
Raw = Callable[[int], bytes]
Configured = Callable[[ASGIApp], uvicorn.Config]


def static() -> ASGIApp:
    async def answer(_request: Request) -> Response:
        return Response(STATIC, media_type="application/json")

    return Starlette(routes=[Route("/api/external/gift-cards/{card_id}", answer)])


def as_it_comes(app: ASGIApp) -> uvicorn.Config:
    """uvicorn with h11, without anything of ours but its silence."""
    return uvicorn.Config(app, http="h11", loop="asyncio", lifespan="off", log_config=None, access_log=False)


def listen(make: Callable[[], ASGIApp], config: Configured, told: multiprocessing.Queue[int]) -> None:
    bound = bind_socket("127.0.0.1", 0)
    BackgroundServer(config(make()), bound).start()
    told.put(bound.getsockname()[1])
    time.sleep(3600)


@contextmanager
def standing(make: Callable[[], ASGIApp], config: Configured = uvicorn_config) -> Iterator[int]:
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    process = multiprocessing.Process(target=listen, args=(make, config, told), daemon=True)
    process.start()
    yield told.get(timeout=60)
    process.kill()
    process.join()


@contextmanager
def serving(database: str, workers: int) -> Iterator[tuple[int, int]]:
    """Start a service; yield its port and the id of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = (
        "from core.server.contract.switches import Switches; from core.server.http.app import ServiceSettings; "
        "from core.server.serve import ServeSettings, run; "
        f"run(ServeSettings({database!r}, ServiceSettings(('t',), {SWITCHES!r}), port={port}, workers={workers}))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield port, process.pid
        finally:
            process.terminate()


def client(port: int, make: Raw, told: multiprocessing.Queue[int]) -> None:
    line, done, end = socket.create_connection(("127.0.0.1", port)), 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        ask(line, make(done))
        done += 1
    told.put(done)


def rate(port: int, make: Raw) -> float:
    """Requests a second of all clients together."""
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    clients = [multiprocessing.Process(target=client, args=(port, make, told)) for _ in range(CLIENTS)]
    for each in clients:
        each.start()
    total = sum(told.get(timeout=60) for _ in clients)
    for each in clients:
        each.join()
    return total / SECONDS


def get(path: Callable[[int], str]) -> Raw:
    return lambda n: f"GET /api/external{path(n)} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n\r\n".encode()


def put(number: int) -> bytes:
    body = b'{"balance":"%d.%02d"}' % (number % 900 + os.getpid() % 97, number % 99)
    head = f"PUT /api/external/gift-cards/{_card(number + os.getpid() * 7)}/balance HTTP/1.1\r\nHost: x\r\n"
    return head.encode() + b"Authorization: Bearer t\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def _card(number: int) -> int:
    """One of many that are neither disabled nor expired: `multiply` makes them so."""
    return FIRST_CARD_ID + _place(number)


def _place(number: int) -> int:
    return 1000 + number * 7919 % (CARDS - 2000)


JOBS: dict[str, Raw] = {
    "GET card": get(lambda n: f"/gift-cards/{_card(n)}"),
    "PUT balance": put,
    "list of 250": get(lambda n: f"/gift-cards?since_id={_card(n)}&limit=250"),
    "search by last four": get(lambda n: f"/gift-cards/search?query=last_characters:{n * 7919 % 10000:04}&limit=50"),
}

LOADS: dict[str, tuple[int, Raw]] = {
    "four list walks": (4, JOBS["list of 250"]),
    "a search by balance": (1, get(lambda n: f"/gift-cards/search?query=balance:{3000 + n % 1000}.17&limit=50")),
    "a search by whole code": (1, get(lambda n: f"/gift-cards/search?query=bench{10000000 + _place(n)}&limit=2")),
    "a search by nobody's code": (1, get(lambda n: f"/gift-cards/search?query=wrong{10000000 + _place(n)}&limit=2")),
}
"""Clients that ask all the time, and what they ask; the last one is the second question of a till (docs/api.md 4)."""


def commits(path: Path) -> float:
    """Bare durable commits a second: what one PUT must do to the file, in process, without anything else."""
    line = sqlite3.connect(path, isolation_level=None, timeout=10)
    line.execute("PRAGMA synchronous=FULL")
    done, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        card = _card(done)
        line.execute("BEGIN IMMEDIATE")
        writes = line.execute("SELECT writes FROM gift_cards WHERE id = ?", (card,)).fetchone()[0] + 1
        line.execute("UPDATE gift_cards SET balance = ?, writes = ? WHERE id = ?", (done % 9000, writes, card))
        row = (card, writes, 5, 1)
        line.execute("INSERT INTO transactions (gift_card_id, number, amount, processed_at) VALUES (?,?,?,?)", row)
        line.execute("COMMIT")
        done += 1
    line.close()
    return done / SECONDS


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.sqlite"
        stock(str(path))
        service = AppFactory(str(path), ServiceSettings(("t",), SWITCHES))
        with standing(static) as floor, standing(static, as_it_comes) as plain, standing(service) as port:
            for name, raw in JOBS.items():
                pairs = [_pair(name, raw, floor, port, path) for _ in range(ROUNDS)]
                what = "bare durable commits" if name == "PUT balance" else "a static handler of the same server"
                yield _line(f"SQLite, {CARDS:,} cards: {name}", what, pairs)
            pairs = [_pair("GET card", JOBS["GET card"], plain, port, path) for _ in range(ROUNDS)]
            yield _line(f"SQLite, {CARDS:,} cards: GET card", "a static handler of uvicorn as it comes", pairs)
            for line in beside(port, put, LOADS):
                yield f"SQLite, {CARDS:,} cards: {line}"
    with postgresql() as (database, pgbench):
        stock(database)
        for workers in (1, 2, 4):
            with serving(database, workers) as (port, _):
                rate(port, JOBS["GET card"])  # while the workers are starting
                for name in SCRIPTS:
                    pairs = [(rate(port, JOBS[name]), pgbench(name, CLIENTS, SECONDS)) for _ in range(ROUNDS)]
                    yield _line(f"PostgreSQL, {workers} workers: {name}", "pgbench, same statements", pairs)


def _pair(name: str, raw: Raw, floor: int, port: int, path: Path) -> tuple[float, float]:
    return rate(port, raw), commits(path) if name == "PUT balance" else rate(floor, JOBS["GET card"])


def _line(name: str, floor: str, pairs: list[tuple[float, float]]) -> str:
    ratios = sorted(thing / limit for thing, limit in pairs)
    thing, limit = (sorted(column)[ROUNDS // 2] for column in zip(*pairs, strict=True))
    spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
    return f"{name}: {ratios[ROUNDS // 2]:.2f} x {floor} ({spread}); {thing:,.0f} and {limit:,.0f} a second"


def stock(database: str) -> None:
    engine = open_database(database_url(database), lambda each: fill_sandbox(each, 1, int(time.time()), Switches()))
    multiply(engine, CARDS)
    engine.dispose()


def main() -> int:
    multiprocessing.set_start_method("fork")
    for line in report():
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
