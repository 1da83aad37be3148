"""Which operation of a lane may run: first in, first out; what needs a person stands aside (docs/protocol.md 9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.card import CardIdentity
from core.domain.operation import OPEN, State
from core.store import outbox
from core.store.database import Database
from tests.builders import issue_row, operation_row


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "till.db")
    yield made
    made.close()


@pytest.mark.parametrize("state", State)
def test_only_what_is_open_holds_up_what_came_later_on_its_card(database: Database, state: State) -> None:
    """A parked head blocks nothing: the clerk sees the mark, and later work is a debt of its own."""
    with database.writing() as conn:
        outbox.append(conn, operation_row("head", state=state.value))
        outbox.append(conn, operation_row("money"))
        outbox.append(conn, operation_row("note", kind="update", want=0))
        outbox.append(conn, operation_row("other card", card_id=1002))
        first = "head" if state in OPEN else "money"
        assert outbox.heads(conn) == [first, "other card"]
        assert outbox.before(conn, "note") == first


@pytest.mark.parametrize("state", State)
def test_what_waits_for_a_card_never_runs_before_the_card_is_made(database: Database, state: State) -> None:
    """Not even when its order is left to a person: it waits under its local reference."""
    with database.writing() as conn:
        seq = outbox.append(conn, issue_row("order", state=state.value))
        outbox.append(conn, operation_row("top-up", kind="top-up", want=500, card_id=-seq))
        assert outbox.heads(conn) == (["order"] if state in OPEN else [])
        outbox.change(conn, "order", state=State.DONE.value)
        outbox.give_real_id(conn, -seq, CardIdentity(2001, 1_790_000_000, "ab12"))
        assert outbox.heads(conn) == ["top-up"]
