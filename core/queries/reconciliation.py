"""Every card as our books have it, against what the service shows (docs/protocol.md 5, the gap detector).

Numbers that are missing between two of our own transactions are writes by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import Any, Final

from core.rows import CardReconciliation, CurrencyReconciliation, Reconciliation
from core.store.database import Connection, ask
from core.store.projection import PENDING_OF_OPERATION, answered
from core.store.states import OPEN_SQL, UNSETTLED_SQL

Row = Mapping[Any, Any]
_LEDGER: Final = f"""WITH o AS (SELECT o.*, COALESCE(s.amount, 0) + {answered()} AS known,
        {PENDING_OF_OPERATION} AS pending, COALESCE(s.loss, 0) AS loss, (SELECT COUNT(*) FROM attempts a
            WHERE a.operation_id = o.operation_id AND a.perhaps_twice) AS perhaps_twice
    FROM operations o LEFT JOIN settlements s ON s.operation_id = o.operation_id WHERE o.card_id > 0),
    w AS (SELECT card_id, SUM(known) AS ours, SUM(pending) AS pending, SUM(state IN {OPEN_SQL}) AS queued,
        SUM(state = 'parked') AS unsettled, SUM(loss) AS loss,
        SUM(perhaps_twice) AS perhaps_twice, MAX(kind = 'issue' AND state IN ('done', 'inferred')) AS sold,
        SUM(CASE WHEN state = 'parked' AND kind <> 'issue'
            THEN ABS(CASE WHEN aborted AND NOT offline THEN 0 ELSE want END - known) ELSE 0 END) AS residual
    FROM o GROUP BY card_id),
    e AS (SELECT card_id, SUM(amount) AS others, SUM(amount <> 0) AS seen FROM sightings GROUP BY card_id)
    SELECT c.card_id, c.balance, c.initial_value, c.currency, c.last_characters, COALESCE(w.ours, 0) AS ours,
        COALESCE(w.pending, 0) AS pending, COALESCE(w.queued, 0) AS queued,
        COALESCE(w.unsettled, 0) AS unsettled, COALESCE(w.loss, 0) AS loss, COALESCE(w.sold, 0) AS sold,
        COALESCE(w.perhaps_twice, 0) AS perhaps_twice,
        COALESCE(w.residual, 0) AS residual, COALESCE(e.others, 0) AS others, COALESCE(e.seen, 0) AS seen
    FROM cards c LEFT JOIN w ON w.card_id = c.card_id LEFT JOIN e ON e.card_id = c.card_id
    WHERE w.card_id IS NOT NULL OR e.card_id IS NOT NULL ORDER BY c.card_id DESC"""
_UNMADE: Final = f"""SELECT o.card_id, 0 AS balance, 0 AS initial_value, o.currency,
        COALESCE(MAX(CASE WHEN o.kind = 'issue' THEN o.last_characters END), '') AS last_characters, 0 AS ours,
        SUM{PENDING_OF_OPERATION} AS pending, SUM(o.state IN {OPEN_SQL}) AS queued,
        SUM(o.state = 'parked') AS unsettled, 0 AS loss, 0 AS sold, 0 AS perhaps_twice,
        SUM(CASE WHEN o.state = 'parked' THEN ABS(o.want) ELSE 0 END) AS residual, 0 AS others, 0 AS seen
    FROM operations o WHERE o.card_id < 0 AND o.state IN {UNSETTLED_SQL}
    GROUP BY o.card_id, o.currency ORDER BY o.card_id"""
"""Cards that the service is still to make: they are in the outbox alone."""
_TOTALS: Final = """SELECT c.currency, COUNT(*) AS cards, SUM(c.balance) AS shown, COALESCE((SELECT SUM(s.loss)
        FROM settlements s JOIN operations o ON o.operation_id = s.operation_id WHERE o.currency = c.currency), 0)
        AS loss
    FROM cards c WHERE c.gone_at IS NULL AND c.card_id NOT IN (SELECT card_id FROM unreadable_cards)
    GROUP BY c.currency ORDER BY c.currency"""
_WRITES: Final = """SELECT o.card_id, a.transaction_number AS number, a.target, a.amount
    FROM attempts a JOIN operations o ON o.operation_id = a.operation_id
    WHERE a.transaction_number IS NOT NULL AND a.amount IS NOT NULL ORDER BY o.card_id, a.transaction_number"""


def read(conn: Connection) -> Reconciliation:
    """Return every card that this till worked with, saw change or is to have made, and the sums by currency."""
    ledger, totals = [*ask(conn, _UNMADE), *ask(conn, _LEDGER)], list(ask(conn, _TOTALS))
    return reconciliation(ledger, totals, ask(conn, _WRITES))


def reconciliation(ledger: Iterable[Row], totals: Iterable[Row], writes: Iterable[Row]) -> Reconciliation:
    """Compare the books; `writes` are our answered ones by card and number, `totals` the sums by currency."""
    by_card = {card_id: list(rows) for card_id, rows in groupby(writes, lambda row: row["card_id"])}
    rows = tuple(_card(row, _missing(by_card.get(row["card_id"], []))) for row in ledger)
    return Reconciliation(
        cards=tuple(row for row in rows if not row.agrees),
        level=tuple(row for row in rows if row.agrees),
        currencies=tuple(_currency(total, rows) for total in _every_currency(totals, rows)),
        facade=any(map(_broken, by_card.values())),
    )


def _card(row: Row, missing: int) -> CardReconciliation:
    """Compare a card. One that we sold began with its value; of another one we know only from the first look on."""
    ours, others, shown = row["ours"], row["others"], row["balance"]
    begun = row["initial_value"] if row["sold"] else shown - ours - others
    return CardReconciliation(
        card_id=row["card_id"],
        last_characters=row["last_characters"],
        currency=row["currency"],
        begun=begun,
        ours=ours,
        others=others,
        seen=row["seen"],
        shown=shown,
        pending=row["pending"],
        queued=row["queued"],
        missing=missing,
        unsettled=row["unsettled"],
        residual=row["residual"],
        loss=row["loss"],
        perhaps_twice=row["perhaps_twice"],
    )


def _every_currency(totals: Iterable[Row], rows: tuple[CardReconciliation, ...]) -> list[Row]:
    """Add to the sums a line for each currency in which the service has no card yet."""
    known = {total["currency"]: total for total in totals}
    waiting = {row.currency: {"currency": row.currency, "cards": 0, "shown": 0, "loss": 0} for row in rows}
    return [line for _, line in sorted({**waiting, **known}.items())]


def _currency(total: Row, rows: tuple[CardReconciliation, ...]) -> CurrencyReconciliation:
    mine = [row for row in rows if row.currency == total["currency"]]
    return CurrencyReconciliation(
        currency=total["currency"],
        cards=total["cards"],
        shown=total["shown"],
        pending=sum(row.pending for row in mine),
        queued=sum(row.queued for row in mine),
        others=sum(row.others for row in mine),
        difference=sum(row.difference for row in mine),
        residual=sum(row.residual for row in mine),
        loss=total["loss"],
    )


def _missing(writes: list[Row]) -> int:
    return sum(max(0, after["number"] - before["number"] - 1) for before, after in pairwise(writes))


def _broken(writes: list[Row]) -> bool:
    """Return whether X of one write is not what the next found, and nobody wrote between: the service adds (K2)."""
    return any(
        after["number"] == before["number"] + 1 and before["target"] != after["target"] - after["amount"]
        for before, after in pairwise(writes)
    )
