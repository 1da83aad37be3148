"""`python -m tests.bench.long_books [--acts N] [--cards N]`: every report of a till over the books of many years.

A real till without a connection, filled by statements (redeems and top-ups on cards sold elsewhere, done, with an
answer each; no journal). Each report is read as the window reads it, and stopped once halfway, as Escape stops it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from core.bootstrap import Core, open_core
from core.domain.period import Comparison, Period
from core.domain.stopping import StopRequest, stoppable
from core.errors import ReadingStopped
from core.rows.activity import ActivityBy
from core.rows.history import HistoryFilter
from core.settings import Settings
from core.store.database import Connection
from core.store.tables import CARDS
from core.usecases import cards, operations, reports, till
from core.usecases.operations import HistoryQuestion
from core.usecases.reports import ActivityQuestion, ReportDays
from tests.bench.figures import timed
from tests.builders import NOON, attempt_row, database_of, operation_row, server_card

DAYS = 3650
SOON_S = 1.0
"""What takes longer is read with progress and can be stopped (docs/decisions/0131)."""
_NOT_KEPT = ("note", "expires_on", "missing_at", "gone_at")
Work = Callable[[Core], object]


def report(acts: int, count: int) -> Iterator[str]:
    """Yield a line for each report."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), "https://cards.invalid", "token", True, "", 0.0)
        with closing(open_core(settings)) as core:
            began = time.perf_counter()
            fill(core, acts, count)
            size = sum(path.stat().st_size for path in settings.data_dir.rglob("till.db*"))
            yield f"{acts:,} acts on {count:,} cards: {time.perf_counter() - began:.0f} s to write, {size / 1e9:.2f} GB"
            for name, work in questions(core).items():
                yield _line(core, name, work)
    yield f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def questions(core: Core) -> Mapping[str, Work]:
    """Return every report by a name, for the month and for all days where it has days."""
    today = core.queries.shop_day()
    every = ReportDays(None, _days_before(today, DAYS), today)
    found: dict[str, Work] = {}
    for by in ActivityBy:
        found[f"activity by {by}, month"] = partial(reports.read_activity, question=ActivityQuestion(by))
        question = ActivityQuestion(by, every, Comparison.NONE)
        found[f"activity by {by}, all days"] = partial(reports.read_activity, question=question)
    found["liability, month"] = reports.read_liability
    found["liability, all days"] = partial(reports.read_liability, days=every)
    found["cards"] = reports.read_cards
    found["exceptions, month"] = reports.read_exceptions
    found["exceptions, all days"] = partial(reports.read_exceptions, days=every)
    found["history, first page"] = partial(operations.read_history, question=HistoryQuestion())
    month = HistoryQuestion(period=Period.MONTH)
    found["history of a month, first page"] = partial(operations.read_history, question=month)
    found["history of a month, sums"] = partial(operations.sum_history, question=month)
    found["history of all days, sums"] = partial(operations.sum_history, question=HistoryQuestion())
    clerk = HistoryQuestion(narrowed=HistoryFilter(clerk="Clerk 3"))
    found["history of a clerk, first page"] = partial(operations.read_history, question=clerk)
    found["reconciliation"] = till.read_reconciliation
    found["life of a card"] = lambda each: cards.read_card_life(each, 1, lambda message: message.key)
    return found


def fill(core: Core, acts: int, count: int) -> None:
    """Write the cards, and the acts spread over years, nine clerks and five reasons."""
    today = core.queries.shop_day()
    with database_of(core).writing() as conn:
        _insert(conn, "cards", _card(), {"card_id": "value + 1", "balance": "value % 9000"}, count)
        first_day, now = f"'{_days_before(today, DAYS - 1)}'", time.time()
        made = {
            "operation_id": "'act ' || value",
            "card_id": f"value % {count} + 1",
            "clerk": "'Clerk ' || value % 9",
            "reason": "'Reason ' || value % 5",
            "kind": "CASE value % 4 WHEN 0 THEN 'top-up' ELSE 'redeem' END",
            "shop_day": f"DATE({first_day}, (value * {DAYS} / {acts}) || ' days')",
            "created_at": f"{now} - ({acts} - value) * {DAYS * 86_400 / acts}",
        }
        amount = "CASE value % 4 WHEN 0 THEN 1 ELSE -1 END * (value % 9000 + 1)"
        row = operation_row("", state="done", payload="{}", epoch=1)
        _insert(conn, "operations", row, made | {"want": amount}, acts)
        answered = attempt_row("", fate="ok")
        _insert(conn, "attempts", answered, {"operation_id": "'act ' || value", "amount": amount}, acts)


def _card() -> dict[str, Any]:
    card = server_card()
    return {each.name: getattr(card, each.name, NOON) for each in CARDS.columns if each.name not in _NOT_KEPT}


def _insert(conn: Connection, table: str, row: dict[str, Any], made: dict[str, str], count: int) -> None:
    """Write so many rows; `made` has expressions of `value`, which counts from 0."""
    values = ", ".join(made.get(name, f":{name}") for name in row)
    bound = {name: value for name, value in row.items() if name not in made} | {"count": count}
    numbers = "WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < :count - 1)"
    conn.connection.execute(f"INSERT INTO {table} ({', '.join(row)}) {numbers} SELECT {values} FROM n", bound)


def _days_before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def _line(core: Core, name: str, work: Work) -> str:
    took = timed(lambda: work(core))()
    ended = f"; stopped halfway, it ends after {_stopped(core, work, took / 2) * 1e3:.0f} ms" if took > SOON_S else ""
    return f"{name}: {took * 1e3:,.0f} ms{ended}"


def _stopped(core: Core, work: Work, after_s: float) -> float:
    """Return how many seconds the reading goes on after it was asked to stop."""
    request, asked = StopRequest(), list[float]()

    def stop() -> None:
        asked.append(time.perf_counter())
        request.stop()

    timer = threading.Timer(after_s, stop)
    timer.start()
    try:
        stoppable(request, work)(core)
    except ReadingStopped:
        return time.perf_counter() - asked[0]
    timer.cancel()
    raise AssertionError("it was done before it could be stopped")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.long_books", description=__doc__)
    parser.add_argument("--acts", type=int, default=10_000_000)
    parser.add_argument("--cards", type=int, default=1_000_000)
    options = parser.parse_args(words)
    for line in report(options.acts, options.cards):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
