"""A till that moves to another machine: the new one takes over what waits, the old one does nothing any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.operation import State
from core.domain.staff import Role
from core.errors import CannotStart, StorageFailed
from core.server.sandbox.embedded import EmbeddedService
from core.services.till.backup_file import pack, read_backup, write_backup
from core.store.copying import CopyFacts, copy_database
from core.store.database import Database
from tests.core.services.backup_shop import PASSWORD, Shop, queued, state
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import on_server, redeem, settle_down


@pytest.fixture
def shop(service: EmbeddedService, tmp_path: Path) -> Iterator[Shop]:
    made = Shop(service, tmp_path)
    yield made
    for till in made.opened:
        till.close()


def test_a_till_that_moved_away_sends_nothing_and_the_new_one_takes_the_queue(shop: Shop) -> None:
    till = shop.open()
    card_id, operation_id = queued(shop, till)
    facts = till.backup.move_away(shop.asked())
    till.close()
    assert facts.waiting == 1
    with pytest.raises(CannotStart) as told:
        shop.open()
    assert (told.value.key, told.value.values["file"]) == ("start.moved_away", "till.backup")
    new = shop.restore("new")
    assert [(said.key, said.values["count"]) for said in new.start_messages] == [("start.moved", 1)]
    settle_down(new)
    assert (state(new, operation_id), on_server(shop.service, card_id)) == (State.DONE, 7000)
    new.close()
    with pytest.raises(CannotStart):
        shop.open()
    assert shop.open("new").queries.card(card_id).confirmed_balance == 7000


def test_a_till_that_moved_away_does_nothing_more_while_it_is_still_open(shop: Shop) -> None:
    """In the window it lives on for a moment: what is in the file must not be sent by it as well."""
    till = shop.open()
    card_id, operation_id = queued(shop, till)
    till.backup.move_away(shop.asked())
    before = shop.writes()
    till.connection.switch(False)
    with pytest.raises(CannotStart, match="has moved to another machine"):
        till.replay.run(operation_id)
    with pytest.raises(CannotStart, match="has moved to another machine"):
        redeem(till, card_id, 100)
    assert (shop.writes(), on_server(shop.service, card_id)) == (before, 10_000)
    till.close()
    new = shop.restore("new")
    assert [said.key for said in new.start_messages] == ["start.moved"]
    settle_down(new)
    assert (state(new, operation_id), on_server(shop.service, card_id)) == (State.DONE, 7000)


def test_a_move_whose_end_cannot_be_written_leaves_no_file_and_a_till_that_works(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = shop.open()
    card_id, operation_id = queued(shop, till)

    def refuse(_conn: object, _file: str) -> None:
        raise StorageFailed("start.disk_full")

    with monkeypatch.context() as patch:
        patch.setattr("core.services.till.backup.binding.say_goodbye", refuse)
        with pytest.raises(StorageFailed):
            till.backup.move_away(shop.asked())
    assert not shop.file.exists()
    till.connection.switch(False)
    settle_down(till)
    assert (state(till, operation_id), on_server(shop.service, card_id)) == (State.DONE, 7000)
    till.close()
    assert shop.open().queries.card(card_id).confirmed_balance == 7000


def test_whoever_signs_out_while_a_backup_is_written_gets_it_all_the_same(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = shop.open()
    till.staff.put("Mia", Role.MANAGER, "482913")

    def leave(database: Database, side: Path) -> CopyFacts:
        till.staff.sign_out()
        return copy_database(database, side)

    monkeypatch.setattr("core.services.till.backup.copy_database", leave)
    till.backup.make(shop.asked())
    till.staff.sign_in("Mia", "482913")
    journal = shop.root / "journal.jsonl"
    till.book.export(journal)
    (entry,) = [line for line in journal.read_text("ascii").splitlines() if '"backed-up"' in line]
    assert "Mia" in entry


def test_a_till_without_its_token_goes_online_once_it_has_one(shop: Shop) -> None:
    till = shop.open()
    till.backup.make(shop.asked())
    till.close()
    content = read_backup(shop.file, PASSWORD)
    without = {name: each for name, each in content.files.items() if name != "token.sealed"}
    shop.file.unlink()
    write_backup(shop.file, pack(content.facts, without), PASSWORD)
    back = shop.restore("new")
    problem = back.connection.condition.problem
    assert (back.connection.condition.state, problem and problem.key) == ("switched_off", "start.token_missing")
    assert back.access is not None
    back.access.swap(TOKEN)
    assert (back.connection.condition.usable, back.connection.condition.problem) == (True, None)
