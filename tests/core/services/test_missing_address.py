"""A folder with the books of a shop whose file with the address is gone: it is no training (docs/protocol.md D5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.staff import Role
from core.errors import CannotStart
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings, remembered_url
from tests.builders import HastyClock, database_of
from tests.e2e.conftest import TOKEN, SteppingClock, name_shop
from tests.e2e.counter_actions import sell

Open = Callable[[str | None], Core]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[EmbeddedService]:
    """Another shop's service."""
    made = EmbeddedService(tmp_path / "other.db", TOKEN, seed=7, clock=SteppingClock())
    made.start()
    yield made
    made.stop()


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Open]:
    """The till of one folder; without an address as it starts when none is given."""
    opened: list[Core] = []
    (tmp_path / "till").mkdir()

    def open_one(url: str | None) -> Core:
        token = None if url is None else TOKEN
        settings = Settings(tmp_path / "till", url, token, quarantine_s=0.0, state_dir=tmp_path / "state")
        core = open_core(settings, "till", HastyClock())
        opened.append(core)
        name_shop(core)
        return core

    yield open_one
    for core in opened:
        core.close()


@pytest.mark.parametrize("is_staffed", [True, False])
def test_a_folder_of_a_shop_without_its_address_is_no_training(
    service: EmbeddedService, open_at: Open, tmp_path: Path, is_staffed: bool
) -> None:
    """It said that no real cards are here, over a folder full of them, and opened without its people."""
    till = open_at(service.url)
    sell(till)
    if is_staffed:
        till.staff.put("Ann", Role.MANAGER, "471100")
    till.close()
    folder = tmp_path / "till"
    (folder / "service-url").unlink()
    with pytest.raises(CannotStart) as refused:
        open_at(None)
    assert (refused.value.key, refused.value.exit_status) == ("start.address_missing", 7)
    assert refused.value.values["url"] == service.url
    assert not list(folder.glob("sandbox-*")), "nothing of a training is there"
    again = open_at(service.url)
    assert len(again.queries.cards(limit=10)) == 1
    assert remembered_url(folder) == service.url


def test_a_folder_of_an_older_version_says_that_its_address_is_missing(
    service: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    sell(till)
    with database_of(till).writing() as conn:
        conn.exec_driver_sql("DELETE FROM watermarks WHERE name = 'service.address'")
    till.close()
    (tmp_path / "till" / "service-url").unlink()
    with pytest.raises(CannotStart) as refused:
        open_at(None)
    assert refused.value.key == "start.address_lost"


def test_books_that_were_never_used_leave_the_training_open(
    service: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    open_at(service.url).close()
    (tmp_path / "till" / "service-url").unlink()
    assert open_at(None).settings.sandbox


def test_without_the_file_each_shop_that_a_manager_opened_is_named(
    service: EmbeddedService, other: EmbeddedService, open_at: Open, tmp_path: Path
) -> None:
    till = open_at(service.url)
    sell(till)
    till.staff.put("Ann", Role.MANAGER, "471100")
    till.staff.sign_in("Ann", "471100")
    assert till.access is not None
    till.access.open_shop(other.url, TOKEN)
    till.close()
    (tmp_path / "till" / "service-url").unlink()
    with pytest.raises(CannotStart) as refused:
        open_at(None)
    assert refused.value.values["url"] == f"{service.url} / {other.url}"
