"""Statements to PostgreSQL go together where nobody waits between them; psycopg's own cursor is the judge of rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.pq import Trace, TransactionStatus
from sqlalchemy import BigInteger, Double, Engine, LargeBinary, Text, bindparam, cast, event, insert, select, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.types import TypeEngine

from core.server.contract.refusals import RequestRefused, invalid
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool, begin_write, open_connection
from core.server.data.database import database_url, open_database
from core.server.data.driver import NoRow, Statement
from core.server.data.tables import counters, metadata
from core.server.http.endpoints import CardEndpoints
from tests.core.server.conftest import Clock
from tests.core.server.serving import posix_only

pytestmark = [pytest.mark.slow, posix_only]

KINDS: dict[str, TypeEngine[Any]] = {
    "big": BigInteger(),
    "said": Text(),
    "raw": LargeBinary(),
    "share": Double(),
    "nothing": Text(),
}
VALUES = Statement(select(*(cast(bindparam(name), kind).label(name) for name, kind in KINDS.items())), tuple)
COUNT = Statement(insert(counters), NoRow._make, ["name", "value"])
FIND = Statement(select(counters.c.value).where(counters.c.name == bindparam("wanted")), tuple)


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    engine = open_database(database_url(address))
    yield engine
    metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def pool(engine: Engine) -> ConnectionPool:
    return ConnectionPool(engine)


def write(pool: ConnectionPool, *names: str, wanted: str | None = None, refusal: RequestRefused | None = None) -> None:
    """Write a row for each name, ask for one then, and end with a refusal."""
    with begin_write(pool) as conn:
        for name in names:
            conn.execute(COUNT, {"name": name, "value": 1})
        if wanted is not None:
            conn.one(FIND, {"wanted": wanted})
        if refusal is not None:
            raise refusal


def found(pool: ConnectionPool, name: str) -> object:
    with open_connection(pool) as conn:
        return conn.first(FIND, {"wanted": name})


@pytest.mark.parametrize(
    "values",
    [
        {"big": 2**63 - 1, "said": "Grüße % ' \\ \u2028", "raw": bytes(range(256)), "share": 0.1, "nothing": None},
        {"big": -(2**63), "said": "", "raw": b"", "share": -1e300, "nothing": None},
    ],
)
def test_values_go_and_come_as_with_a_cursor_of_psycopg(
    pool: ConnectionPool, address: str, values: dict[str, Any]
) -> None:
    with open_connection(pool) as conn, psycopg.connect(address) as judge:
        told = judge.execute(*VALUES.asked("postgresql", values)).fetchall()
        assert told == [tuple(values.values())]
        for _ in range(2):
            assert conn.all(VALUES, values) == told


def test_a_text_that_cannot_be_stored_is_refused(pool: ConnectionPool) -> None:
    values = dict.fromkeys(KINDS, None) | {"said": "a\x00b"}
    with pytest.raises(DataError), open_connection(pool) as conn:
        conn.first(VALUES, values)
    assert found(pool, "schema")


def test_what_was_held_back_is_seen_by_what_comes_after_it(pool: ConnectionPool) -> None:
    with begin_write(pool) as conn:
        conn.execute(COUNT, {"name": "one", "value": 1})
        conn.execute_text("SAVEPOINT here")
        conn.execute(COUNT, {"name": "two", "value": 2})
        assert conn.one(FIND, {"wanted": "two"}) == (2,)
        conn.execute_text("ROLLBACK TO SAVEPOINT here")
        conn.execute(COUNT, {"name": "three", "value": 3})
    assert [found(pool, name) for name in ("one", "two", "three")] == [(1,), None, (3,)]


def test_what_fails_with_the_commit_is_told_and_leaves_nothing(pool: ConnectionPool) -> None:
    with pytest.raises(IntegrityError):
        write(pool, "new", "schema")
    assert found(pool, "new") is None
    with begin_write(pool) as conn:
        assert conn.raw.info.transaction_status is TransactionStatus.IDLE, "nothing was sent yet"
        conn.execute(COUNT, {"name": "new", "value": 1})
    assert found(pool, "new") == (1,)


def test_an_error_in_the_middle_is_that_of_the_statement_that_failed(pool: ConnectionPool) -> None:
    with pytest.raises(IntegrityError):
        write(pool, "schema", wanted="schema")
    with pytest.raises(DBAPIError, match="nowhere"), open_connection(pool) as conn:
        conn.one(Statement(text("SELECT 1 FROM nowhere"), tuple), {})
    assert found(pool, "schema")


def test_a_refused_write_that_asked_nothing_sends_nothing(pool: ConnectionPool) -> None:
    with pytest.raises(RequestRefused):
        write(pool, "new", refusal=invalid("name", "is none"))
    assert found(pool, "new") is None


def test_a_balance_write_waits_for_the_server_twice(engine: Engine, tmp_path: Path) -> None:
    """Counted in the words of the protocol: after each wait the server says that it is ready."""
    lines: list[Any] = []
    event.listen(engine, "connect", lambda driver, _entry: lines.append(driver))
    shop = CardEndpoints(engine, Switches(), Clock())
    made = shop.create_card(Request("x", body=b'{"initial_value": 50}')).execute()
    card_id = str(json.loads(made.body)["gift_card"]["id"])

    def put(balance: int, key: str | None = None) -> None:
        headers = {} if key is None else {"idempotency-key": f'"{key}"'}
        body = b'{"balance": %d}' % balance
        assert shop.set_balance(Request("x", {}, headers, card_id, body)).execute().status == 200

    for step in range(2):  # until all of it is prepared, under a key too
        put(10 + step)
        put(20 + step, f"first-{step}")
    waited = []
    for key in (None, "second"):
        log = tmp_path / f"words {key}"
        with log.open("wb") as words:
            for line in lines:
                line.pgconn.trace(words.fileno())
                line.pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
            put(30 + len(waited), key)
            for line in lines:
                line.pgconn.untrace()
        waited.append(log.read_text().count("ReadyForQuery"))
    assert waited == [2, 4]
    history = shop.load_history(int(card_id))
    assert [each["number"] for each in history] == [1, 2, 3, 4, 5, 6]
