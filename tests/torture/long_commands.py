"""Acts of many steps that a kill leaves half done: what is done again at the restart, and what must come of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from core.bootstrap import Core
from core.domain.command import Replace
from core.domain.settlement import Decision, How
from tests.builders import replacement_of
from tests.torture.shop import Shop
from tests.torture.shop_states import card

ORDER = b"row_id,amount,code,recipient\nA1,10.00,,Nora\nA2,20.00,,Tim\nA3,30.00,PRINTED0001,\nA4,40.00,,Ida\n"
_WANTED = [1000, 2000, 3000, 4000]
_FULL = 5000
_STEPS = 100


# an order of several cards


def order(shop: Shop) -> None:
    """The same at the first time and at every other: the file is opened, and what is left of it goes on."""
    core = shop.core
    assert core is not None
    plan = core.batches.plan(ORDER, "orders.csv")
    assert plan.problems == ()
    if plan.rows:
        core.batches.begin(plan)
    for begun in core.batches.orders():
        core.batch_run.go(begun.batch_id)
    for _ in range(_STEPS):
        if core.batch_run.step() > 0:
            return
    raise AssertionError("the order does not end")


def one_card_a_row(shop: Shop) -> list[str]:
    """In the order of the file, whatever was killed: each row has one sale, and each sale one card."""
    with closing(sqlite3.connect(shop.settings.database_path)) as till:
        statement = (
            "SELECT r.amount, o.state, o.card_id FROM batch_rows r JOIN operations o USING (operation_id)"
            " ORDER BY r.batch_id, r.number"
        )
        rows = till.execute(statement).fetchall()
        sales = till.execute("SELECT COUNT(*) FROM operations WHERE kind = 'issue'").fetchone()[0]
    values = {card_id: value for card_id, _, value, _ in _cards(shop)}
    made = [values.get(card_id) for _, _, card_id in rows]
    if [amount for amount, _, _ in rows] == made == sorted(values.values()) == _WANTED and sales == len(_WANTED):
        return []
    return [f"the order came to {rows} by {sales} sales, the service has {values}"]


# a lost card is replaced


def replace(shop: Shop) -> None:
    core = shop.core
    assert core is not None
    begun = core.replacement.start(Replace(card(shop), "lost"))
    shop.tell("accepted", begun.operation_id)
    core.replacement.run(begun.operation_id)


def see_replaced(shop: Shop) -> None:
    """The background goes on with it; whoever finds it parked looks at the card; what never began is begun."""
    core = shop.core
    assert core is not None
    if replacement_of(core, card(shop)) is None:
        replace(shop)
    shop.settle_down()
    _look(core, shop)
    shop.settle_down()


def moved_to_one_card(shop: Shop) -> list[str]:
    """The lost card is empty and disabled, and one other card has all of its money."""
    found = {card_id: (balance, disabled) for card_id, balance, _, disabled in _cards(shop)}
    lost = found.pop(card(shop))
    if lost == (0, True) and list(found.values()) == [(_FULL, False)]:
        return []
    return [f"the lost card is {lost}, the others are {found}"]


def _look(core: Core, shop: Shop) -> None:
    act = replacement_of(core, card(shop))
    if act is not None and act.needs_you:
        empty = any(balance == 0 for card_id, balance, *_ in _cards(shop) if card_id == card(shop))
        core.settle.decide(Decision(act.step, How.APPLIED if empty else How.NOT_APPLIED, "looked at the card"))


def _cards(shop: Shop) -> list[tuple[int, int, int, Any]]:
    """Of the service: id, balance, initial value, and whether it is disabled."""
    with closing(sqlite3.connect(shop.service_database)) as service:
        rows = service.execute("SELECT id, balance, initial_value, disabled_at FROM gift_cards ORDER BY id").fetchall()
    return [(card_id, balance, value, disabled is not None) for card_id, balance, value, disabled in rows]
