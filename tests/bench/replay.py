"""The queue after an outage, against bare loops of the same requests: K lanes at once, in order for each card.

The service is a few lines in another process that answer after a delay. Goals: docs/performance.md 1.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import requests

from core.bootstrap import Core, open_core
from core.domain.command import Redeem
from core.settings import Settings
from core.store import cards
from tests.bench.flushing import counting
from tests.builders import database_of, server_card

CARDS = 500
FIRST = 1000
BALANCE = 90_000
MADE = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
"""When the service made every card: the till redeems from no other one under the same id."""
AT_ONCE = (1, 4, 8)
ROUND_S = 4.0
"""What a round of the bare loops takes where the delay is all: with more the figure is the same."""
OPERATIONS = 200
"""Where there is no delay."""
ROUNDS = 3
_DATE = b"Mon, 21 Sep 2026 12:00:00 GMT"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: %s\r\nContent-Length: %d\r\n\r\n"
_CARD = (
    b'{"gift_card":{"id":%d,"balance":"%d.%02d","currency":"USD","initial_value":"900.00","note":null,'
    b'"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","disabled_at":null,"expires_on":null,'
    b'"template_suffix":null,"last_characters":"ab12","line_item_id":null,"api_client_id":null,"user_id":null,'
    b'"customer_id":null,"order_id":null}}'
)
_WRITTEN = (
    b'{"id":%d,"gift_card_id":%d,"number":%d,"amount":"%s%d.%02d","processed_at":"2026-01-01T00:00:00Z",'
    b'"remote_transaction_ref":null}'
)


class Till:
    """What the service remembers: balances, and how often each card was written."""

    def __init__(self) -> None:
        self.balances: dict[int, int] = {}
        self.writes = 0

    def answer(self, head: bytes, body: bytes) -> bytes:
        method, path = head.split(b" ", 2)[:2]
        words = path.split(b"/")
        if method == b"GET":
            card = int(words[-1])
            balance = self.balances.get(card, BALANCE)
            return _CARD % (card, balance // 100, balance % 100)
        card = int(words[-2])
        units, cents = body.split(b'"balance": "')[1].split(b'"')[0].split(b".")
        target = int(units) * 100 + int(cents)
        change = target - self.balances.get(card, BALANCE)
        self.balances[card] = target
        self.writes += 1
        sign = b"-" if change < 0 else b""
        return _WRITTEN % (self.writes, card, self.writes, sign, abs(change) // 100, abs(change) % 100)


def serve(delay: float, told: multiprocessing.Queue[int]) -> None:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        till = shop
        while head := await _head(reader):
            length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
            body = await reader.readexactly(int(length or 0))
            reply = till.answer(head, body)
            if delay:
                await asyncio.sleep(delay)
            writer.write(_HEAD % (_DATE, len(reply)) + reply)
        writer.close()

    async def main() -> None:
        server = await asyncio.start_server(converse, "127.0.0.1", 0)
        told.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    shop = Till()
    asyncio.run(main())


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


@contextmanager
def service(delay: float) -> Iterator[str]:
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    process = context.Process(target=serve, args=(delay, told), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{told.get(timeout=60)}/api/external"
    finally:
        process.kill()
        process.join()


def bare(url: str, lanes: int, operations: int) -> float:
    """Requests a second of a loop a thread: a prepared read and a prepared write, and nothing else."""

    def loop(part: int) -> None:
        session = requests.Session()
        session.trust_env = False
        for number in range(part, operations, lanes):
            card = FIRST + number % CARDS
            read = session.prepare_request(requests.Request("GET", f"{url}/gift-cards/{card}"))
            body = b'{"balance": "900.%02d"}' % (number % 90)  # enough for the queue of the next round
            write = session.prepare_request(requests.Request("PUT", f"{url}/gift-cards/{card}/balance", data=body))
            for request in (read, write):
                session.send(request).json()

    began = time.perf_counter()
    with ThreadPoolExecutor(lanes) as pool:
        list(pool.map(loop, range(lanes)))
    return 2 * operations / (time.perf_counter() - began)


def replayed(url: str, lanes: int, operations: int) -> tuple[float, float]:
    """Requests a second, and commits for each answer, of the real queue."""
    with tempfile.TemporaryDirectory() as folder:
        core = open_core(Settings(Path(folder), url, "t" * 20))
        try:
            commits = _queue(core, lanes, operations)
            began = time.perf_counter()
            while not core.replay.idle():
                core.replay.round()
            seconds = time.perf_counter() - began
            states = {row.state.value for row in core.queries.operations(operations)}
            assert states == {"done"}, states
            return 2 * operations / seconds, len(commits) / (2 * operations)
        finally:
            core.close()


def _queue(core: Core, lanes: int, operations: int) -> list[int]:
    """Fills the outbox; returns a list that grows by one a commit."""
    database = database_of(core)
    whole = {"balance": BALANCE, "initial_value": BALANCE, "created_at": MADE}
    rows = [server_card(card_id=FIRST + at, **whole) for at in range(CARDS)]
    with database.writing() as conn:
        cards.pulled(conn, rows, 0.0, ())
    for number in range(operations):
        core.desk.submit(Redeem(FIRST + number % CARDS, 100 + number))
    core.dispatcher.pool.lanes = lambda _most: lanes
    return counting(database)


def report() -> Iterator[str]:
    for delay in (0.05, 0.0):
        for lanes in AT_ONCE:
            operations = round(lanes * ROUND_S / delay / 2) if delay else OPERATIONS
            with service(delay) as url:
                yield _line(url, lanes, delay, operations)


def _line(url: str, lanes: int, delay: float, operations: int) -> str:
    runs = []
    for _ in range(ROUNDS):
        rate, commits = replayed(url, lanes, operations)
        runs.append((rate / bare(url, lanes, operations), rate, commits))
    ratio, rate, commits = sorted(runs)[ROUNDS // 2]
    limit = f", {rate * delay / lanes:.2f} of K/RTT (goal 0.85)" if delay else ""
    goal = 0.6 if delay else 0.15
    return (
        f"queue of {operations}, {delay * 1000:.0f} ms, K = {lanes}: {ratio:.2f} x bare loops of the same requests"
        f"{limit}; {rate:.0f} requests a second; {commits:.2f} commits an answer (goal {goal} at K = 8)"
    )
