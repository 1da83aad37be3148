"""Whatever is written at the same time, killed or shared: what is told equals the ledger, each card's in its order."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from core.server.data.database import reading
from core.server.data.tables import cards, transactions
from tests.core.server.conftest import TOKEN
from tests.core.server.serving import ROOT, posix_only
from tests.core.server.webhooks.conftest import HookShop, wait_until
from tests.core.server.webhooks.receivers import DROP, Answer, Received, Receiver

pytestmark = pytest.mark.slow

START = (
    "from core.server.contract.webhook_settings import WebhookSettings; "
    "from core.server.http.app import ServiceSettings; from core.server.serve import ServeSettings, run; "
    "hooks = WebhookSettings(b'a key', ('127.0.0.0/8',), {!r}); "
    "run(ServeSettings({!r}, ServiceSettings(({!r},), webhooks=hooks), port=0))"
)


def in_ledger(shop: HookShop) -> dict[int, list[int]]:
    """Return, by card, the numbers of what happened to it: 0 is that it was made."""
    found = defaultdict[int, list[int]](list)
    with reading(shop.engine) as conn:
        for (card_id,) in conn.execute(select(cards.c.id)):
            found[card_id].append(0)
        rows = conn.execute(select(transactions.c.gift_card_id, transactions.c.number).order_by(transactions.c.number))
        for card_id, number in rows:
            found[card_id].append(number)
    return dict(found)


def told(got: list[Received]) -> dict[int, list[int]]:
    """Return the same of what was received; repeats under one id count once."""
    found, seen = defaultdict[int, list[int]](list), set[str]()
    for each in got:
        if each.headers["webhook-id"] not in seen:
            seen.add(each.headers["webhook-id"])
            data = each.content["data"]
            found[data["gift_card"]["id"]].append(data.get("transaction", {"number": 0})["number"])
    return dict(found)


def write_all(shop: HookShop, writers: int, workers: int = 1) -> None:
    shared = shop.issue("500.00")["id"]

    def write(writer: int) -> None:
        own = shop.issue("100.00", worker=writer % workers)["id"]
        for step in range(6):
            for card_id in (own, shared):
                reply = shop.pay(card_id, f"{step + 1}.{writer:02}", worker=writer % workers)
                assert reply.status_code in (200, 422), reply.text

    with ThreadPoolExecutor(max(writers, 1)) as pool:
        list(pool.map(write, range(writers)))


@pytest.mark.parametrize("writers", [0, 2, 8])
def test_deliveries_equal_the_ledger(shop: HookShop, receiver: Receiver, writers: int) -> None:
    shop.hook(receiver.address)
    write_all(shop, writers)
    wanted = in_ledger(shop)
    receiver.wait_for(lambda got: sum(map(len, told(got).values())) >= sum(map(len, wanted.values())))
    assert told(receiver.got) == wanted


def test_two_workers_share_the_deliveries(shop: HookShop, receiver: Receiver) -> None:
    shop.start()
    shop.hook(receiver.address)
    for worker in (0, 1):  # the second one knows of the webhook within a second
        wait_until(lambda worker=worker: knows(shop, receiver, worker))
    write_all(shop, 8, workers=2)
    wait_until(lambda: {row.state for row in shop.kept()} == {"delivered"}, 60)
    heard = told(receiver.got)
    assert heard == {card: numbers for card, numbers in in_ledger(shop).items() if card in heard}
    assert len(heard) >= 9
    assert len(receiver.got) == len({each.headers["webhook-id"] for each in receiver.got}), "each is sent once"


def knows(shop: HookShop, receiver: Receiver, worker: int) -> bool:
    """Return whether what this worker writes is told."""
    card_id = shop.issue(worker=worker)["id"]
    return any(row.subject == f"gift_card:{card_id}" for row in shop.kept())


@contextmanager
def served(database: str, certificate: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", START.format(str(certificate), database, TOKEN)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@posix_only
def test_a_service_that_is_killed_before_it_sends_tells_it_after_the_next_start(
    shop: HookShop, receiver: Receiver, certificate: Path
) -> None:
    """The receiver drops everything until the service is killed: what was committed is not delivered by then."""
    shop.stop()
    alive = [True]

    def answer(_got: Received) -> Answer:
        return DROP if alive[0] else 200

    receiver.answers = answer
    head: dict[str, Any] = {"headers": {"Authorization": f"Bearer {TOKEN}"}, "timeout": 20}
    with served(shop.database, certificate) as (url, process):
        asked = {"address": receiver.address, "events": ["gift_card.created", "gift_card.redeemed"]}
        assert requests.post(url + "/webhooks", json=asked, **head).status_code == 201
        for _ in range(6):
            made = requests.post(url + "/gift-cards", json={"initial_value": "9.00"}, **head).json()["gift_card"]
            paid = requests.put(f"{url}/gift-cards/{made['id']}/balance", json={"balance": "1.00"}, **head)
            assert paid.status_code == 200
        process.kill()
        process.wait()
    alive[0] = False
    wanted = in_ledger(shop)
    assert sum(map(len, wanted.values())) == 12
    with served(shop.database, certificate):
        receiver.wait_for(lambda _got: sum(map(len, told(receiver.good()).values())) == 12, 90)
    assert told(receiver.good()) == wanted
