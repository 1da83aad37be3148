"""A way through each door of what is printed, and of the cash drawer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.domain.permission import Permission
from core.printing.sale import SoldCard
from core.usecases import receipts, sales
from gui.painting.raster import draw
from tests.core.usecases.doors import PAPER, Way


def print_ways() -> Iterator[Way]:
    sold = SoldCard("Harbour Books", 500, "USD", "x", "x", None)
    yield Way(
        "sales.print_label",
        Permission.PRINT,
        lambda shop: partial(sales.print_label, operation_id=shop.first.operation_id, words=None, sold=sold),
    )
    yield Way(
        "sales.note_cards_printed",
        Permission.PRINT,
        lambda shop: partial(sales.note_cards_printed, operation_ids=(shop.first.operation_id,)),
    )
    yield Way(
        "receipts.note_receipt_printed",
        Permission.PRINT,
        lambda shop: partial(receipts.note_receipt_printed, operation_id=shop.first.operation_id, again=True),
    )
    yield Way(
        "receipts.print_receipt",
        Permission.PRINT,
        lambda shop: partial(
            receipts.print_receipt, operation_id=shop.first.operation_id, receipt=PAPER, late="", draw=draw
        ),
    )
    yield Way(
        "receipts.retry_receipt", Permission.PRINT, lambda _: partial(receipts.retry_receipt, number=99, draw=draw)
    )
    yield Way("receipts.drop_receipt", Permission.PRINT, lambda _: partial(receipts.drop_receipt, number=99))
    yield Way("receipts.open_drawer", Permission.DRAWER, lambda _: receipts.open_drawer)
    yield Way(
        "receipts.open_drawer_for",
        Permission.DRAWER,
        lambda shop: partial(receipts.open_drawer_for, operation_id=shop.first.operation_id),
    )
