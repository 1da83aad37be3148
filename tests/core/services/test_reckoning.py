"""The reckoning finds every write that is not ours (FIGURES.md R1), and lists no card that only we changed."""

from __future__ import annotations

import random

import pytest

from core.bootstrap import Core
from core.domain.command import Redeem, TopUp
from core.server.embedded import EmbeddedService
from tests.e2e.conftest import OpenTill
from tests.e2e.counter import act, on_server, sell, settle_down

FAULTS = ("double", "lost", "zombie", "foreign", "cancelling")


class Histories:
    """Each history is one card of one till; a fault is a write at the service that the till did not order."""

    def __init__(self, service: EmbeddedService, till: Core, seed: int) -> None:
        self.service, self.till, self.chance = service, till, random.Random(seed)

    def play(self, fault: str | None) -> int:
        card_id = sell(self.till, 10_000).card_id
        balances = [10_000]
        at = self.chance.randrange(1, 4)
        for step in range(1, 5):
            amount = self.chance.randrange(1, 2000)
            act(self.till, self.chance.choice((Redeem, TopUp))(card_id, amount))
            balances.append(on_server(self.service, card_id))
            if fault is not None and step == at:
                self.strike(fault, card_id, balances)
        return card_id

    def strike(self, fault: str, card_id: int, balances: list[int]) -> None:
        before, now = balances[-2:]
        wrong = {
            "double": [2 * now - before],
            "lost": [before],
            "zombie": [balances[0] if balances[0] != now else before],
            "foreign": [now + self.chance.choice((-1, 1)) * self.chance.randrange(1, 3000)],
            "cancelling": [now - 1, now],  # nothing remains but the gap between our numbers
        }[fault]
        for balance in wrong:
            self.till.lookup._gateway.put_balance(card_id, balance, "USD")

    def found(self) -> set[int]:
        settle_down(self.till)
        reckoning = self.till.queries.reckoning()
        assert not reckoning.facade
        assert {row.difference for row in reckoning.cards + reckoning.level} == {0}
        return {row.card_id for row in reckoning.cards}


def check(service: EmbeddedService, open_till: OpenTill, seed: int, count: int) -> None:
    histories = Histories(service, open_till(), seed)
    faulty: set[int] = set()
    for number in range(count):
        fault = histories.chance.choice(FAULTS) if number % 2 else None
        card_id = histories.play(fault)
        if fault is not None:
            faulty.add(card_id)
    assert histories.found() == faulty


def test_every_write_that_is_not_ours_is_listed_and_nothing_else(service, open_till) -> None:
    check(service, open_till, seed=7, count=14)


@pytest.mark.slow
def test_five_hundred_histories(service, open_till) -> None:
    check(service, open_till, seed=11, count=500)
