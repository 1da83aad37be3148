"""Which operation of a lane may run: first in, first out; what needs a person stands aside (PROTOCOL.md section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
    with database.writing() as session:
        outbox.append(session, operation_row("head", state=state.value))
        outbox.append(session, operation_row("money"))
        outbox.append(session, operation_row("note", kind="update", want=0))
        outbox.append(session, operation_row("other card", card_id=1002))
        first = "head" if state in OPEN else "money"
        assert outbox.heads(session) == [first, "other card"]
        assert outbox.before(session, "note") == first


@pytest.mark.parametrize("state", State)
def test_what_waits_for_a_card_never_runs_before_the_card_is_made(database: Database, state: State) -> None:
    """Not even when its order is left to a person: it waits under its local reference."""
    with database.writing() as session:
        seq = outbox.append(session, issue_row("order", state=state.value))
        outbox.append(session, operation_row("top-up", kind="top-up", want=500, card_id=-seq))
        assert outbox.heads(session) == (["order"] if state in OPEN else [])
        outbox.change(session, "order", state=State.DONE.value)
        outbox.give_real_id(session, -seq, 2001)
        assert outbox.heads(session) == ["top-up"]
