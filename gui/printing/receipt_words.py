"""Puts a receipt into words. Each balance is said with its time: it may have changed since."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QDateTime

from core.domain.bill import PAID, Share
from core.domain.operation import Kind, reference_of
from core.domain.receipt import Receipt, Row
from core.printing.sale import check_named
from core.rows import CardRow, OperationRow
from core.usecases.receipts import ReceiptSource, share_of
from gui.wording import messages
from gui.wording.kept_words import reason_word


def tr(text: str) -> str:
    """Translate a short text of this module."""
    return QCoreApplication.translate("print", text)


def late_notice() -> str:
    """Return what stands on a receipt printed after the customer has gone; {at} is the time of printing."""
    return tr("LATE COPY, printed {at}")


def receipt_of(source: ReceiptSource, *, duplicate: bool) -> Receipt:
    """Return the words for one operation, or for the cards that paid for one sale together.

    Raises RuleRefused while the shop has no name.
    """
    check_named(source.preferences["shop.name"])
    shares = [share_of(row) for row in source.rows]
    shares_of = [(row, card, share) for row, card, share in zip(source.rows, source.cards, shares, strict=True)]
    shown = [each for each in shares_of if each[2] is not Share.REFUSED]
    first = source.rows[0]
    pending = Share.PROMISED in shares
    total = sum(_moved(row) for row, _, share in shares_of if share in PAID)
    several = len(shown) > 1
    groups = [tuple(_card_rows(*each, several=several)) for each in shown]
    return Receipt(
        shop=source.preferences["shop.name"],
        act=_heading(first),
        amount=messages.money(total, first.currency, sign=first.kind is Kind.SET_BALANCE),
        groups=(*groups, tuple(row for row in _last_rows(first, several=several) if row[1])),
        notices=tuple(_notices(source.rows, pending=pending, duplicate=duplicate)),
        closing=tr("Booked when the shop is online again. Keep this receipt.") if pending else "",
        again=duplicate,
    )


def _notices(rows: tuple[OperationRow, ...], *, pending: bool, duplicate: bool) -> Iterator[str]:
    if duplicate:
        yield tr("DUPLICATE")
    if any(row.taken_back for row in rows):
        yield tr("TAKEN BACK since")
    if pending:
        yield tr("PENDING: not confirmed yet")


def _heading(row: OperationRow) -> str:
    if row.kind is Kind.REVERSE:
        return tr("Put back on the gift card") if row.want > 0 else tr("Taken back from the gift card")
    return {
        Kind.REDEEM: tr("Gift card redeemed"),
        Kind.TOP_UP: tr("Gift card topped up"),
        Kind.SET_BALANCE: tr("Balance corrected"),
        Kind.ISSUE: tr("Gift card sold"),
        Kind.CASH_OUT: tr("Gift card paid out in cash"),
    }[row.kind]


def _moved(row: OperationRow) -> int:
    """Return the amount for people: what a card paid has no sign, a correction has one."""
    amount = row.known if share_of(row) is Share.TAKEN and row.known else row.want
    if row.kind is Kind.REVERSE:
        return abs(amount)
    return -amount if row.kind in {Kind.REDEEM, Kind.CASH_OUT} else amount


def _card_rows(row: OperationRow, card: CardRow | None, share: Share, *, several: bool) -> Iterator[Row]:
    yield tr("Card"), f"•••• {row.last_characters.upper()}"
    if several:
        yield _part_words(share), messages.money(_moved(row), row.currency)
    if share is Share.TAKEN:
        if row.cash < 0:
            yield tr("Paid in cash"), messages.money(-row.cash, row.currency)
        yield tr("Left on the card"), "–" if row.balance is None else messages.money(row.balance, row.currency)
        yield tr("As of"), _moment(row.finished_at or row.created_at)
    elif share is Share.PROMISED and card is not None:
        yield tr("Expected on the card"), messages.money(card.balance, row.currency)
        if card.card_id > 0:
            yield tr("Last confirmed"), _moment(card.seen_at)
    if row.taken_back:
        yield tr("Taken back"), messages.money(abs(row.taken_back), row.currency)
    if several:
        yield tr("Reference"), reference_of(row.operation_id)


def _part_words(share: Share) -> str:
    if share is Share.UNKNOWN:
        return tr("Not known, not counted")
    return tr("PENDING") if share is Share.PROMISED else tr("Amount")


def _last_rows(row: OperationRow, *, several: bool) -> Iterator[Row]:
    yield tr("Reason"), reason_word(row.reason)
    yield tr("Done"), _moment(row.created_at)
    yield tr("Till"), row.till
    yield tr("Clerk"), row.clerk
    yield tr("Approved by"), row.approver
    yield tr("Takes back"), reference_of(row.reverses) if row.reverses else ""
    if not several:
        yield tr("Reference"), reference_of(row.operation_id)


def _moment(at: float) -> str:
    when = QDateTime.fromSecsSinceEpoch(int(at))
    return f"{messages.dated(when.date(), 'd MMM yyyy')} {when.time().toString('HH:mm')}"
