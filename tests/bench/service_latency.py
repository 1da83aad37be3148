"""How long a balance write takes beside walks and searches: its slowest hundredth, against the same alone."""

from __future__ import annotations

import multiprocessing
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

Raw = Callable[[int], bytes]
WRITES_A_SECOND = 40
SECONDS, ROUNDS = 5.0, 3
GOAL = 2.0


def beside(port: int, put: Raw, loads: dict[str, tuple[int, Raw]]) -> Iterator[str]:
    """Measure `put` alone and beside each load by turns; yield a line for each load: clients, and what they ask."""
    took: dict[str, list[float]] = {name: [] for name in ("alone", *loads)}
    asked = dict.fromkeys(loads, 0)
    _writes(port, put)  # while the pages of the file are read for the first time
    for _ in range(ROUNDS):
        took["alone"] += _writes(port, put)
        for name, (clients, raw) in loads.items():
            with _asking(port, clients, raw) as done:
                took[name] += _writes(port, put)
            asked[name] += sum(done)
    alone = _slowest(took["alone"])
    for name in loads:
        ratio = _slowest(took[name]) / alone
        spread = f"{_middle(took[name]):.1f} and {_slowest(took[name]):.1f} ms, alone {_middle(took['alone']):.1f}"
        rate = asked[name] / ROUNDS / SECONDS
        yield (
            f"PUT balance beside {name}: p99 {ratio:.2f} x alone (goal at most {GOAL:g}); "
            f"p50 and p99 {spread} and {alone:.1f} ms; {len(took[name])} writes, beside them {rate:.0f} a second"
        )


def ask(line: socket.socket, raw: bytes) -> int:
    """Send one request and read its whole reply; return its bytes. Raises RuntimeError for any but a 200."""
    line.sendall(raw)
    got = line.recv(65536)
    head = got.index(b"\r\n\r\n") + 4
    size = int(got[:head].lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    if not got.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(got[:400])
    missing = head + size - len(got)
    while missing > 0:
        missing -= len(line.recv(262144))
    return head + size


def _writes(port: int, put: Raw) -> list[float]:
    """Return the milliseconds of each write; a till that waits for one sends the next one later."""
    line, took, end = socket.create_connection(("127.0.0.1", port)), list[float](), time.perf_counter() + SECONDS
    for number in count():
        began = time.perf_counter()
        if began > end:
            break
        ask(line, put(number))
        needed = time.perf_counter() - began
        took.append(needed * 1e3)
        time.sleep(max(0.0, 1 / WRITES_A_SECOND - needed))
    line.close()
    return took


@contextmanager
def _asking(port: int, clients: int, raw: Raw) -> Iterator[list[int]]:
    """Keep clients asking; at the end the list has how often each did."""
    told: multiprocessing.Queue[int] = multiprocessing.Queue()
    stop, done = multiprocessing.Event(), list[int]()

    def run() -> None:
        line, number = socket.create_connection(("127.0.0.1", port)), 0
        while not stop.is_set():
            ask(line, raw(number + os.getpid() * 31))
            number += 1
        told.put(number)

    processes = [multiprocessing.Process(target=run) for _ in range(clients)]
    for process in processes:
        process.start()
    yield done
    stop.set()
    done += [told.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()


def _middle(took: list[float]) -> float:
    return sorted(took)[len(took) // 2]


def _slowest(took: list[float]) -> float:
    return sorted(took)[len(took) * 99 // 100]
