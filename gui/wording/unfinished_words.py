"""What is not finished, one sentence for each kind: before the window closes, and after the next start."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from core.rows import BatchRow
from core.usecases.unfinished import Unfinished
from gui.wording.messages import sums


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("unfinished_words", text)


def of_money(seen: Unfinished) -> str:
    """Tell what is on its way to the service; "" for nothing."""
    if not seen.waiting:
        return ""
    one, many = (
        tr("1 operation is not sent or not confirmed yet"),
        tr("{n} operations are not sent or not confirmed yet"),
    )
    return _with_sum(one, many, seen.waiting, seen.owed)


def of_codes(seen: Unfinished) -> str:
    """Tell of cards that were sold and are still here; "" for none."""
    if not seen.codes:
        return ""
    one, many = tr("1 new card is not handed over yet"), tr("{n} new cards are not handed over yet")
    return _with_sum(one, many, seen.codes, seen.worth)


def of_orders(seen: Unfinished) -> tuple[str, ...]:
    """Tell of each order of several cards that is not through, or whose cards are still here."""
    return tuple(map(_order, seen.orders))


def of_parked(seen: Unfinished) -> str:
    """Tell what waits for a person; "" for nothing."""
    if not seen.parked:
        return ""
    text = tr("1 case needs you.") if seen.parked == 1 else tr("{n} cases need you.")
    return text.format(n=seen.parked)


def of_receipts(seen: Unfinished) -> str:
    """Tell what waits for the receipt printer; "" for nothing."""
    if not seen.receipts:
        return ""
    one, many = tr("1 receipt is not on paper yet."), tr("{n} receipts are not on paper yet.")
    return (one if seen.receipts == 1 else many).format(n=seen.receipts)


def _order(order: BatchRow) -> str:
    name = order.name or tr("Equal cards")
    if order.waiting:
        text = tr("{name}: {done} of {count} cards are made.")
        return text.format(name=name, done=order.tried, count=order.cards)
    return tr("{name}: {count} cards are not handed over yet.").format(name=name, count=order.codes)


def _with_sum(one: str, many: str, count: int, totals: Mapping[str, int]) -> str:
    text = (one if count == 1 else many).format(n=count)
    return f"{text}: {sums(totals)}." if totals else f"{text}."
