"""What was done in some days, grouped and summed where it is kept: by day, clerk, till, kind or reason."""

from __future__ import annotations

from typing import Final

from core.rows.activity import KIND_OF_FIGURE, REPLACE, ActivityBy, ActivityLine, ActivitySums
from core.store.database import Connection, ask

_LABELS: Final = {
    ActivityBy.DAY: "shop_day",
    ActivityBy.CLERK: "clerk",
    ActivityBy.TILL: "till",
    ActivityBy.KIND: "part",
    ActivityBy.REASON: "reason",
}
_SUMMED: Final = {
    **{name: kind.value for name, kind in KIND_OF_FIGURE.items() if name != "corrected"},
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
    """Return a line for each currency and label, from the sums that the books keep by day."""
    return tuple(
        ActivityLine(row["currency"], row["label"], ActivitySums(**{name: row[name] for name in _NAMES}))
        for row in ask(conn, _STATEMENTS[by], first_day=first_day, last_day=last_day)
    )


def _statement(label: str) -> str:
    figures = " OR ".join(f"{name} <> 0" for name in (*_SUMMED, "corrected"))
    return f"""SELECT currency, {label} AS label, SUM(acts) AS acts, SUM(waiting) AS waiting, {_FIGURES}
        FROM activity_sums WHERE shop_day BETWEEN :first_day AND :last_day
        GROUP BY currency, {label} HAVING SUM(acts) > 0 OR {figures}"""


_NAMES: Final = ("acts", "waiting", *_SUMMED, "corrected")
_STATEMENTS: Final = {by: _statement(label) for by, label in _LABELS.items()}
