"""The way through every use case: what the table asks for it, and how it is gone through with sensible words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from core.bootstrap import Core
from core.domain.backup import BackupAsked
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
from core.domain.settlement import Decision, How
from core.domain.staff import Role
from core.domain.training import Lesson
from core.usecases import (
    background,
    cards,
    commands,
    counter,
    day_closings,
    lost_cards,
    operations,
    orders,
    people,
    receipts,
    reversals,
    sales,
    service,
    settings,
    settlements,
    support,
    till,
    training,
    unfinished,
)
from core.usecases.operations import HistoryQuestion
from tests.core.usecases.backup_ways import backup_ways
from tests.core.usecases.doors import LARGE, NOWHERE, PINS, Act, DoorShop, Way
from tests.core.usecases.filter_ways import filter_ways
from tests.core.usecases.print_ways import print_ways
from tests.core.usecases.report_door_ways import reporting
from tests.core.usecases.rights_ways import rights_ways
from tests.core.usecases.sharing_ways import sharing_ways
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import sell

P = Permission


def ways() -> Iterator[Way]:
    yield from _looking()
    yield from _acting()
    yield from _managing()
    yield from reporting()
    yield from sharing_ways()
    yield from _leaving()


def _looking() -> Iterator[Way]:
    def read(name: str, permission: Permission, act: Callable[[DoorShop, Core], Any]) -> Way:
        return Way(name, permission, lambda shop: partial(act, shop))

    question = HistoryQuestion()
    drop = How.DROP
    yield read("till.read_status", P.STATUS, lambda _, core: till.read_status(core))
    yield read("till.said_at_start", P.STATUS, lambda _, core: till.said_at_start(core))
    yield read("support.look_for_update", P.STATUS, lambda _, core: support.look_for_update(core))
    yield read("support.crash_of_last_time", P.STATUS, lambda _, core: support.crash_of_last_time(core))
    yield read("till.examine", P.STATUS, lambda _, core: till.examine(core))
    yield read("till.token_place", P.STATUS, lambda _, core: till.token_place(core))
    yield read("till.token_given", P.STATUS, lambda _, core: till.token_given(core))
    yield read("till.read_journal_head", P.STATUS, lambda _, core: till.read_journal_head(core))
    yield read("people.is_staffed", P.STATUS, lambda _, core: people.is_staffed(core))
    yield read("people.read_people", P.SIGN, lambda _, core: people.read_people(core))
    yield read("people.read_approvers", P.SIGN, lambda _, core: people.read_approvers(core, None))
    yield read("people.sign_out_idle", P.SIGN, lambda _, core: people.sign_out_idle(core, 1.0))
    yield read("settings.read_settings", P.STATUS, lambda _, core: settings.read_settings(core))
    yield read("settings.read_setting", P.STATUS, lambda _, core: settings.read_setting(core, "currency"))
    yield read("settings.read_scanner", P.STATUS, lambda _, core: settings.read_scanner(core))
    yield read("settings.said_of_paper", P.STATUS, lambda _, core: settings.said_of_paper(core))
    yield read("settings.offer_names", P.STATUS, lambda _, core: settings.offer_names(core))
    yield read("settings.remember_language", P.STATUS, lambda _, core: settings.remember_language(core))
    yield read("sales.read_shelf", P.STATUS, lambda _, core: sales.read_shelf(core))
    yield read("sales.check_printable", P.STATUS, lambda _, core: sales.check_printable(core))
    yield read("cards.card_to_try", P.STATUS, lambda _, core: cards.card_to_try(core))
    yield read("cards.find_card", P.LOOK_UP, lambda _, core: cards.find_card(core, "1"))
    yield read("cards.resolve_card", P.LOOK_UP, lambda _, core: cards.resolve_card(core, "1"))
    yield read("cards.is_our_code", P.LOOK_UP, lambda _, core: cards.is_our_code(core, "1"))
    yield read("cards.is_ending", P.LOOK_UP, lambda _, core: cards.is_ending(core, "1234"))
    yield read("cards.read_card", P.LOOK_UP, lambda shop, core: cards.read_card(core, shop.first.card_id))
    yield read("cards.read_cards", P.LOOK_UP, lambda shop, core: cards.read_cards(core, (shop.first.card_id,)))
    yield read("cards.search_cards", P.LOOK_UP, lambda _, core: cards.search_cards(core, ""))
    yield read("cards.refresh_card", P.LOOK_UP, lambda shop, core: cards.refresh_card(core, shop.first.card_id))
    yield read(
        "cards.card_for_console", P.LOOK_UP, lambda shop, core: cards.card_for_console(core, str(shop.first.card_id))
    )
    yield read("operations.read_outbox", P.LIST, lambda _, core: operations.read_outbox(core))
    yield read("operations.read_history", P.LIST, lambda _, core: operations.read_history(core, question))
    yield read("cards.read_card_life", P.LIST, lambda shop, core: cards.read_card_life(core, shop.first.card_id, str))
    yield read(
        "operations.read_history_report",
        P.LIST,
        lambda _, core: operations.read_history_report(core, question, "pdf", str),
    )
    yield read("operations.sum_history", P.LIST, lambda _, core: operations.sum_history(core, question))
    yield read("operations.read_people_and_tills", P.LIST, lambda _, core: operations.read_people_and_tills(core))
    yield read("operations.read_operations", P.LIST, lambda _, core: operations.read_operations(core, ()))
    yield read("operations.read_parked", P.LIST, lambda _, core: operations.read_parked(core))
    yield read("operations.read_evidence", P.LIST, lambda _, core: operations.read_evidence(core, "x"))
    yield read(
        "operations.operation_for_console",
        P.LIST,
        lambda shop, core: operations.operation_for_console(core, shop.first.operation_id),
    )
    yield read("counter.read_operation", P.LIST, lambda _, core: counter.read_operation(core, "x"))
    yield read("counter.read_replacement", P.LIST, lambda _, core: counter.read_replacement(core, "x"))
    yield read("lost_cards.read_replacement", P.LIST, lambda _, core: lost_cards.read_replacement(core, "x"))
    yield read("receipts.read_receipt", P.LIST, lambda shop, core: receipts.read_receipt(core, shop.first.operation_id))
    yield read("receipts.read_waiting", P.LIST, lambda _, core: receipts.read_waiting(core))
    yield read("sales.read_waiting", P.LIST, lambda _, core: sales.read_waiting(core))
    yield read("unfinished.read_to_hand_over", P.LIST, lambda _, core: unfinished.read_to_hand_over(core))
    yield read("unfinished.read_unfinished", P.LIST, lambda _, core: unfinished.read_unfinished(core))
    yield read("orders.plan_equal", P.LIST, lambda _, core: orders.plan_equal(core, Issue(500, "USD"), 2))
    yield read("orders.plan_file", P.LIST, lambda shop, core: orders.plan_file(core, shop.folder / "none.csv"))
    yield Way("orders.read_order", P.LIST, lambda shop: partial(orders.read_order, batch_id=shop.order()))
    yield Way("orders.read_cards", P.LIST, lambda shop: partial(orders.read_cards, batch_id=shop.order()))
    yield Way(
        "reversals.preview_reversal",
        P.LIST,
        lambda shop: partial(reversals.preview_reversal, operation_id=shop.taken(500)),
    )
    yield Way(
        "settlements.preview_settlement",
        P.LIST,
        lambda shop: partial(settlements.preview_settlement, decision=Decision(shop.promised(), drop, "x")),
    )
    yield read(
        "settlements.read_obstacle",
        P.LIST,
        lambda shop, core: settlements.read_obstacle(core, shop.first.operation_id),
    )
    yield read("day_closings.read_open_day", P.REPORT, lambda _, core: day_closings.read_open_day(core))
    yield read("day_closings.read_closings", P.REPORT, lambda _, core: day_closings.read_closings(core))
    yield read("day_closings.read_closing", P.REPORT, lambda _, core: day_closings.read_closing(core, 1))
    yield read("day_closings.read_paper", P.REPORT, lambda _, core: day_closings.read_paper(core))
    yield read("till.read_reconciliation", P.REPORT, lambda _, core: till.read_reconciliation(core))
    yield read("sales.read_sale", P.SHOW_CODE, lambda shop, core: sales.read_sale(core, shop.first.operation_id))
    yield read("sales.read_code", P.SHOW_CODE, lambda shop, core: sales.read_code(core, shop.first.operation_id))
    yield read(
        "sales.read_sold_card",
        P.SHOW_CODE,
        lambda shop, core: sales.read_sold_card(core, shop.first.operation_id, Issue(1_000, "USD")),
    )
    yield read(
        "sales.read_replacing_card",
        P.SHOW_CODE,
        lambda shop, core: sales.read_replacing_card(core, shop.first.operation_id, 1_000, "USD"),
    )


def _acting() -> Iterator[Way]:
    def submit(permission: Permission, command: Callable[[DoorShop], Any], *, beyond: bool = False) -> Iterator[Way]:
        yield Way(
            "commands.submit_and_run",
            permission,
            lambda shop: partial(commands.submit_and_run, command=command(shop)),
            beyond,
        )
        yield Way(
            "counter.carry_out", permission, lambda shop: partial(counter.carry_out, command=command(shop)), beyond
        )

    yield from submit(P.ISSUE, lambda _: Issue(500, "USD"))
    yield from submit(P.ISSUE, lambda _: Issue(LARGE, "USD"), beyond=True)
    yield from submit(P.REDEEM, lambda shop: Redeem(shop.card(), LARGE))
    yield from submit(P.TOP_UP, lambda shop: TopUp(shop.card(), 500))
    yield from submit(P.TOP_UP, lambda shop: TopUp(shop.card(), LARGE), beyond=True)
    yield from submit(P.CASH_OUT, lambda shop: CashOut(shop.card(), LARGE, "moving away"), beyond=True)
    yield from submit(P.REVERSE, lambda shop: Reverse(shop.just_taken(), "typed wrong"))
    yield from submit(P.REVERSE, lambda shop: Reverse(shop.taken(LARGE), "typed wrong"), beyond=True)
    yield from submit(P.UPDATE, lambda shop: Update(shop.card(), (("note", "for Ann"),)))
    yield from submit(P.SET_BALANCE, lambda shop: SetBalance(shop.card(), 100, "miscounted"))
    yield from submit(P.DISABLE, lambda shop: Disable(shop.card(), "stolen"))
    yield Way("sales.learn_currency", P.ISSUE, lambda _: sales.learn_currency, only_looks=True)
    yield Way("commands.run_accepted", P.RETRY, _accepted)
    yield Way(
        "commands.retry_and_run", P.RETRY, lambda shop: partial(commands.retry_and_run, operation_id=shop.promised())
    )
    yield Way("commands.retry_soon", P.RETRY, lambda shop: partial(commands.retry_soon, operation_id=shop.promised()))
    yield Way("commands.cancel", P.CANCEL, lambda shop: partial(commands.cancel, operation_id=_unsent(shop)))
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
    yield from print_ways()
    yield from filter_ways()
    yield from rights_ways()
    yield from backup_ways()
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
    yield Way("till.export_journal", P.EXPORT, lambda shop: partial(till.export_journal, path=shop.folder / "j.jsonl"))
    yield Way(
        "operations.save_history",
        P.EXPORT,
        lambda shop: partial(
            operations.save_history, question=HistoryQuestion(), path=shop.folder / "history.csv", say=str
        ),
    )
    yield Way("till.note_export", P.EXPORT, lambda _: partial(till.note_export, what="history", rows=3))
    yield Way("training.set_outage", P.TRAINING, lambda _: partial(training.set_outage, outage=False))
    yield Way("training.set_faults", P.TRAINING, lambda _: partial(training.set_faults, seed=None))
    yield Way("training.teach", P.TRAINING, lambda _: partial(training.teach, lesson=Lesson.SLOW))
    yield Way("training.spend_elsewhere", P.TRAINING, lambda _: partial(training.spend_elsewhere, card_id=1))
    yield Way("training.end_training", P.TRAINING, lambda _: training.end_training)
    yield Way("training.pull_plug", P.TRAINING, lambda _: partial(training.pull_plug, out=False))


def _managing() -> Iterator[Way]:
    def store(key: str, value: str) -> Act:
        return partial(settings.store_setting, key=key, value=value)

    yield Way("settings.store_setting", P.PERSONAL, lambda _: store("window.sounds", "off"))
    yield Way("settings.store_setting", P.SETTINGS, lambda _: store("till.name", "Till 9"))
    yield Way(
        "settings.store_settings", P.SETTINGS, lambda _: partial(settings.store_settings, values={"till.name": "T"})
    )
    yield Way("settings.store_names", P.SETTINGS, lambda shop: partial(settings.store_names, values=_names(shop)))
    yield Way(
        "people.put_person", P.STAFF, lambda _: partial(people.put_person, name="Eve", role=Role.CLERK, pin="8462")
    )
    yield Way("people.remove_person", P.STAFF, lambda _: partial(people.remove_person, name="Eve"))
    yield Way(
        "people.reset_pin", P.RESET_PIN, lambda _: partial(people.reset_pin, name="Max", pin=PINS["Max"], token=TOKEN)
    )
    yield Way("till.card_to_probe", P.SERVICE, lambda _: till.card_to_probe)
    yield Way("till.probe_service", P.SERVICE, lambda shop: partial(till.probe_service, card_id=shop.card()))
    yield Way("till.use_token", P.SERVICE, lambda shop: partial(till.use_token, url="", token=TOKEN))
    yield Way("service.move_service", P.SERVICE, lambda _: partial(service.move_service, url=NOWHERE, token=TOKEN))
    yield Way("service.open_shop", P.SERVICE, lambda _: partial(service.open_shop, url=NOWHERE, token=TOKEN))
    yield Way("service.accept_restored_service", P.SERVICE, lambda _: service.accept_restored_service)
    yield Way("till.end_journal_alarm", P.END_ALARM, lambda _: till.end_journal_alarm)
    yield Way(
        "settlements.settle_and_run",
        P.SETTLE,
        lambda shop: partial(settlements.settle_and_run, decision=Decision(shop.promised(), How.DROP, "wrong card")),
    )


def _leaving() -> Iterator[Way]:
    """Yield what ends with a till that does nothing more."""

    def asked(shop: DoorShop, name: str) -> BackupAsked:
        return BackupAsked(shop.folder / name, "a long password of the shop", replace=True)

    yield Way("support.make_backup", P.BACKUP, lambda shop: partial(support.make_backup, asked=asked(shop, "a.backup")))
    yield Way("support.move_away", P.BACKUP, lambda shop: partial(support.move_away, asked=asked(shop, "b.backup")))


def _accepted(shop: DoorShop) -> Act:
    command = Redeem(shop.card(), 500)
    accepted = shop.core.desk.submit(command)
    return partial(commands.run_accepted, accepted=accepted, command=command)


def _unsent(shop: DoorShop) -> str:
    shop.core.connection.switch(True)
    accepted = shop.core.desk.submit(Issue(500, "USD"))
    shop.core.connection.switch(False)
    return accepted.operation_id


def _names(shop: DoorShop) -> dict[str, str]:
    return {key: shop.core.preferences.get(key) for key in settings.ON_PAPER}
