"""A state machine of hypothesis plays tills and a web shop: whatever they do, the books add up to the cent."""

from __future__ import annotations

import tempfile
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, func, select

from core.server.contract.refusals import RequestRefused
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.data.tables import cards, metadata, transactions
from core.server.http.endpoints import CardEndpoints
from core.server.sandbox.web_shop import WebShop
from tests.core.server.concurrency import tried
from tests.core.server.conftest import Clock, made

CENTS = st.integers(0, 200_100)


class Tills(RuleBasedStateMachine):
    """Two shops of either money rule over one database; several writers act at once."""

    url: str

    @initialize()
    def open(self) -> None:
        self.engine: Engine = open_database(database_url(self.url))
        self.shops = [
            CardEndpoints(self.engine, Switches(money_rule=rule, idempotency_keys=True), Clock())
            for rule in ("set", "difference")
        ]
        self.web = WebShop(self.engine, Switches(), Clock())
        self.ids = [self._issue(50_00) for _ in range(2)]
        self.name = uuid.uuid4().hex
        self.written: dict[str, bytes] = {}

    @rule(writes=st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from([0, 1]), CENTS), min_size=1, max_size=4))
    def tills_write_at_once(self, writes: list[tuple[int, int, int]]) -> None:
        with ThreadPoolExecutor(len(writes)) as pool:
            list(pool.map(lambda write: self._put(*write), writes))

    @rule(card=st.sampled_from([0, 1]), percent=st.integers(1, 100), cents=CENTS)
    def the_web_shop_spends_while_a_till_writes(self, card: int, percent: int, cents: int) -> None:
        with ThreadPoolExecutor(2) as pool:
            bought = pool.submit(self.web.spend, self.ids[card], percent)
            self._put(1, card, cents)
            bought.result()

    @rule(key=st.sampled_from("abc"), cents=CENTS)
    def a_till_sends_the_same_again(self, key: str, cents: int) -> None:
        """The first body under a key is repeated for ever, and answered as it first was."""
        name = f"{self.name}-{key}"
        body = f'{{"balance": "{cents // 100}.{cents % 100:02}"}}'.encode()
        call = Request("x", {}, {"idempotency-key": f'"{name}"'}, str(self.ids[0]), body)
        try:
            reply = tried(lambda: self.shops[0].set_balance(call).execute())
        except RequestRefused as refused:
            self._check(refused, name in self.written)
            return
        assert self.written.setdefault(name, reply.body) == reply.body  # type: ignore[attr-defined]

    @rule(card=st.sampled_from([0, 1]))
    def a_card_is_disabled_and_another_made(self, card: int) -> None:
        tried(lambda: self.shops[0].disable_card(Request("x", path_id=str(self.ids[card]))).execute())
        self.ids[card] = self._issue(50_00)

    @invariant()
    def the_books_add_up(self) -> None:
        sums = (
            select(transactions.c.gift_card_id, func.sum(transactions.c.amount).label("moved"), func.count().label("n"))
            .group_by(transactions.c.gift_card_id)
            .subquery()
        )
        query = select(cards, sums.c.moved, sums.c.n).outerjoin(sums, sums.c.gift_card_id == cards.c.id)
        with self.engine.connect() as conn:
            for card in conn.execute(query).all():
                assert card.balance == card.initial_value + int(card.moved or 0)
                assert (card.writes, card.balance >= 0) == (card.n or 0, True)

    def _check(self, refused: RequestRefused, expected: bool) -> None:
        assert (refused.status, expected) == (422, True)

    def teardown(self) -> None:
        if hasattr(self, "engine"):
            self.engine.dispose()

    def _issue(self, cents: int) -> int:
        body = f'{{"initial_value": "{cents // 100}.00"}}'.encode()
        reply: Any = tried(lambda: self.shops[0].create_card(Request("x", body=body)).execute())
        return int(made(reply)["id"])

    def _put(self, shop: int, card: int, cents: int) -> None:
        body = f'{{"balance": "{cents // 100}.{cents % 100:02}"}}'.encode()
        try:
            tried(lambda: self.shops[shop].set_balance(Request("x", path_id=str(self.ids[card]), body=body)).execute())
        except RequestRefused as refused:
            self._check(refused, True)


def play(url: str, examples: int) -> None:
    machine = type("Played", (Tills,), {"url": url})
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=15, deadline=None))


@pytest.mark.slow
def test_the_books_on_sqlite() -> None:
    with tempfile.TemporaryDirectory() as folder:
        play(str(Path(folder) / "shop.sqlite"), 6)


@pytest.mark.slow
def test_the_books_on_sqlite_for_longer() -> None:
    with tempfile.TemporaryDirectory() as folder:
        play(str(Path(folder) / "shop.sqlite"), 100)


@pytest.mark.slow
def test_the_books_on_postgresql(address: str) -> None:
    play(address, 40)
    engine = open_database(database_url(address))
    metadata.drop_all(engine)
    engine.dispose()
