"""The way through each use case that does something with cards, orders, the day, files, and in training."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from core.domain.command import (
    CashOut,
    Disable,
    Freeze,
    Issue,
    Redeem,
    Replace,
    Reverse,
    SetBalance,
    TopUp,
    Unfreeze,
    Update,
)
from core.domain.permission import Permission
from core.domain.training import Lesson
from core.usecases import (
    background,
    commands,
    counter,
    day_closings,
    lost_cards,
    operations,
    orders,
    sales,
    till,
    training,
)
from core.usecases.operations import HistoryQuestion
from tests.core.usecases.doors import LARGE, Act, DoorShop, Way
from tests.e2e.counter_actions import sell

P = Permission


def acting() -> Iterator[Way]:
    yield from _on_cards()
    yield from _on_what_waits()
    yield from _on_lost_cards()
    yield from _on_orders()
    yield from _on_the_day()
    yield from _out_of_the_till()
    yield from _in_training()


def _submit(permission: Permission, command: Callable[[DoorShop], Any], *, beyond: bool = False) -> Iterator[Way]:
    yield Way(
        "commands.submit_and_run",
        permission,
        lambda shop: partial(commands.submit_and_run, command=command(shop)),
        beyond,
    )
    yield Way("counter.carry_out", permission, lambda shop: partial(counter.carry_out, command=command(shop)), beyond)


def _on_cards() -> Iterator[Way]:
    yield from _submit(P.ISSUE, lambda _: Issue(500, "USD"))
    yield from _submit(P.ISSUE, lambda _: Issue(LARGE, "USD"), beyond=True)
    yield from _submit(P.REDEEM, lambda shop: Redeem(shop.card(), LARGE))
    yield from _submit(P.TOP_UP, lambda shop: TopUp(shop.card(), 500))
    yield from _submit(P.TOP_UP, lambda shop: TopUp(shop.card(), LARGE), beyond=True)
    yield from _submit(P.CASH_OUT, lambda shop: CashOut(shop.card(), LARGE, "moving away"), beyond=True)
    yield from _submit(P.REVERSE, lambda shop: Reverse(shop.just_taken(), "typed wrong"))
    yield from _submit(P.REVERSE, lambda shop: Reverse(shop.taken(LARGE), "typed wrong"), beyond=True)
    yield from _submit(P.UPDATE, lambda shop: Update(shop.card(), (("note", "for Ann"),)))
    yield from _submit(P.SET_BALANCE, lambda shop: SetBalance(shop.card(), 100, "miscounted"))
    yield from _submit(P.DISABLE, lambda shop: Disable(shop.card(), "stolen"))
    yield Way("sales.learn_currency", P.ISSUE, lambda _: sales.learn_currency, only_looks=True)


def _on_what_waits() -> Iterator[Way]:
    yield Way("commands.run_accepted", P.RETRY, _accepted)
    yield Way(
        "commands.retry_and_run", P.RETRY, lambda shop: partial(commands.retry_and_run, operation_id=shop.promised())
    )
    yield Way("commands.retry_soon", P.RETRY, lambda shop: partial(commands.retry_soon, operation_id=shop.promised()))
    yield Way("commands.cancel", P.CANCEL, lambda shop: partial(commands.cancel, operation_id=_unsent(shop)))


def _on_lost_cards() -> Iterator[Way]:
    yield Way(
        "lost_cards.freeze_card",
        P.FREEZE,
        lambda shop: partial(lost_cards.freeze_card, command=Freeze(shop.card(), "x")),
    )
    yield Way(
        "lost_cards.unfreeze_card",
        P.FREEZE,
        lambda shop: partial(lost_cards.unfreeze_card, command=Unfreeze(shop.frozen())),
    )
    yield Way("lost_cards.hold", P.FREEZE, lambda shop: partial(lost_cards.hold, command=Freeze(shop.card(), "x")))
    yield Way("counter.hold_card", P.FREEZE, lambda shop: partial(counter.hold_card, command=Freeze(shop.card(), "x")))
    yield Way(
        "lost_cards.replace_card",
        P.REPLACE,
        lambda shop: partial(lost_cards.replace_card, command=Replace(shop.card(), "lost")),
    )
    yield Way(
        "counter.hold_card", P.REPLACE, lambda shop: partial(counter.hold_card, command=Replace(shop.card(), "lost"))
    )


def _on_orders() -> Iterator[Way]:
    yield Way(
        "orders.begin_order",
        P.ORDER,
        lambda shop: partial(orders.begin_order, plan=shop.core.batches.equal(Issue(500, "USD"), 2)),
    )
    yield Way(
        "orders.begin_order",
        P.ORDER,
        lambda shop: partial(orders.begin_order, plan=shop.core.batches.equal(Issue(LARGE, "USD"), 2)),
        beyond=True,
    )
    for name, act in (("pause", orders.pause_order), ("resume", orders.resume_order), ("stop", orders.stop_order)):
        yield Way(
            f"orders.{name}_order", P.ORDER, lambda shop, act=act: partial(act, batch_id=shop.order()), begun=True
        )
    yield Way(
        "orders.hand_over_order",
        P.HAND_OVER,
        lambda shop: partial(orders.hand_over_order, batch_id=shop.order(), operations=()),
    )
    yield Way(
        "sales.hand_over",
        P.HAND_OVER,
        lambda shop: partial(sales.hand_over, operation_id=sell(shop.core, 500).operation_id),
    )


def _on_the_day() -> Iterator[Way]:
    yield Way(
        "day_closings.close_day",
        P.CLOSE_DAY,
        lambda shop: partial(day_closings.close_day, order=shop.count(-LARGE)),
        beyond=True,
        for_all=True,
    )
    yield Way("day_closings.close_day", P.CLOSE_DAY, lambda shop: partial(day_closings.close_day, order=shop.count(0)))
    yield Way("background.hurry_sync", P.SYNC, lambda _: background.hurry_sync)
    yield Way("background.switch_connection", P.SYNC, lambda _: partial(background.switch_connection, offline=False))
    yield Way("background.freshen", P.SYNC, lambda _: background.freshen)
    yield Way("background.sync_now", P.SYNC, lambda _: background.sync_now)


def _out_of_the_till() -> Iterator[Way]:
    yield Way("till.export_journal", P.EXPORT, lambda shop: partial(till.export_journal, path=shop.folder / "j.jsonl"))
    yield Way(
        "operations.save_history",
        P.EXPORT,
        lambda shop: partial(
            operations.save_history, question=HistoryQuestion(), path=shop.folder / "history.csv", say=str
        ),
    )
    yield Way("till.note_export", P.EXPORT, lambda _: partial(till.note_export, what="history", rows=3))


def _in_training() -> Iterator[Way]:
    yield Way("training.set_outage", P.TRAINING, lambda _: partial(training.set_outage, outage=False))
    yield Way("training.set_faults", P.TRAINING, lambda _: partial(training.set_faults, seed=None))
    yield Way("training.teach", P.TRAINING, lambda _: partial(training.teach, lesson=Lesson.SLOW))
    yield Way("training.spend_elsewhere", P.TRAINING, lambda _: partial(training.spend_elsewhere, card_id=1))
    yield Way("training.end_training", P.TRAINING, lambda _: training.end_training)
    yield Way("training.pull_plug", P.TRAINING, lambda _: partial(training.pull_plug, out=False))


def _accepted(shop: DoorShop) -> Act:
    command = Redeem(shop.card(), 500)
    accepted = shop.core.desk.submit(command)
    return partial(commands.run_accepted, accepted=accepted, command=command)


def _unsent(shop: DoorShop) -> str:
    shop.core.connection.switch(True)
    accepted = shop.core.desk.submit(Issue(500, "USD"))
    shop.core.connection.switch(False)
    return accepted.operation_id
