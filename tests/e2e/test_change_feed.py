"""`search --since`: every card that changed, once and as it stands, in an order in which nothing is missed."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from core.bootstrap import Core
from core.domain.command import Disable, Freeze, Issue, Redeem, TopUp, Unfreeze, Update
from core.errors import BadInput
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import cards
from tests.e2e.conftest import OpenTill
from tests.e2e.console_till import RunCommand, till
from tests.e2e.counter_actions import act, sell, settle_down

__all__ = ["till"]

START = "start"


def changed(core: Core, cursor: str = START, page: int = 500) -> tuple[list[int], str]:
    """Return the cards of a whole reading, page by page, and the cursor behind it."""
    found: list[int] = []
    complete = False
    while not complete:
        told = cards.read_card_changes(core, cursor, page)
        found += [row.card_id for _, row in told.rows]
        cursor, complete = told.cursor, told.complete
    return found, cursor


def test_each_kind_of_change_is_told_once_and_nothing_else(open_till: OpenTill) -> None:
    core = open_till("one")
    first, second = sell(core).card_id, sell(core).card_id
    assert sorted(changed(core)[0]) == sorted([first, second])
    for command in (
        Redeem(first, 500),
        TopUp(first, 500),
        Update(first, (("note", "x"),)),
        Disable(first, "gone"),
    ):
        _, cursor = changed(core)
        act(core, command)
        assert changed(core, cursor)[0] == [first], command
    _, cursor = changed(core)
    core.freezes.freeze(Freeze(second, "lost"))
    told, cursor = changed(core, cursor)
    core.freezes.unfreeze(Unfreeze(second))
    assert (told, changed(core, cursor)[0]) == ([second], [second])
    _, cursor = changed(core)
    core.lookup.refresh(second)
    settle_down(core)
    assert changed(core, cursor) == ([], cursor)


def test_what_waits_is_a_change_and_so_is_that_it_came_through(open_till: OpenTill, service: EmbeddedService) -> None:
    core = open_till("one")
    card = sell(core).card_id
    _, cursor = changed(core)
    core.connection.switch(True)
    act(core, Redeem(card, 500))
    waiting = core.desk.submit(Issue(700, "USD"))
    told, cursor = changed(core, cursor)
    assert told == [card, waiting.card_id]
    core.connection.switch(False)
    settle_down(core)
    told, _ = changed(core, cursor)
    assert sorted(told) == sorted([card, core.queries.operations()[0].card_id])


@pytest.mark.parametrize("page", [1, 3, 500])
def test_pages_leave_out_nothing(open_till: OpenTill, page: int) -> None:
    core = open_till("one")
    made = [sell(core).card_id for _ in range(7)]
    assert changed(core, page=page)[0] == made


def test_nothing_is_missed_while_a_sync_runs(open_till: OpenTill) -> None:
    """A till pulls what another one does, while a reader goes on from cursor to cursor: it ends with the same cards."""
    other, core = open_till("other"), open_till("one")
    made = [sell(other).card_id for _ in range(20)]
    seen: dict[int, int] = {}
    cursor, ended = START, threading.Event()

    def pull() -> None:
        for number in range(60):
            act(other, Redeem(made[number % 20], 100))
            core.sync.hurry()
            core.sync.step()
        settle_down(core)
        ended.set()

    thread = threading.Thread(target=pull)
    thread.start()
    last = False
    while not last:
        last = ended.is_set()
        told = cards.read_card_changes(core, cursor, 3)
        seen |= {row.card_id: row.balance for _, row in told.rows}
        cursor = told.cursor
        last = last and told.complete
    thread.join()
    assert seen == {row.card_id: row.balance for row in core.queries.cards()}
    assert sorted(seen) == sorted(made)


def test_a_cursor_of_books_that_were_put_back_is_refused(open_till: OpenTill, tmp_path: Path) -> None:
    core = open_till("one")
    sell(core)
    _, cursor = changed(core)
    core.close()
    shutil.copytree(tmp_path / "one", tmp_path / "kept")
    core = open_till("one")
    assert changed(core, cursor)[0] == []
    sell(core)
    _, later = changed(core, cursor)
    core.close()
    shutil.rmtree(tmp_path / "one")
    shutil.copytree(tmp_path / "kept", tmp_path / "one")
    core = open_till("one")
    for lost in (cursor, later):
        with pytest.raises(BadInput, match="other books"):
            changed(core, lost)


def test_the_console_tells_rows_with_cursors(till: RunCommand) -> None:
    sold = [till("issue", str(amount))[1][0]["card_id"] for amount in (10, 20, 30)]

    def told(*words: str) -> list[dict[str, Any]]:
        status, rows, _ = till("search", *words)
        assert status == 0
        return rows

    rows = told("--since", "start", "--limit", "2")
    assert [row["card_id"] for row in rows] == sold[:2]
    rest = told("--since", rows[-1]["cursor"])
    assert [row["card_id"] for row in rest] == sold[2:]
    assert told("--since", rest[-1]["cursor"]) == []
    till("top-up", str(sold[0]), "5")
    (row,) = told("--since", rest[-1]["cursor"])
    assert (row["card_id"], row["balance"]) == (sold[0], "15.00")
    for words, code in (
        (("--since", "no"), "search.cursor"),
        (("--since", "0-9-9"), "search.cursor"),
        (("--since", "abcdef01-3"), "search.cursor_other"),
        (("text", "--since", "start"), "search.since_all"),
    ):
        status, (answer,), _ = till("search", *words)
        assert (status, answer["code"]) == (2, code)
