"""Concurrent writers, and what must be true of the ledger after them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError

from core.server.data.database import is_locked
from core.server.data.tables import cards, transactions


def at_once(work: Callable[[int], None], threads: int) -> None:
    """Runs `work(0)`, `work(1)`, … in threads that begin together; a failure in any of them is raised here."""
    barrier = threading.Barrier(threads)

    def run(number: int) -> None:
        barrier.wait()
        work(number)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, range(threads)))


def check_books(engine: Engine, writes: int) -> None:
    """Every card's balance is the fold of its history, and its numbers have no gap."""
    total = select(func.count()).select_from(transactions)
    with engine.connect() as conn:
        assert conn.execute(total).scalar_one() == writes
        for card in conn.execute(select(cards)).all():
            history = conn.execute(
                select(transactions).where(transactions.c.gift_card_id == card.id).order_by(transactions.c.number)
            ).all()
            assert [made.number for made in history] == list(range(1, card.writes + 1))
            assert card.balance == card.initial_value + sum(made.amount for made in history)


def tried(act: Callable[[], object]) -> object:
    """Once more while another writer is at it, as core.server.http.app does."""
    while True:
        try:
            return act()
        except DBAPIError as error:
            if not is_locked(error):
                raise
