"""`outbox report`: the reconciliation in words or JSON. What others did and what nobody explains are kept apart."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from core.bootstrap import Core
from core.console.output import Output, say
from core.console.search_commands import freshen
from core.domain.money import wire_text
from core.domain.outcome import Message
from core.rows import CardReconciliation, CurrencyReconciliation
from core.usecases import till


def report(core: Core, output: Output, options: Namespace) -> int:
    """Print each card that does not agree, then the sums. 5 while money is in doubt or unexplained, else 0."""
    freshen(core, output)
    found = till.read_reconciliation(core)
    for row in (*found.cards, *(found.level if options.all else ())):
        output.row(_card_fields(row), _card_words(row))
    for total in found.currencies:
        output.row(_total_fields(total, facade=found.facade), _total_words(total))
    if found.shared:
        output.note(say(Message("report.closed")))
        output.note(say(Message("report.open")))
    for told in found.waiting:
        output.note(say(told))
    if not found.cards:
        output.note(say(Message("report.level", {"count": sum(total.cards for total in found.currencies)})))
    if found.facade:
        output.note(say(Message("report.facade")))
    return 5 if any(row.difference or row.unsettled for row in found.cards) else 0


def _card_fields(row: CardReconciliation) -> dict[str, Any]:
    sums = ("begun", "ours", "others", "expected", "shown", "pending", "projected", "difference", "residual", "loss")
    return {
        "card_id": row.card_id,
        "last_characters": row.last_characters,
        "currency": row.currency,
        **{name: wire_text(getattr(row, name), row.currency) for name in sums},
        "missing_numbers": row.missing,
        "queued": row.queued,
        "unsettled": row.unsettled,
        "perhaps_twice": row.perhaps_twice,
        "agrees": row.agrees,
    }


def _card_words(row: CardReconciliation) -> str:
    card = f"{row.card_id:>12}  ····{row.last_characters}"
    shown, expected = (wire_text(sum_, row.currency) for sum_ in (row.shown, row.expected))
    told = [f"shows {shown} {row.currency}, expected {expected}"]
    if row.pending:
        pending, projected = _signed(row.pending, row.currency), wire_text(row.projected, row.currency)
        told.append(f"{pending} waits here and makes it {projected}")
    elif row.queued:
        told.append(f"{_counted(row.queued, 'operation')} waiting here")
    if row.difference:
        told.append(f"UNEXPLAINED {_signed(row.difference, row.currency)}")
    if row.seen:
        told.append(f"by others {_signed(row.others, row.currency)} in {_counted(row.seen, 'change')}")
    if row.missing:
        told.append(f"{_counted(row.missing, 'write')} by others between ours")
    if row.unsettled:
        told.append(f"{row.unsettled} not settled, up to {wire_text(row.residual, row.currency)} in doubt")
    if row.perhaps_twice:
        told.append(f"{_counted(row.perhaps_twice, 'write')} perhaps done twice")
    if row.loss:
        told.append(f"loss {wire_text(row.loss, row.currency)}")
    return f"{card}  {'; '.join(told)}"


def _total_fields(total: CurrencyReconciliation, *, facade: bool) -> dict[str, Any]:
    sums = ("shown", "pending", "projected", "others", "difference", "residual", "loss")
    fields = {name: wire_text(getattr(total, name), total.currency) for name in sums}
    return {"currency": total.currency, "cards": total.cards, **fields, "queued": total.queued, "facade": facade}


def _total_words(total: CurrencyReconciliation) -> str:
    currency = total.currency
    return (
        f"{total.cards} cards in {currency}: {wire_text(total.shown, currency)} on them, "
        f"{_signed(total.pending, currency)} waiting here; by others {_signed(total.others, currency)}, "
        f"unexplained {_signed(total.difference, currency)}, in doubt {wire_text(total.residual, currency)}, "
        f"lost {wire_text(total.loss, currency)}"
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _signed(minor: int, currency: str) -> str:
    return f"{'+' if minor > 0 else ''}{wire_text(minor, currency)}"


REPORTS = {"report": report}
"""What `outbox` prints beside its list, by verb."""
