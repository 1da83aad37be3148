"""One limit on what a clerk creates in a day, over all doors: cards, top-ups and orders (attack 11)."""

from __future__ import annotations

from typing import Any

import pytest

from core.bootstrap import Core
from core.domain.command import Issue, Redeem, Reverse, TopUp
from core.domain.money import Money
from core.domain.staff import Role
from core.errors import ApprovalNeeded
from tests.builders import database_of
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import sell

MANAGER, CLERK = "482913", "7294"


@pytest.fixture
def till(open_till: OpenTill) -> Core:
    """A till with a card of 100.00 on it; Cleo is there and may create 200.00 a day."""
    made = open_till()
    sell(made)
    made.staff.put("Mia", Role.MANAGER, MANAGER)
    made.staff.put("Cleo", Role.CLERK, CLERK)
    made.staff.sign_in("Cleo", CLERK)
    return made


def do(till: Core, command: Issue | TopUp | Redeem | Reverse) -> str:
    operation_id = till.desk.submit(command).operation_id
    till.replay.run(operation_id)
    return operation_id


@pytest.mark.fault("attack 11")
def test_a_large_card_needs_a_manager_as_a_large_top_up_does(till: Core) -> None:
    with pytest.raises(ApprovalNeeded) as refused:
        till.desk.submit(Issue(200_000, "USD"))
    shown: Any = refused.value.values["proposal"]
    assert (refused.value.values["act"], shown.amount) == ("issue", Money(200_000, "USD"))
    with pytest.raises(ApprovalNeeded):
        till.desk.submit(Issue(1, "EUR"))  # the limit says nothing of other money
    with till.staff.approving("Mia", MANAGER):
        sold = do(till, Issue(200_000, "USD"))
    accepted = dict(entries(till, sold))["accepted"]
    assert (accepted["clerk"], accepted["approver"], accepted["who"]) == ("Cleo", "Mia", "Cleo")
    do(till, Issue(20_000, "USD"))  # what a manager approved takes nothing from the clerk's own


@pytest.mark.fault("attack 11")
def test_all_doors_count_together_and_the_day_ends(till: Core) -> None:
    (card,) = till.queries.cards()
    do(till, Issue(5000, "USD"))
    do(till, TopUp(card.card_id, 10_000, "goodwill"))
    do(till, Redeem(card.card_id, 4000))
    with pytest.raises(ApprovalNeeded) as refused:
        till.desk.submit(TopUp(card.card_id, 5001))
    assert refused.value.values["act"] == "top-up"
    with pytest.raises(ApprovalNeeded):
        till.desk.submit(Issue(5001, "USD", kind="promotion"))
    last = do(till, Issue(5000, "USD"))
    with pytest.raises(ApprovalNeeded):
        till.desk.submit(Issue(1, "USD"))
    do(till, Reverse(last, "wrong amount"))  # a take-back is apart: it neither counts nor gives back
    till.staff.sign_in("Mia", MANAGER)
    do(till, Issue(50_000, "USD"))
    with database_of(till).writing() as conn:
        conn.exec_driver_sql("UPDATE operations SET shop_day = '2000-01-01'")
    till.staff.sign_in("Cleo", CLERK)
    do(till, Issue(20_000, "USD"))


@pytest.mark.fault("attack 11")
def test_an_order_counts_as_a_whole_before_its_first_card(till: Core) -> None:
    plan = till.batches.equal(Issue(200_000, "USD"), 50)
    with pytest.raises(ApprovalNeeded) as refused:
        till.batches.begin(plan)
    assert refused.value.values["act"] == "order"
    shown: Any = refused.value.values["proposal"]
    assert "100000.00" in shown.detail.replace(",", "")
    with till.staff.approving("Mia", MANAGER):
        order = till.batches.begin(till.batches.equal(Issue(15_000, "USD"), 2))
    till.staff.sign_out()
    till.batch_run.go(order)
    while till.batch_run.going(order):
        till.batch_run.step()  # the till carries out what was let through, whoever is there now
    made = [row for row in till.queries.operations() if row.want == 15_000]
    assert [(row.clerk, row.approver, row.state.value) for row in made] == [("Cleo", "Mia", "done")] * 2
    till.staff.sign_in("Cleo", CLERK)
    till.batches.begin(till.batches.equal(Issue(7000, "USD"), 2))
    with pytest.raises(ApprovalNeeded):
        till.desk.submit(Issue(6001, "USD"))  # the cards of the order are not made yet, and count all the same
    till.desk.submit(Issue(6000, "USD"))


@pytest.mark.fault("attack 11")
def test_a_shop_that_set_its_limit_on_top_ups_keeps_that(open_till: OpenTill) -> None:
    till = open_till()
    assert till.preferences.get("manager.created_day") == "200.00"
    till.preferences.set("manager.top_up", "900")
    assert till.preferences.get("manager.created_day") == "900.00"
    till.preferences.set("manager.created_day", "300")
    assert till.preferences.get("manager.created_day") == "300.00"
