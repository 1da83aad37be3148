"""The small service of the simulation answers as the rules of core.server do, call by call."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from core.domain.capabilities import Safeguards
from core.domain.money import parse_wire, wire_text
from core.domain.reply import BalanceWritten, CardCreated, CardRead, Lost, Rejected, TransactionsRead
from core.remote.gateway import NewCard
from core.server.contract.refusals import RequestRefused
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.http.endpoints import CardEndpoints
from tests.simulation.shop import EPOCH, Shop


class Pair:
    """Both services with one clock."""

    def __init__(self, folder: Path) -> None:
        self.now = 0.0
        self.small = Shop(lambda: self.now)
        self.engine = open_database(database_url(folder / "service.db"))
        self.real = CardEndpoints(self.engine, Switches(), lambda: EPOCH + self.now)
        self.ids: list[tuple[int, int]] = []

    def create(self, code: str, value: int) -> None:
        body: dict[str, object] = {"initial_value": wire_text(value, "USD"), "code": code}
        real = self._ask(self.real.create_card, 0, body)
        small = self.small.create(NewCard(value, "USD", code), "order")
        assert isinstance(small, CardCreated) == (real is not None)
        if isinstance(small, CardCreated) and real is not None:
            self.ids.append((small.card.card_id, real["gift_card"]["id"]))

    def set_balance(self, which: int, balance: int) -> None:
        small_id, real_id = self.ids[which]
        real = self._ask(self.real.set_balance, real_id, {"balance": wire_text(balance, "USD")})
        small = self.small.set_balance(small_id, balance, "till", None)
        assert isinstance(small, BalanceWritten) == (real is not None)
        if isinstance(small, BalanceWritten) and real is not None:
            done = small.transaction
            assert (done.amount, done.number) == (parse_wire(real["amount"], "USD"), real["number"])

    def same_cards(self) -> None:
        for small_id, real_id in self.ids:
            small, real = self.small.read(small_id), self.real.load_card(real_id)
            assert isinstance(small, CardRead)
            card = small.card
            assert (card.balance, card.updated_at, card.note, card.disabled_at, card.last_characters) == (
                real.balance,
                real.updated_at,
                real.note,
                real.disabled_at,
                real.last_characters,
            )

    def _ask(self, endpoint: Any, card_id: int, body: dict[str, object]) -> Any:
        try:
            call = Request("https://a.example", path_id=str(card_id), body=json.dumps(body).encode())
            return json.loads(endpoint(call).execute().body)
        except RequestRefused:
            return None

    def update(self, which: int, note: str) -> None:
        small_id, real_id = self.ids[which]
        self._ask(self.real.update_card, real_id, {"note": note})
        self.small.update(small_id, {"note": note})

    def disable(self, which: int) -> None:
        small_id, real_id = self.ids[which]
        self._ask(self.real.disable_card, real_id, {})
        self.small.disable(small_id)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_calls_have_the_same_replies(seed: int, tmp_path: Path) -> None:
    chance, pair = random.Random(seed), Pair(tmp_path)
    pair.create("FIRSTCARD", 5000)
    for number in range(120):
        pair.now += chance.choice((0.0, 0.4, 3.0))
        which = chance.randrange(len(pair.ids))
        what = chance.random()
        if what < 0.15:
            pair.create(chance.choice((f"CARD{number:05}", "FIRSTCARD")), chance.choice((0, 1000, 2500)) or 1)
        elif what < 0.75:
            pair.set_balance(which, chance.choice((0, 100, 4000, chance.randint(0, 9000), -5)))
        elif what < 0.95:
            pair.update(which, f"Note {chance.randint(1, 3)}")
        else:
            pair.disable(which)
    pair.same_cards()
    pair.engine.dispose()


def test_a_key_makes_a_write_repeatable_and_a_tag_stops_one() -> None:
    shop = Shop(lambda: 0.0)
    made = shop.create(NewCard(5000, "USD", "FIRSTCARD"), "order")
    assert isinstance(made, CardCreated)
    card_id = made.card.card_id
    asked = (card_id, 4000)
    assert shop.begun("op/1", asked) is None
    assert isinstance(shop.begun("op/1", asked), Lost)  # still being worked out
    first = shop.ended("op/1", shop.set_balance(card_id, 4000, "till", "op"))
    assert shop.begun("op/1", asked) == first
    assert isinstance(shop.begun("op/1", (card_id, 3000)), Rejected)
    read = shop.read(card_id)
    assert isinstance(read, CardRead)
    guarded = Safeguards(etag=read.etag, reference="op/2")
    assert isinstance(shop.set_balance(card_id, 3000, "till", "op", guarded), BalanceWritten)
    stale = shop.set_balance(card_id, 2000, "till", "op", guarded)
    assert isinstance(stale, Rejected)
    assert stale.status == 412
    told = shop.history(card_id)
    assert isinstance(told, TransactionsRead)
    assert [(one.transaction.amount, one.reference) for one in told.listed] == [(-1000, None), (-1000, "op/2")]
