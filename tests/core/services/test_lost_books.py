"""A database that is gone is never taken for a first start (docs/protocol.md D6)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.closed_till import begin_anew
from core.domain.command import Redeem
from core.domain.outcome import Confirmed
from core.domain.staff import Role
from core.errors import BadInput, CannotStart, RuleRefused, StorageFailed
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.builders import HastyClock, database_of
from tests.e2e.conftest import TOKEN, name_shop
from tests.e2e.counter_actions import on_server, redeem, sell, settle_down


@pytest.fixture
def settings(service: EmbeddedService, tmp_path: Path) -> Settings:
    (tmp_path / "till").mkdir()
    return Settings(tmp_path / "till", service.url, TOKEN, quarantine_s=0.0, state_dir=tmp_path / "state")


@pytest.fixture
def start(settings: Settings) -> Iterator[Callable[[], Core]]:
    opened: list[Core] = []

    def one() -> Core:
        opened.append(open_core(settings, "till", HastyClock()))
        name_shop(opened[-1])
        return opened[-1]

    yield one
    for core in opened:
        core.close()


def lose(settings: Settings) -> None:
    for path in settings.data_dir.glob("till.db*"):
        path.unlink()


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_attack_7_deleted_books_are_no_first_start(settings: Settings, start: Callable[[], Core], how: str) -> None:
    till = start()
    sell(till)
    till.staff.put("Ann", Role.MANAGER, "471100")
    till.close()
    lose(settings)
    if how == "emptied":
        settings.database_path.touch()
    for _ in range(2):
        with pytest.raises(CannotStart) as refused:
            start()
        assert (refused.value.key, refused.value.exit_status) == ("start.books_lost", 7)
        assert int(str(refused.value.values["entries"])) > 3


def test_a_backup_that_is_put_back_opens_again(settings: Settings, start: Callable[[], Core], tmp_path: Path) -> None:
    till = start()
    sell(till)
    till.close()
    shutil.copytree(settings.data_dir, tmp_path / "backup")
    lose(settings)
    with pytest.raises(CannotStart):
        start()
    shutil.copy2(tmp_path / "backup" / "till.db", settings.database_path)
    again = start()
    assert [each.key for each in again.start_messages] == ["start.changed.quiet"]
    assert len(again.queries.cards(limit=10)) == 1


def test_the_owner_begins_anew_and_it_is_journalled(settings: Settings, start: Callable[[], Core]) -> None:
    till = start()
    sell(till)
    with pytest.raises(RuleRefused) as refused:
        begin_anew(settings, "console begin-anew", "Ann")
    assert refused.value.key == "books.not_lost"
    till.close()
    lose(settings)
    given = Settings(settings.data_dir, settings.api_url, None, state_dir=settings.state_dir)
    with pytest.raises(BadInput) as missing:
        begin_anew(given, "console begin-anew", "Ann")
    assert missing.value.key == "connect.token_empty"
    wrong = Settings(settings.data_dir, settings.api_url, "no-token-of-this-shop", state_dir=settings.state_dir)
    with pytest.raises(BadInput) as denied:
        begin_anew(wrong, "console begin-anew", "Ann")
    assert denied.value.key == "connect.token_refused"
    anew = begin_anew(settings, "console begin-anew", "Ann")
    with database_of(anew).reading() as conn:
        entries = conn.exec_driver_sql("SELECT entry FROM journal WHERE what = 'begun-anew'").scalars().all()
    assert len(entries) == 1
    assert '"clerk":"Ann"' in entries[0]
    anew.close()
    again = start()
    assert again.start_messages == ()


def test_a_service_of_ones_own_does_not_begin_the_shops_books_anew(
    settings: Settings, start: Callable[[], Core], tmp_path: Path
) -> None:
    """Whoever deletes the books, and the address beside them, has no anchor to show: the record outside knows it."""
    till = start()
    sell(till)
    till.staff.put("Ann", Role.MANAGER, "471100")
    till.close()
    lose(settings)
    another = EmbeddedService(tmp_path / "own.db", "a-token-of-cleo", seed=1)
    another.start()
    try:
        attempt = Settings(settings.data_dir, another.url, "a-token-of-cleo", state_dir=settings.state_dir)
        with pytest.raises(RuleRefused) as refused:
            begin_anew(attempt, "console begin-anew", "Cleo")
        assert refused.value.key == "books.of_another"
        with pytest.raises(CannotStart):
            open_core(attempt, "till")
    finally:
        another.stop()
    begin_anew(settings, "console begin-anew", "Ann").close()


@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_attack_7_a_running_till_does_not_sell_into_a_deleted_file(
    service: EmbeddedService, settings: Settings, start: Callable[[], Core], how: str, tmp_path: Path
) -> None:
    till = start()
    card_id = sell(till).card_id
    shutil.copy(settings.database_path, tmp_path / "another.db")
    till.connection.switch(True)
    till.desk.submit(Redeem(card_id, 100))
    settings.database_path.unlink()
    if how == "replaced":
        shutil.copy(tmp_path / "another.db", settings.database_path)
    till.connection.switch(False)
    for act in (lambda: redeem(till, card_id, 100), till.replay.step):
        with pytest.raises(StorageFailed) as refused:
            act()
        assert refused.value.key == "start.database_gone"
    assert on_server(service, card_id) == 10_000


def test_attack_19_a_folder_in_place_of_the_database_is_called_one(settings: Settings) -> None:
    settings.database_path.mkdir()
    with pytest.raises(CannotStart) as refused:
        open_core(settings, "till")
    assert refused.value.key == "start.database_folder"


def test_a_first_start_is_still_one(start: Callable[[], Core]) -> None:
    till = start()
    assert isinstance(sell(till), Confirmed)
    settle_down(till)
