"""What was done in some days, grouped and summed where it is kept: by day, clerk, till, kind or reason."""

from __future__ import annotations

from typing import Final

from core.rows.activity import REPLACE, ActivityBy, ActivityLine, ActivitySums
from core.store.database import Connection, ask
from core.store.projection import MOVED_SQL
from core.store.states import UNSETTLED_SQL

_PART: Final = f"""CASE WHEN json_extract(o.payload, '$.act') IS NOT NULL THEN '{REPLACE}' ELSE o.kind END"""
"""What an act counts as: the steps of replacing a lost card move its money and sell nothing."""
_LABELS: Final = {
    ActivityBy.DAY: "o.shop_day",
    ActivityBy.CLERK: "o.clerk",
    ActivityBy.TILL: "o.till",
    ActivityBy.KIND: _PART,
    ActivityBy.REASON: "o.reason",
}
_SUMMED: Final = {
    "sold": "issue",
    "topped_up": "top-up",
    "redeemed": "redeem",
    "cashed_out": "cash-out",
    "taken_back": "reverse",
    "replaced": REPLACE,
}
"""The figures that come of one kind each; what is left is a correction, so that nothing that moved is lost."""
_OTHERS: Final = ", ".join(f"'{part}'" for part in _SUMMED.values())
_FIGURES: Final = ", ".join(
    [
        *(f"SUM(CASE WHEN part = '{part}' THEN moved ELSE 0 END) AS {name}" for name, part in _SUMMED.items()),
        f"SUM(CASE WHEN part NOT IN ({_OTHERS}) THEN moved ELSE 0 END) AS corrected",
    ]
)


def read(conn: Connection, by: ActivityBy, first_day: str, last_day: str) -> tuple[ActivityLine, ...]:
    """Return a line for each currency and label; the index on the day finds the acts."""
    return tuple(
        ActivityLine(row["currency"], row["label"], ActivitySums(**{name: row[name] for name in _NAMES}))
        for row in ask(conn, _STATEMENTS[by], first_day=first_day, last_day=last_day)
    )


def _statement(label: str) -> str:
    return f"""SELECT currency, label, SUM(state NOT IN ('declined', 'cancelled')) AS acts,
        SUM(state IN {UNSETTLED_SQL}) AS waiting, {_FIGURES}
        FROM (SELECT o.currency, {label} AS label, o.state, {_PART} AS part, {MOVED_SQL} AS moved
            FROM operations o WHERE o.shop_day BETWEEN :first_day AND :last_day)
        GROUP BY currency, label HAVING acts > 0 OR MAX(moved) <> 0 OR MIN(moved) <> 0"""


_NAMES: Final = ("acts", "waiting", *_SUMMED, "corrected")
_STATEMENTS: Final = {by: _statement(label) for by, label in _LABELS.items()}
