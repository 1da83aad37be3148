"""The questions of the read side as SQL text. `p` is what is pending for each card (core.store.projection).

Values are always bound; only shapes, states and orders are written into the text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from core.domain.card import Status
from core.queries.search_terms import Shapes, card_condition, operation_condition
from core.rows.order import USUAL, Order
from core.store.projection import MOVED_SQL, PENDING_OF_CARD_SQL, PENDING_SQL, answered
from core.store.states import OPEN_SQL, UNSETTLED_SQL
from core.store.tables import CARDS

_OF_CARD: Final = tuple(column.name for column in CARDS.columns)
_COLUMNS: Final = f"""{", ".join(f"c.{name}" for name in _OF_CARD)},
    COALESCE(p.pending, 0) AS pending, COALESCE(p.unsettled, 0) AS unsettled,
    f.reason AS frozen_why, f.clerk AS frozen_by, f.till AS frozen_at_till, f.at AS frozen_at"""
_FROZEN: Final = "LEFT JOIN freezes f ON f.card_id = c.card_id AND f.lifted_at IS NULL"
_MADE: Final = f"SELECT {_COLUMNS} FROM cards c LEFT JOIN p ON p.card_id = c.card_id {_FROZEN}"
_OF_SALE: Final = {
    "card_id": "o.card_id",
    "balance": "0",
    "currency": "o.currency",
    "initial_value": "o.want",
    "created_at": "o.created_at",
    "updated_at": "o.created_at",
    "expires_on": "json_extract(o.payload, '$.expires_on')",
    "note": "json_extract(o.payload, '$.note')",
    "template_suffix": "json_extract(o.payload, '$.template_suffix')",
    "last_characters": "o.last_characters",
    "seen_at": "o.created_at",
}
"""What is known of a card before the service has made it; all its other columns are NULL."""
_UNMADE: Final = f"""SELECT {_COLUMNS} FROM (
    SELECT {", ".join(f"{_OF_SALE.get(name, 'NULL')} AS {name}" for name in _OF_CARD)}
    FROM operations o WHERE o.kind = 'issue' AND o.card_id < 0 AND o.state IN {UNSETTLED_SQL}
    ) c LEFT JOIN p ON p.card_id = c.card_id {_FROZEN}"""
ACTIVE: Final = "c.gone_at IS NULL AND c.disabled_at IS NULL AND (c.expires_on IS NULL OR c.expires_on >= :today)"
"""Card `c` can be used."""
_STATUS: Final = {
    None: "1",
    Status.ACTIVE: ACTIVE,
    Status.EXPIRED: "c.gone_at IS NULL AND c.disabled_at IS NULL AND c.expires_on < :today",
    Status.DISABLED: "c.gone_at IS NULL AND c.disabled_at IS NOT NULL",
    Status.GONE: "c.gone_at IS NOT NULL",
}
_CARD_ORDERS: Final = {
    "last": "c.last_characters COLLATE NOCASE",
    "balance": "c.balance + COALESCE(p.pending, 0)",
    "pending": "COALESCE(p.pending, 0)",
    "initial": "c.initial_value",
    "status": """CASE WHEN c.gone_at IS NOT NULL THEN 4 WHEN c.disabled_at IS NOT NULL THEN 3
        WHEN c.expires_on < :today THEN 2
        WHEN f.reason IS NOT NULL THEN 1 ELSE 0 END""",
    "until": "c.expires_on",
    "note": "NULLIF(c.note, '') COLLATE NOCASE",
    "updated": "c.updated_at",
}
_HISTORY_ORDERS: Final = {
    "when": "o.created_at",
    "what": "o.kind",
    "card": "o.last_characters COLLATE NOCASE",
    "amount": "o.want",
    "outcome": "o.state",
    "after": "o.balance_after",
    "clerk": "NULLIF(o.clerk, '') COLLATE NOCASE",
    "till": "NULLIF(o.till, '') COLLATE NOCASE",
    "reason": "NULLIF(o.reason, '') COLLATE NOCASE",
}
_NARROWED: Final = {
    "first_day": "o.shop_day >= :first_day",
    "last_day": "o.shop_day <= :last_day",
    "clerk": ":clerk COLLATE NOCASE IN (o.clerk, o.approver)",
    "till": "o.till = :till COLLATE NOCASE",
    "kinds": "o.kind IN (SELECT value FROM json_each(:kinds))",
    "approved": "(o.approver <> '' OR o.kind IN (SELECT value FROM json_each(:approved)))",
    "states": "o.state IN (SELECT value FROM json_each(:states))",
    "card_id": ":card_id IN (o.card_id, o.local_id)",
    "currency": "o.currency = :currency",
    "least": "ABS(o.want) >= :least",
    "most": "ABS(o.want) <= :most",
}
_IN_DOUBT: Final = """(SELECT {} FROM attempts a WHERE a.operation_id = o.operation_id AND o.state = 'parked'
    AND a.fate IN ('pending', 'unknown', 'disproved') ORDER BY a.number DESC LIMIT 1)"""
_BACK: Final = """(SELECT {} FROM operations b WHERE b.reverses = o.operation_id
    AND b.state NOT IN ('declined', 'cancelled') ORDER BY b.seq DESC LIMIT 1)"""
_MOVED_BACK: Final = f"""{answered("b")}
    + COALESCE((SELECT e.amount FROM settlements e WHERE e.operation_id = b.operation_id), 0)"""
LINE_OF_OPERATION: Final = """CASE
    WHEN json_extract(o.payload, '$.act') IS NOT NULL THEN 'replaced'
    WHEN o.kind = 'issue' THEN CASE json_extract(o.payload, '$.sold_as') WHEN 'replacement' THEN 'replaced'
        WHEN 'refund' THEN 'refunded' WHEN 'goodwill' THEN 'goodwill' WHEN 'promotion' THEN 'promotion' ELSE 'sold' END
    WHEN o.kind = 'top-up' THEN CASE LOWER(TRIM(o.reason)) WHEN 'refund' THEN 'refunded'
        WHEN 'goodwill' THEN 'goodwill' WHEN 'promotion' THEN 'promotion' ELSE 'topped-up' END
    WHEN o.kind = 'redeem' THEN 'redeemed'
    WHEN o.kind = 'cash-out' THEN 'cashed-out'
    WHEN o.kind = 'reverse' THEN 'taken-back'
    ELSE 'corrected' END"""
"""The LiabilityLine of core.rows.liability that an operation counts for."""
_OPERATIONS: Final = f"""SELECT o.operation_id, o.kind, o.state, o.card_id, o.last_characters, o.currency, o.want,
    o.aborted, o.touched, o.reason, o.clerk, o.till, o.created_at, o.offline, o.said, o.balance_after, o.finished_at,
    json_extract(o.payload, '$.bill') AS bill, json_extract(o.payload, '$.probe') AS probe,
    json_extract(o.payload, '$.act') AS replacement, o.approver, o.reverses,
    (SELECT t.kind FROM operations t WHERE t.operation_id = o.reverses) AS reverses_kind,
    (SELECT t.created_at FROM operations t WHERE t.operation_id = o.reverses) AS reverses_at,
    {_BACK.format("b.operation_id")} AS reversed_by, {_BACK.format("b.state")} AS reversed_state,
    (SELECT SUM(CASE WHEN b.state IN {OPEN_SQL} THEN b.want ELSE {_MOVED_BACK} END)
        FROM operations b WHERE b.reverses = o.operation_id) AS taken_back,
    o.follows, (SELECT f.operation_id FROM operations f WHERE f.follows = o.operation_id) AS followed_by,
    {answered()} + COALESCE(s.amount, 0) AS known, s.how, s.why, s.clerk AS settled_by, s.at AS settled_at, s.loss,
    (SELECT c.balance FROM cards c WHERE c.card_id = o.card_id AND o.state = 'parked') AS on_card,
    {_IN_DOUBT.format("a.base")} AS doubt_base, {_IN_DOUBT.format("a.target")} AS doubt_target,
    {_IN_DOUBT.format("a.fate <> 'disproved'")} AS unanswered,
    (SELECT r.reference FROM operation_references r WHERE r.operation_id = o.operation_id) AS reference,
    o.kind = 'issue' AND o.sealed_code IS NOT NULL
        AND NOT COALESCE(json_extract(o.payload, '$.handed_over'), 0) AS code_waits
    FROM operations o LEFT JOIN settlements s ON s.operation_id = o.operation_id"""

OPERATION: Final = f"{_OPERATIONS} WHERE o.operation_id = :operation_id"
# A sale may go on over midnight; the index on the day keeps this from reading every operation there is.
BILL: Final = f"""{_OPERATIONS} WHERE o.shop_day BETWEEN date(:day, '-1 day') AND date(:day, '+1 day')
    AND json_extract(o.payload, '$.bill') = :bill ORDER BY o.seq"""
DAY: Final = "SELECT shop_day FROM operations WHERE operation_id = :operation_id"
OPERATIONS_OF_CARD: Final = f"{_OPERATIONS} WHERE o.card_id = :card_id AND o.state <> 'cancelled' ORDER BY o.seq"
REPLACEMENT: Final = f"""WITH RECURSIVE step(operation_id) AS (SELECT :operation_id UNION ALL
        SELECT f.operation_id FROM step JOIN operations f ON f.follows = step.operation_id)
    {_OPERATIONS} WHERE o.operation_id IN (SELECT operation_id FROM step) ORDER BY o.seq"""
FREEZES: Final = "SELECT * FROM freezes WHERE card_id = :card_id ORDER BY freeze_id"
OPERATIONS_IN_ORDER: Final = (
    f"{_OPERATIONS} WHERE o.state = 'parked' ORDER BY o.seq LIMIT :limit",
    f"{_OPERATIONS} WHERE o.state IN {OPEN_SQL} ORDER BY o.seq LIMIT :limit",
    f"{_OPERATIONS} WHERE o.state NOT IN {UNSETTLED_SQL} ORDER BY o.seq DESC LIMIT :limit",
)
SIGHTINGS: Final = "SELECT amount, disabled, seen_at FROM sightings WHERE card_id = :card_id ORDER BY sighting_id"
EVIDENCE: Final = "SELECT at, what, said FROM evidence WHERE operation_id = :operation_id ORDER BY evidence_id"
PEOPLE: Final = """SELECT clerk AS name FROM operations WHERE clerk <> '' UNION
    SELECT approver FROM operations WHERE approver <> '' UNION
    SELECT name FROM staff UNION
    SELECT json_extract(entry, '$.name') FROM journal WHERE what = 'signed-in' ORDER BY 1"""
TILLS: Final = "SELECT DISTINCT till AS name FROM operations WHERE till <> '' ORDER BY 1"
COUNTS: Final = f"""SELECT
    (SELECT COUNT(*) FROM operations WHERE state IN {OPEN_SQL}) AS pending,
    (SELECT COUNT(*) FROM operations WHERE state = 'parked') AS needs_attention,
    (SELECT COUNT(*) FROM cards) AS cards"""


ONE: Final = f"WITH p AS ({PENDING_OF_CARD_SQL}) {_MADE} WHERE c.card_id = :card_id"
ONE_UNMADE: Final = f"WITH p AS ({PENDING_OF_CARD_SQL}) {_UNMADE} WHERE c.card_id = :card_id"
_PENDING: Final = f"WITH p AS MATERIALIZED ({PENDING_SQL})"


def made(shapes: Shapes, status: Status | None, order: Order = USUAL) -> str:
    """Select a page of cards that the service has, in one walk from the newest: an OR over notes can use no index."""
    where = f"{card_condition(shapes)} AND {_STATUS[status]}"
    ordered = f"{_ordered(_CARD_ORDERS, order)}c.card_id DESC"
    return f"{_PENDING} {_MADE} WHERE {where} ORDER BY {ordered} LIMIT :limit OFFSET :offset"


def unmade(shapes: Shapes) -> str:
    """Select cards that are only in the outbox; the newest has the lowest id."""
    return f"{_PENDING} {_UNMADE} WHERE {card_condition(shapes)} ORDER BY c.card_id LIMIT :limit"


def history(shapes: Shapes, narrowed: Collection[str], order: Order = USUAL) -> str:
    """Select operations; `narrowed` names the parameters of a HistoryFilter that are bound."""
    where, ordered = _history_condition(shapes, narrowed), _ordered(_HISTORY_ORDERS, order)
    return f"{_OPERATIONS} WHERE {where} ORDER BY {ordered}o.seq DESC LIMIT :limit"


def history_totals(shapes: Shapes, narrowed: Collection[str], moved: str = MOVED_SQL) -> str:
    """Sum the operations of a history by currency: how many, and what they put on cards and took off for good.

    `moved` is what one of them moved, as SQL.
    """
    return f"""SELECT currency, COUNT(*) AS operations, SUM(MAX(moved, 0)) AS put_on, -SUM(MIN(moved, 0)) AS taken_off
        FROM (SELECT o.currency, {moved} AS moved
            FROM operations o LEFT JOIN settlements s ON s.operation_id = o.operation_id
            WHERE {_history_condition(shapes, narrowed)})
        GROUP BY currency ORDER BY currency"""


def _history_condition(shapes: Shapes, narrowed: Collection[str]) -> str:
    return " AND ".join([operation_condition(shapes), *(_NARROWED[name] for name in narrowed)])


def _ordered(orders: Mapping[str, str], order: Order) -> str:
    """Return what comes before the usual order; what has no value is last either way. An unknown name is a KeyError."""
    if not order.name:
        return ""
    return f"{orders[order.name]} {'DESC' if order.descending else 'ASC'} NULLS LAST, "
