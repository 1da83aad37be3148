"""Orders are made while the service runs: by every process of it, through kills, and beside the sales of tills."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database, reading
from core.server.data.order_tables import order_cards
from core.server.data.tables import cards
from tests.core.server.conftest import Caller
from tests.core.server.orders.order_desk import OrderDesk, line, order
from tests.core.server.serving import ROOT, end_all_of, posix_only

WAIT_S = 120.0


def finished(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Ask until the order is made, and return it."""
    pause, deadline = threading.Event(), time.monotonic() + WAIT_S
    while time.monotonic() < deadline:
        found = ask()
        if found["state"] == "made":
            return found
        pause.wait(0.05)
    raise AssertionError(f"the order is {found['state']}")


def test_a_running_service_makes_an_order_by_itself(shop: Caller) -> None:
    taken = shop.call("POST", "/orders", json=order(line(quantity=20)))
    assert (taken.status_code, taken.headers["Cache-Control"]) == (201, "no-store")
    order_id = taken.json()["order"]["id"]
    made = finished(lambda: shop.read(f"/orders/{order_id}").json()["order"])
    assert len(made["lines"][0]["cards"]) == 20
    assert made["lines"][0]["cards"][0] == shop.card(made["lines"][0]["cards"][0]["id"]) | {
        "code": made["lines"][0]["cards"][0]["code"]
    }


def test_a_repeat_under_a_key_gets_the_first_reply(shop: Caller) -> None:
    key = {"Idempotency-Key": '"one"'}
    replies = [shop.call("POST", "/orders", json=order(line()), headers=key) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 201]
    assert replies[0].json() == replies[1].json()
    assert shop.call("POST", "/orders", json=order(line())).status_code == 200
    assert len(shop.read("/orders").json()["orders"]) == 1


@pytest.mark.slow
def test_several_processes_share_the_work_and_each_card_is_made_once(address: str, clock: Any) -> None:
    """Threads stand for processes: each has connections of its own, and PostgreSQL lets them write at once."""
    engines = [open_database(database_url(address)) for _ in range(4)]
    desks = [OrderDesk(engine, clock, Switches()) for engine in engines]
    ids = [desks[0].add(order(line(quantity=60), line(quantity=33), reference=str(n)))[1]["id"] for n in range(3)]
    steps: list[int] = []
    threads = [threading.Thread(target=lambda desk=desk: steps.append(desk.work())) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while desks[0].step():  # what was locked when a thread looked for the last time
        pass
    for order_id in ids:
        made = desks[0].read(order_id)
        assert [len(each["cards"]) for each in made["lines"]] == [60, 33]
    assert desks[0].counted() == (279, 279)
    assert sum(1 for count in steps if count) > 1
    for engine in engines:
        engine.dispose()


START = (
    "from core.server.http.app import ServiceSettings; from core.server.serve import ServeSettings, run; "
    "run(ServeSettings({!r}, ServiceSettings(('one',)), port={}, workers={}))"
)


@contextmanager
def served(database: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", START.format(database, 0, 1)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            end_all_of(process)


@pytest.mark.slow
@posix_only
def test_an_order_of_a_thousand_is_made_once_through_kills(database: str) -> None:
    """Each time the process is killed when some more cards are there, in the middle of whatever it does then."""
    sent, begun, draw = {"Authorization": "Bearer one"}, list[int](), random.Random(5)
    body = order(line(quantity=600), line("10.00", quantity=300, currency="EUR"), line("5.00", quantity=100))
    while not begun or begun[-1] < 1000:
        with served(database) as (url, process):
            taken = requests.post(url + "/orders", json=body, headers=sent, timeout=20)
            assert taken.status_code == (200 if begun else 201)
            order_id, made = taken.json()["order"]["id"], made_of(taken.json()["order"])
            begun.append(made)
            goal = min(made + draw.randrange(1, 60), 1000)
            while made < goal:
                made = listed(url)["made"]
            process.kill()
    assert len(begun) >= 4, "it was too fast to be killed in between"
    with served(database) as (url, _):
        whole = finished(lambda: read(url, order_id))
    assert [each["made"] for each in whole["lines"]] == [600, 300, 100]
    check(database, order_id)


def read(url: str, order_id: int) -> dict[str, Any]:
    reply = requests.get(f"{url}/orders/{order_id}", headers={"Authorization": "Bearer one"}, timeout=20)
    found: dict[str, Any] = reply.json()["order"]
    return found


def listed(url: str) -> dict[str, Any]:
    """Read the only order without its cards."""
    reply = requests.get(f"{url}/orders", headers={"Authorization": "Bearer one"}, timeout=20)
    found: dict[str, Any] = reply.json()["orders"][0]
    return found


def made_of(found: dict[str, Any]) -> int:
    return sum(each["made"] for each in found["lines"])


def check(database: str, order_id: int) -> None:
    """Every place of the order has one card, and there is no other card."""
    engine = open_database(database_url(database))
    try:
        with reading(engine) as conn:
            places = [tuple(row) for row in conn.execute(order_cards.select())]
            found = {row.id: row for row in conn.execute(cards.select())}
    finally:
        engine.dispose()
    wanted = {(order_id, number, at) for number, count in ((1, 600), (2, 300), (3, 100)) for at in range(1, count + 1)}
    assert {place[:3] for place in places} == wanted
    assert len(places) == len(found) == len({place[3] for place in places}) == 1000
    worth = Counter((place[1], found[place[3]].currency, found[place[3]].balance) for place in places)
    assert worth == {(1, "USD", 2500): 600, (2, "EUR", 1000): 300, (3, "USD", 500): 100}
