"""What a report says of each card: what is known, what is only seen, and what nobody explains."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.rows import CardReconciliation, Reconciliation
from gui.widgets.lists.table_model import Column
from gui.wording import messages

translate = QCoreApplication.translate


def report_columns() -> tuple[Column[CardReconciliation], ...]:
    return (
        Column(translate("Reports", "State"), state, tone=tone, width=142),
        Column(
            translate("Reports", "Card"), lambda row: row.last_characters.upper(), lambda row: row.card_id, width=80
        ),
        _money(translate("Reports", "Expected"), "expected"),
        _money(translate("Reports", "Service"), "shown"),
        Column(
            translate("Reports", "Difference"),
            lambda row: signed(row.difference, row.currency) if row.difference else "",
            lambda row: row.difference,
            right=True,
            width=108,
        ),
        Column(translate("Reports", "What we know"), known),
    )


def _money(title: str, name: str) -> Column[CardReconciliation]:
    def raw(row: CardReconciliation) -> int:
        return int(getattr(row, name))

    return Column(title, lambda row: messages.money(raw(row), row.currency), raw, right=True, width=108)


def signed(minor: int, currency: str) -> str:
    return messages.money(minor, currency, sign=bool(minor))


def state(row: CardReconciliation) -> str:
    if row.difference:
        return translate("Reports", "Unexplained")
    if row.unsettled:
        return translate("Reports", "Not settled")
    if row.loss:
        return translate("Reports", "Loss")
    if row.perhaps_twice:
        return translate("Reports", "Perhaps twice")
    if row.queued:
        return translate("Reports", "Waiting")
    return translate("Reports", "Others too")


def tone(row: CardReconciliation) -> str:
    if row.difference:
        return "bad"
    return "warn" if row.unsettled or row.loss or row.perhaps_twice else "info"


def known(row: CardReconciliation) -> str:
    """Return all that is known of it, each part a whole sentence."""
    parts = [_waiting(row)] if row.queued else []
    if row.unsettled:
        doubt = messages.money(row.residual, row.currency)
        parts.append(translate("Reports", "Up to {amount} in doubt; settle it in the outbox.").format(amount=doubt))
    if row.seen:
        amount = signed(row.others, row.currency)
        parts.append(translate("Reports", "Others changed it by {amount}.").format(amount=amount))
    if row.missing:
        parts.append(translate("Reports", "Others wrote {count} times between our own.").format(count=row.missing))
    if row.perhaps_twice:
        parts.append(
            translate("Reports", "A copy of our own request may have changed it as well; compare its receipts.")
        )
    if row.difference:
        parts.append(translate("Reports", "Nobody was seen to make this difference."))
    if row.loss:
        loss = messages.money(row.loss, row.currency)
        parts.append(translate("Reports", "{loss} was settled as lost.").format(loss=loss))
    return " ".join(parts)


def _waiting(row: CardReconciliation) -> str:
    if row.pending:
        text = translate("Reports", "{amount} waits here; the card will have {projected}.")
        projected = messages.money(row.projected, row.currency)
        return text.format(amount=signed(row.pending, row.currency), projected=projected)
    if row.queued == 1:
        return translate("Reports", "1 operation waits here and changes no balance.")
    text = translate("Reports", "{count} operations wait here and change no balance.")
    return text.format(count=row.queued)


def verdict(found: Reconciliation) -> tuple[str, str]:
    """Return what is to be said over all, what waits last, and its tone."""
    waiting = " ".join(map(messages.format_message, found.waiting))
    text, tone = _compared(found)
    if not waiting:
        return text, tone
    if tone == "good" and not found.shared:
        return waiting, "info"
    return f"{text} {waiting}", "info" if tone == "good" else tone


def _compared(found: Reconciliation) -> tuple[str, str]:
    unexplained = sum(bool(row.difference) for row in found.cards)
    unsettled = sum(row.unsettled for row in found.cards)
    if unexplained == 1:
        return translate("Reports", "1 card has a difference that nobody explains."), "bad"
    if unexplained:
        text = translate("Reports", "{count} cards have a difference that nobody explains.")
        return text.format(count=unexplained), "bad"
    if unsettled == 1:
        return translate("Reports", "1 operation needs you; nothing else is unexplained."), "warn"
    if unsettled:
        text = translate("Reports", "{count} operations need you; nothing else is unexplained.")
        return text.format(count=unsettled), "warn"
    twice = sum(bool(row.perhaps_twice) for row in found.cards)
    if twice == 1:
        return translate("Reports", "1 card may have been changed twice; nothing else is unexplained."), "warn"
    if twice:
        text = translate("Reports", "{count} cards may have been changed twice; nothing else is unexplained.")
        return text.format(count=twice), "warn"
    if found.shared:
        return translate("Reports", "Every change is accounted for. Others changed cards as well."), "good"
    if found.cards:
        return translate("Reports", "Every change is accounted for."), "good"
    return messages.format_sentence("report.level", {"count": sum(total.cards for total in found.currencies)}), "good"


def footing(found: Reconciliation) -> str:
    """Return how far the verdict reaches."""
    said = (
        [messages.format_sentence("report.closed", {}), messages.format_sentence("report.open", {})]
        if found.shared
        else []
    )
    if found.facade:
        said.append(messages.format_sentence("report.facade", {}))
    return " ".join(said)
