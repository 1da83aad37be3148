"""Reconciliation finds every write that is not ours (docs/proofs.md R1), and lists no card that only we changed."""

from __future__ import annotations

import random

import pytest

from core.bootstrap import Core
from core.domain.command import Issue, Redeem, TopUp
from core.domain.outcome import Message
from core.queries.reconciliation import reconciliation
from core.server.sandbox.embedded import EmbeddedService
from core.store import outbox
from tests.builders import database_of
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, on_server, sell, settle_down

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
        reconciliation = self.till.queries.reconciliation()
        assert not reconciliation.facade
        assert {row.difference for row in reconciliation.cards + reconciliation.level} == {0}
        return {row.card_id for row in reconciliation.cards}


def check(service: EmbeddedService, open_till: OpenTill, seed: int, count: int) -> None:
    histories = Histories(service, open_till(), seed)
    faulty: set[int] = set()
    for number in range(count):
        fault = histories.chance.choice(FAULTS) if number % 2 else None
        card_id = histories.play(fault)
        if fault is not None:
            faulty.add(card_id)
    assert histories.found() == faulty


@pytest.mark.slow
def test_every_write_that_is_not_ours_is_listed_and_nothing_else(service, open_till) -> None:
    check(service, open_till, seed=7, count=14)


def write(number: int, target: int, amount: int) -> dict[str, int]:
    return {"card_id": 1, "number": number, "target": target, "amount": amount}


def ledger(**changes: int) -> dict[str, object]:
    nothing = ("ours", "others", "seen", "pending", "queued", "unsettled", "residual", "loss", "perhaps_twice")
    row = dict.fromkeys(nothing, 0)
    card = {"card_id": 1, "last_characters": "ab12", "currency": "USD", "sold": 1, "balance": 90, "initial_value": 100}
    return {**row, **card, "ours": -10, **changes}


@pytest.mark.parametrize(
    ("writes", "missing", "facade"),
    [
        ([write(1, 90, -10), write(2, 80, -10)], 0, False),
        ([write(1, 90, -10), write(4, 80, -10)], 2, False),
        ([write(1, 90, -10), write(2, 80, -20)], 0, True),  # nobody wrote between, and it does not fit: K2
        ([write(1, 90, -10), write(3, 80, -20)], 1, False),  # somebody did: no proof of anything
    ],
)
def test_missing_numbers_are_others_and_a_break_without_one_is_the_service(writes, missing: int, facade: bool) -> None:
    found = reconciliation([ledger()], [], writes)
    assert found.facade is facade
    assert [row.missing for row in found.cards + found.level] == [missing]
    assert len(found.cards) == (missing > 0)


def test_what_nobody_explains_stands_out() -> None:
    found = reconciliation([ledger(balance=85)], [{"currency": "USD", "cards": 3, "shown": 300, "loss": 7}], [])
    (row,), (total,) = found.cards, found.currencies
    assert (row.expected, row.shown, row.difference) == (90, 85, -5)
    assert (total.cards, total.difference, total.loss) == (3, -5, 7)


def test_of_a_card_that_others_made_only_what_was_seen_is_known() -> None:
    (row,) = reconciliation([ledger(sold=0, balance=60, others=-20, seen=1)], [], []).cards
    assert (row.begun, row.expected, row.difference) == (90, 60, 0)


@pytest.mark.slow
def test_a_hundred_histories(service, open_till) -> None:
    check(service, open_till, seed=11, count=100)


def test_a_card_that_a_copy_may_have_changed_is_never_level() -> None:
    """docs/protocol.md D1."""
    found = reconciliation([ledger(perhaps_twice=1)], [], [])
    assert [row.perhaps_twice for row in found.cards] == [1]
    assert not found.level
    assert reconciliation([ledger()], [], []).level


OFFLINE = {
    "a sale": (lambda card_id: Redeem(card_id, 900), -900),
    "a top-up": (lambda card_id: TopUp(card_id, 900), 900),
    "a new card": (lambda _: Issue(2500, "USD"), 2500),
}
"""What is done without a connection beside a card with $23.00, and what comes of it."""


@pytest.mark.parametrize("what", OFFLINE)
def test_nothing_agrees_while_it_waits(open_till, what: str) -> None:
    till = open_till()
    card_id = sell(till, 2300).card_id
    settle_down(till)
    assert not till.queries.reconciliation().cards
    command, pending = OFFLINE[what]
    till.connection.switch(True)
    till.desk.submit(command(card_id))
    found = till.queries.reconciliation()
    (row,), (total,) = found.cards, found.currencies
    assert (row.queued, row.pending, row.projected, row.difference) == (1, pending, row.shown + pending, 0)
    assert row.shown == (0 if what == "a new card" else 2300)
    assert (total.shown, total.pending, total.projected, total.queued) == (2300, pending, 2300 + pending, 1)
    till.connection.switch(False)
    settle_down(till)
    after = till.queries.reconciliation()
    assert not after.cards
    assert [(each.shown, each.queued) for each in after.currencies] == [(2300 + pending, 0)]


def test_a_change_that_moves_no_money_waits_as_well() -> None:
    found = reconciliation([ledger(queued=1)], [], [])
    (row,), (total,) = found.cards, found.currencies
    assert (row.queued, row.projected, total.queued, total.cards) == (1, 90, 1, 0)


def test_a_new_card_that_needs_a_person_is_listed(open_till) -> None:
    till = open_till()
    sell(till, 2300)
    till.connection.switch(True)
    waits = till.desk.submit(Issue(2500, "USD"))
    with database_of(till).writing() as conn:
        outbox.park(conn, waits.operation_id, Message("park.another_service"), 0.0)
    (row,) = till.queries.reconciliation().cards
    assert (row.unsettled, row.residual, row.queued, row.pending) == (1, 2500, 0, 0)
