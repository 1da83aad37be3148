"""The two ways behind a balance PUT (docs/protocol.md 1): K1 sets atomically, K2 reads and posts the difference."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from sqlalchemy import Engine

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.http.endpoints import CardEndpoints
from tests.core.server.concurrency import at_once, check_books, tried
from tests.core.server.conftest import Caller, Clock, made

OpenShop = Callable[..., CardEndpoints]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(database_url(tmp_path / "shop.sqlite"))
    yield engine
    engine.dispose()


def put(shop: CardEndpoints, card_id: int, balance: str, **headers: str) -> dict[str, Any]:
    return made(
        shop.set_balance(Request("x", {}, headers, str(card_id), json.dumps({"balance": balance}).encode())).execute()
    )


class Raced:
    """A façade into whose gap another writer steps, once."""

    def __init__(self, engine: Engine, **switches: Any) -> None:
        self.other = CardEndpoints(engine, Switches(), Clock())
        self.facade = CardEndpoints(engine, Switches(money_rule="difference", **switches), Clock(), self._between)
        self.card_id = made(self.other.create_card(Request("x", body=b'{"initial_value": 100}')).execute())["id"]
        self.steps: list[Callable[[], object]] = []

    def _between(self, card_id: int) -> None:
        assert card_id == self.card_id
        if self.steps:
            self.steps.pop()()

    def balance(self) -> str:
        return str(made(self.other.read_card(Request("x", path_id=str(self.card_id))))["balance"])


def test_the_difference_is_posted_to_whatever_is_there(engine: Engine) -> None:
    race = Raced(engine)
    race.steps.append(lambda: put(race.other, race.card_id, "70.00"))
    assert put(race.facade, race.card_id, "90.00")["amount"] == "-10.00"
    assert race.balance() == "60.00"  # under K1 it would be 90.00
    assert put(race.facade, race.card_id, "90.00")["amount"] == "30.00"
    check_books(engine, 3)


def test_a_difference_below_zero_or_above_the_limit_is_refused(engine: Engine) -> None:
    race = Raced(engine)
    race.steps.append(lambda: put(race.other, race.card_id, "5.00"))
    with pytest.raises(RequestRefused) as refused:
        put(race.facade, race.card_id, "90.00")
    assert refused.value.errors == {"balance": ["must be greater than or equal to 0"]}
    race.steps.append(lambda: put(race.other, race.card_id, "1999.00"))
    with pytest.raises(RequestRefused) as refused:
        put(race.facade, race.card_id, "10.00")
    assert refused.value.errors == {"balance": ["can't exceed $2,000.00 USD"]}
    assert race.balance() == "1999.00"
    check_books(engine, 2)


def test_what_happens_in_the_gap_is_checked_after_it(engine: Engine) -> None:
    race = Raced(engine)
    race.steps.append(lambda: race.other.disable_card(Request("x", path_id=str(race.card_id))).execute())
    with pytest.raises(RequestRefused, match="deactivated"):
        put(race.facade, race.card_id, "90.00")
    with pytest.raises(RequestRefused) as refused:
        CardEndpoints(engine, Switches(money_rule="difference"), Clock()).set_balance(
            Request("x", path_id="5", body=b'{"balance":1}')
        ).execute()
    assert refused.value.status == 404


def test_a_key_that_is_under_way_is_409_and_then_the_first_reply(engine: Engine) -> None:
    race = Raced(engine, idempotency_keys=True)
    key = {"idempotency-key": '"op-1"'}
    statuses = []

    def again() -> None:
        with pytest.raises(RequestRefused) as refused:
            race.facade.executor.prepare(Request("x", {}, key, "", b"{}"), lambda _ledger: Reply(200, b"")).execute()
        statuses.append((refused.value.status, refused.value.code, dict(refused.value.headers)["Retry-After"]))

    race.facade.executor.prepare(
        Request("x", {}, key, "", b"{}"), lambda _ledger: (again(), Reply(200, b"first"))[1]
    ).execute()
    assert statuses == [(409, "idempotency_key_in_use", "1.0")]
    assert (
        race.facade.executor.prepare(Request("x", {}, key, "", b"{}"), lambda _ledger: Reply(200, b"")).execute().body
        == b"first"
    )


@pytest.mark.parametrize("rule", ["set", "difference"])
def test_the_books_are_exact_under_both(engine: Engine, rule: Literal["set", "difference"]) -> None:
    shops = [CardEndpoints(engine, Switches(money_rule=rule), Clock()) for _ in range(4)]
    card_id = made(shops[0].create_card(Request("x", body=b'{"initial_value": 1000}')).execute())["id"]

    refused = []

    def writer(number: int) -> None:
        for step in range(15):
            balance = f"{500 + number}.{step:02}"
            try:
                tried(lambda balance=balance: put(shops[number], card_id, balance))
            except RequestRefused as refusal:  # differences that were read together may go below zero together
                refused.append(refusal.status)

    at_once(writer, 4)
    check_books(engine, 60 - len(refused))
    assert rule == "difference" or not refused


def test_alone_nobody_can_tell(open_shop: Callable[..., Caller]) -> None:
    shop = open_shop(money_rule="difference")
    card_id = shop.issue("20.00")["id"]
    assert shop.put_balance(card_id, "15.00").json()["amount"] == "-5.00"
    assert shop.put_balance(card_id, "15.00").json()["errors"] == {
        "balance": ["must be different from the present balance"]
    }
    assert shop.put_balance(card_id, "-1").status_code == 422
    assert shop.card(card_id)["balance"] == "15.00"
