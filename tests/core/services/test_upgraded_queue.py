"""A till of a released version with a full queue goes on as if nothing had happened (docs/protocol.md D6)."""

from __future__ import annotations

import sqlite3
import tarfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.bootstrap import open_core
from core.data_folder.rollback_guard import RollbackGuard, machine, place
from core.domain.command import Issue, Redeem, TopUp
from core.domain.operation import OPEN, State
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN, name_shop
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down
from tests.torture.old_schema import age

CARDS = 5
RELEASED = Path(__file__).parent / "released" / "e632e7d.tar.xz"
"""A till's folder, its state and its service, as the program of e632e7d left them; how is in `make.py` in there."""
PARKED_THEN = 564744552004
AMBIGUOUS = (564744552007, 564744552013)
"""Their redeem was done and its answer lost, and the service has the plain API alone: docs/protocol.md D1."""


def forget_commits(settings: Settings) -> None:
    """Make the record outside one of a version that counted no commits."""
    guard = RollbackGuard(settings.state_dir)
    record = guard.kept_for(place(settings.database_path))
    assert record is not None
    guard.write(replace(record, commit=0, changed=0), durable=False)


def be_made_here(settings: Settings) -> None:
    """Let the record outside, of a folder made on another machine, be that of this place and machine."""
    guard = RollbackGuard(settings.state_dir)
    record = guard.read(next(settings.state_dir.glob("*.seen")).stem)
    assert record is not None
    guard.write(replace(record, place=place(settings.database_path), machine=machine()), durable=False)


@pytest.mark.slow
@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_nothing_is_parked_but_what_somebody_else_changed(
    service: EmbeddedService, tmp_path: Path, revision: str
) -> None:
    """0002 is the schema of the first released version (e632e7d), whose record outside is older as well."""
    settings = Settings(tmp_path, service.url, TOKEN, quarantine_s=0.0, state_dir=tmp_path / "state")
    till = open_core(settings, "till", HastyClock())
    name_shop(till)
    cards = [sell(till).card_id for _ in range(CARDS)]
    till.connection.switch(True)
    for card_id in cards:
        for command in (Redeem(card_id, 100), TopUp(card_id, 300), Redeem(card_id, 50)):
            act(till, command)
    for _ in range(3):
        act(till, Issue(700, "USD"))
    till.close()
    age(settings.database_path, revision)
    forget_commits(settings)
    (tmp_path / "other").mkdir()
    other = open_core(Settings(tmp_path / "other", service.url, TOKEN, state_dir=tmp_path / "other-state"), "other")
    settle_down(other)
    redeem(other, cards[0], 1000)
    other.close()
    again = open_core(settings, "till", HastyClock())
    assert again.start_messages == ()
    settle_down(again)
    rows = again.queries.operations(100)
    ended = Counter((row.state, row.card_id == cards[0]) for row in rows if row.card_id != 0)
    parked = {row.message.key for row in rows if row.state is State.PARKED}
    assert ended[State.PARKED, False] == 0
    assert (ended[State.PARKED, True], parked) == (3, {"park.copied"})
    assert [on_server(service, card_id) for card_id in cards] == [9000, *[10_150] * (CARDS - 1)]
    again.close()


@pytest.fixture
def released(tmp_path: Path) -> Iterator[tuple[Settings, EmbeddedService]]:
    """The till's folder of the first release, as if it had been made in this place, and its service running."""
    with tarfile.open(RELEASED) as kept:
        if hasattr(tarfile, "data_filter"):  # not yet in the Python of Debian 12, which is 3.11.2
            kept.extraction_filter = tarfile.data_filter
        kept.extractall(tmp_path)
    service = EmbeddedService(tmp_path / "service.db", TOKEN, seed=None)
    (tmp_path / "till" / "service-url").write_text(service.start())
    settings = Settings(tmp_path / "till", service.url, TOKEN, quarantine_s=0.0, state_dir=tmp_path / "state")
    be_made_here(settings)
    yield settings, service
    service.stop()


@pytest.mark.slow
@pytest.mark.fault("attack 4")
def test_a_folder_of_the_first_release_goes_on_as_that_release_would(
    released: tuple[Settings, EmbeddedService],
) -> None:
    """It was killed in a request, with operations in every state there is; that release parks the same two itself."""
    settings, service = released
    with closing(sqlite3.connect(settings.database_path)) as raw:
        states = dict(raw.execute("SELECT operation_id, state FROM operations"))
    assert set(states.values()) == set(State)
    with closing(open_core(settings, "till", HastyClock())) as till:
        assert till.start_messages == ()
        assert till.book.check().whole
        settle_down(till, longest_s=600)
        rows = till.queries.operations(200)
        parked = {row.card_id: row.message.key for row in rows if row.state is State.PARKED}
        assert parked == dict.fromkeys((PARKED_THEN, *AMBIGUOUS), "park.ambiguous")
        ended = Counter(row.state for row in rows if states.get(row.operation_id) in OPEN)
        assert ended == {State.DONE: 17, State.PARKED: 2}
        shown = {card.card_id: (card.confirmed_balance, card.pending) for card in till.queries.cards()}
        assert shown == {card_id: (on_server(service, card_id), 0) for card_id in shown}
