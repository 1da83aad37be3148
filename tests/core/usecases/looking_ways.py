"""The way through each use case that only looks: at the till, at cards, at operations and at days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from core.bootstrap import Core
from core.domain.command import Issue
from core.domain.permission import Permission
from core.domain.settlement import Decision, How
from core.errors import NotFound
from core.usecases import (
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
    unfinished,
)
from core.usecases.operations import HistoryQuestion
from tests.core.usecases.doors import DoorShop, Way

P = Permission
_QUESTION = HistoryQuestion()


def looking() -> Iterator[Way]:
    yield from _at_the_till()
    yield from _at_cards()
    yield from _at_codes()
    yield from _at_operations()
    yield from _before_an_act()
    yield from _at_days()


def _read(name: str, permission: Permission, act: Callable[[DoorShop, Core], Any]) -> Way:
    return Way(name, permission, lambda shop: partial(act, shop))


def _find_nothing(_: DoorShop, core: Core) -> None:
    with pytest.raises(NotFound):
        operations.operation_of_reference(core, "new")


def _at_the_till() -> Iterator[Way]:
    yield _read("till.read_status", P.STATUS, lambda _, core: till.read_status(core))
    yield _read("till.said_at_start", P.STATUS, lambda _, core: till.said_at_start(core))
    yield _read("support.look_for_update", P.STATUS, lambda _, core: support.look_for_update(core))
    yield _read("support.crash_of_last_time", P.STATUS, lambda _, core: support.crash_of_last_time(core))
    yield _read("service.read_scopes", P.STATUS, lambda _, core: service.read_scopes(core))
    yield _read("till.examine", P.STATUS, lambda _, core: till.examine(core))
    yield _read("till.token_place", P.STATUS, lambda _, core: till.token_place(core))
    yield _read("cards.read_card_changes", P.LOOK_UP, lambda _, core: cards.read_card_changes(core, "start", 1))
    yield _read("till.read_folder", P.STATUS, lambda _, core: till.read_folder(core))
    yield _read("till.count_commits", P.STATUS, lambda _, core: till.count_commits(core))
    yield _read("till.check_journal", P.STATUS, lambda _, core: till.check_journal(core))
    yield _read("till.read_journal_head", P.STATUS, lambda _, core: till.read_journal_head(core))
    yield _read("people.is_staffed", P.STATUS, lambda _, core: people.is_staffed(core))
    yield _read("people.read_people", P.SIGN, lambda _, core: people.read_people(core))
    yield _read("people.read_approvers", P.SIGN, lambda _, core: people.read_approvers(core, None))
    yield _read("people.sign_out_idle", P.SIGN, lambda _, core: people.sign_out_idle(core, 1.0))
    yield _read("settings.read_settings", P.STATUS, lambda _, core: settings.read_settings(core))
    yield _read("settings.read_setting", P.STATUS, lambda _, core: settings.read_setting(core, "currency"))
    yield _read("settings.read_scanner", P.STATUS, lambda _, core: settings.read_scanner(core))
    yield _read("settings.said_of_paper", P.STATUS, lambda _, core: settings.said_of_paper(core))
    yield _read("settings.offer_names", P.STATUS, lambda _, core: settings.offer_names(core))
    yield _read("settings.remember_language", P.STATUS, lambda _, core: settings.remember_language(core))
    yield _read("sales.read_shelf", P.STATUS, lambda _, core: sales.read_shelf(core))
    yield _read("sales.check_printable", P.STATUS, lambda _, core: sales.check_printable(core))


def _at_cards() -> Iterator[Way]:
    yield _read("cards.card_to_try", P.STATUS, lambda _, core: cards.card_to_try(core))
    yield _read("cards.find_card", P.LOOK_UP, lambda _, core: cards.find_card(core, "1"))
    yield _read("cards.resolve_card", P.LOOK_UP, lambda _, core: cards.resolve_card(core, "1"))
    yield _read("cards.is_our_code", P.LOOK_UP, lambda _, core: cards.is_our_code(core, "1"))
    yield _read("cards.is_ending", P.LOOK_UP, lambda _, core: cards.is_ending(core, "1234"))
    yield _read("cards.read_card", P.LOOK_UP, lambda shop, core: cards.read_card(core, shop.first.card_id))
    yield _read("cards.read_cards", P.LOOK_UP, lambda shop, core: cards.read_cards(core, (shop.first.card_id,)))
    yield _read("cards.search_cards", P.LOOK_UP, lambda _, core: cards.search_cards(core, ""))
    yield _read("cards.refresh_card", P.LOOK_UP, lambda shop, core: cards.refresh_card(core, shop.first.card_id))
    yield _read(
        "cards.card_for_console", P.LOOK_UP, lambda shop, core: cards.card_for_console(core, str(shop.first.card_id))
    )
    yield _read("cards.read_card_life", P.LIST, lambda shop, core: cards.read_card_life(core, shop.first.card_id, str))


def _at_codes() -> Iterator[Way]:
    yield _read("sales.read_sale", P.SHOW_CODE, lambda shop, core: sales.read_sale(core, shop.first.operation_id))
    yield _read("sales.read_code", P.SHOW_CODE, lambda shop, core: sales.read_code(core, shop.first.operation_id))
    yield _read(
        "sales.read_sold_card",
        P.SHOW_CODE,
        lambda shop, core: sales.read_sold_card(core, shop.first.operation_id, Issue(1_000, "USD")),
    )
    yield _read(
        "sales.read_replacing_card",
        P.SHOW_CODE,
        lambda shop, core: sales.read_replacing_card(core, shop.first.operation_id, 1_000, "USD"),
    )


def _at_operations() -> Iterator[Way]:
    yield _read("operations.read_outbox", P.LIST, lambda _, core: operations.read_outbox(core))
    yield _read("operations.read_history", P.LIST, lambda _, core: operations.read_history(core, _QUESTION))
    yield _read(
        "operations.read_history_report",
        P.LIST,
        lambda _, core: operations.read_history_report(core, _QUESTION, "pdf", str),
    )
    yield _read("operations.sum_history", P.LIST, lambda _, core: operations.sum_history(core, _QUESTION))
    yield _read("operations.read_people_and_tills", P.LIST, lambda _, core: operations.read_people_and_tills(core))
    yield _read("operations.read_operations", P.LIST, lambda _, core: operations.read_operations(core, ()))
    yield _read("operations.read_parked", P.LIST, lambda _, core: operations.read_parked(core))
    yield _read("operations.read_evidence", P.LIST, lambda _, core: operations.read_evidence(core, "x"))
    yield _read(
        "operations.operation_for_console",
        P.LIST,
        lambda shop, core: operations.operation_for_console(core, shop.first.operation_id),
    )
    yield _read(
        "operations.operation_of_reference",
        P.LIST,
        _find_nothing,
    )
    yield _read("commands.read_first_amount", P.LOOK_UP, lambda _, core: commands.read_first_amount(core, "new"))
    yield _read("counter.read_operation", P.LIST, lambda _, core: counter.read_operation(core, "x"))
    yield _read("counter.read_replacement", P.LIST, lambda _, core: counter.read_replacement(core, "x"))
    yield _read("lost_cards.read_replacement", P.LIST, lambda _, core: lost_cards.read_replacement(core, "x"))
    yield _read(
        "receipts.read_receipt", P.LIST, lambda shop, core: receipts.read_receipt(core, shop.first.operation_id)
    )
    yield _read("receipts.read_waiting", P.LIST, lambda _, core: receipts.read_waiting(core))
    yield _read("sales.read_waiting", P.LIST, lambda _, core: sales.read_waiting(core))
    yield _read("unfinished.read_to_hand_over", P.LIST, lambda _, core: unfinished.read_to_hand_over(core))
    yield _read("unfinished.read_unfinished", P.LIST, lambda _, core: unfinished.read_unfinished(core))


def _before_an_act() -> Iterator[Way]:
    yield _read("orders.plan_equal", P.LIST, lambda _, core: orders.plan_equal(core, Issue(500, "USD"), 2))
    yield _read("orders.plan_file", P.LIST, lambda shop, core: orders.plan_file(core, shop.folder / "none.csv"))
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
        lambda shop: partial(settlements.preview_settlement, decision=Decision(shop.promised(), How.DROP, "x")),
    )
    yield _read(
        "settlements.read_obstacle",
        P.LIST,
        lambda shop, core: settlements.read_obstacle(core, shop.first.operation_id),
    )


def _at_days() -> Iterator[Way]:
    yield _read("day_closings.read_open_day", P.REPORT, lambda _, core: day_closings.read_open_day(core))
    yield _read("day_closings.read_closings", P.REPORT, lambda _, core: day_closings.read_closings(core))
    yield _read("day_closings.read_closing", P.REPORT, lambda _, core: day_closings.read_closing(core, 1))
    yield _read("day_closings.read_paper", P.REPORT, lambda _, core: day_closings.read_paper(core))
    yield _read("till.read_reconciliation", P.REPORT, lambda _, core: till.read_reconciliation(core))
