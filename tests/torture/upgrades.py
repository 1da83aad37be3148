"""F13: a till with a full queue meets a newer program: nothing of the queue changes, and it goes on to its end.

The queue is a real one, of every kind and state, brought down to the schema of each older program.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from core.domain.command import Issue, Redeem, SetBalance, TopUp, Update
from core.errors import KnownError
from core.server.sandbox.faults import Endpoint, answer
from core.store.database import Database
from core.store.revisions import KNOWN_REVISIONS
from tests.torture import oracle
from tests.torture.old_schema import age
from tests.torture.shop import Shop

OLD = tuple(sorted(KNOWN_REVISIONS))[:-1]
"""Every released schema but the newest."""


def full_queue(shop: Shop, pending: int, cards: int = 20, sales: int = 20) -> None:
    """So many operations wait; some were sent, and some of those without an answer. The till is closed after it."""
    core, service = shop.core, shop.service
    assert core is not None
    assert service is not None
    made = [shop.do(Issue(50_000, "USD", note="for Ada")).card_id for _ in range(cards)]
    shop.settle_down()
    for at in range(pending - sales):
        card_id, amount = made[at % cards], 1 + at % 90
        kinds = (Redeem(card_id, amount), TopUp(card_id, amount), Update(card_id, (("note", f"note {at}"),)))
        commands = (*kinds, SetBalance(card_id, 40_000 + at, "counted"))
        shop.tell("accepted", core.desk.submit(commands[at // cards % len(commands)]).operation_id)
    for at in range(sales):
        shop.tell("accepted", core.desk.submit(Issue(1000 + at, "USD", note="for Bob")).operation_id)
    service.faults.next(Endpoint.BALANCE, *(answer(500, executed=True), None, answer(502)) * 4)
    for _ in range(100):
        core.replay.step()
    shop.close()


def rows(path: Path) -> dict[str, Counter[tuple[Any, ...]]]:
    """Every row of every table that the first program had, by the columns that it had."""
    with closing(sqlite3.connect(path)) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        tables = [name for (name,) in names if name != "alembic_version"]
        found = {}
        for table in tables:
            columns = sorted(row[1] for row in raw.execute(f"PRAGMA table_info({table})"))
            found[table] = Counter(tuple(zip(columns, row, strict=True)) for row in raw.execute(_all(columns, table)))
    return found


def _all(columns: list[str], table: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {table}"


def kept(before: dict[str, Counter[tuple[Any, ...]]], path: Path) -> list[str]:
    """Tables of which a row is gone, new or different in a column that it had before."""
    wrong = []
    with closing(sqlite3.connect(path)) as raw:
        for table, old in before.items():
            columns = [name for name, _ in next(iter(old), ())]
            now = raw.execute(_all(columns, table)).fetchall() if columns else []
            if Counter(tuple(zip(columns, row, strict=True)) for row in now) != old:
                wrong.append(table)
    return wrong


def fail_each_statement(path: Path) -> tuple[int, list[str]]:
    """Each statement of the upgrade fails in turn; the old file stays, byte for byte. Returns (statements, faults)."""
    with closing(sqlite3.connect(path)) as raw:  # as the first try leaves it: its log folded in
        raw.execute("PRAGMA journal_mode=DELETE")
    content, at, faults = path.read_bytes(), 0, []
    while True:
        at += 1
        if not _failed_at(path, at):
            return at - 1, faults
        if path.read_bytes() != content:
            faults.append(f"statement {at} changed the old file")
        if list(path.parent.glob(f"{path.stem}.new*")):
            faults.append(f"statement {at} left a copy behind")


def _failed_at(path: Path, at: int) -> bool:
    """False: the upgrade has fewer statements, and succeeded."""
    seen = 0

    def fail(*_given: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            raise sqlite3.OperationalError("database or disk is full" if at % 2 else "no such column: broken")

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        Database(path).close()
    except (KnownError, sqlite3.OperationalError):
        return True
    finally:
        event.remove(Engine, "before_cursor_execute", fail)
    return False


def upgraded(shop: Shop, pending: int = 1000) -> str:
    """The whole way, once for each older schema. Returns what was seen, or raises AssertionError."""
    with shop.going(1):
        shop.plan["others"] = []
        full_queue(shop, pending + 50)
    path = shop.settings.database_path
    age(path)
    before = rows(path)
    waiting = sum(dict(row)["state"] in {"ready", "leased", "waiting", "deferred"} for row in before["operations"])
    statements, faults = fail_each_statement(path)
    faults += [f"{table} is not as it was" for table in kept(before, path)]
    with shop.going(2):
        shop.settle_down(20 * pending)
        shop.close()
    faults += oracle.judge(shop)
    with closing(sqlite3.connect(path)) as raw:
        states = dict(raw.execute("SELECT state, COUNT(*) FROM operations GROUP BY state"))
    assert waiting >= pending
    assert not faults, "\n".join(faults[:20])
    attempts, sealed = (
        sum(before["attempts"].values()),
        sum(dict(r)["sealed_code"] is not None for r in before["operations"]),
    )
    return (
        f"{waiting:,} pending ({attempts} attempts, {sealed} sealed codes) from {', '.join(OLD)}: every row and sum "
        f"equal; {statements} statements failed in turn, the old file stayed each time; then all ended: {states}"
    )
