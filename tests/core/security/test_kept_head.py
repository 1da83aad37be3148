"""The journal's head in the keyring: another journal than the one kept there is noticed, also with the till's key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from sqlalchemy import text

from core.bootstrap import Core, check_journal, open_core
from core.clock import Clock
from core.data_folder.rollback_guard import RollbackGuard
from core.domain.chain import Entry, Head, link
from core.domain.staff import Role
from core.ground import enrol
from core.security.kept_head import KeptHead
from core.security.vault import open_vault
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from core.store import journal, notes
from core.usecases.background import keep_journal_head
from core.usecases.till import end_journal_alarm, read_journal_head
from tests.builders import HastyClock, database_of
from tests.core.security.test_tokens import LockedRing, MemoryRing, SmallRing
from tests.e2e.conftest import TOKEN, service
from tests.e2e.counter_actions import sell

__all__ = ["service"]

Open = Callable[[], Core]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryRing]:
    """The keyring of this user."""
    before, made = keyring.get_keyring(), MemoryRing()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def settings(service: EmbeddedService, tmp_path: Path) -> Settings:
    folder = tmp_path / "till"
    folder.mkdir()
    enrol(folder, service.url, TOKEN)
    return Settings(folder, service.url, None, False, "till", 0.0)


@pytest.fixture
def open_till(ring: MemoryRing, settings: Settings) -> Iterator[Open]:
    opened: list[Core] = []

    def open_one() -> Core:
        opened.append(open_core(settings, "test", HastyClock()))
        return opened[-1]

    yield open_one
    for core in opened:
        core.close()


def kept(ring: MemoryRing) -> Head | None:
    (till,) = [name for service, name in ring.kept if service == "Counterfoil journal"]
    return KeptHead(ring).read(till)


def head_of(till: Core) -> Head:
    with database_of(till).reading() as conn:
        return journal.head(conn)


def findings(till: Core) -> dict[str, tuple[str, str]]:
    return {found.check: (found.state, found.text) for found in till.doctor.examine()}


def test_it_is_kept_at_the_start_and_at_the_end(open_till: Open, ring: MemoryRing, settings: Settings) -> None:
    till = open_till()
    assert kept(ring) == head_of(till)
    first = head_of(till).number
    sell(till)
    assert head_of(till).number > first
    assert kept(ring).number == first  # a sale does not wait for the desktop
    last = head_of(till)
    till.close()
    assert kept(ring) == last
    assert check_journal(settings, Clock()).whole


def test_it_is_kept_every_hundred_entries_while_the_till_runs(open_till: Open, ring: MemoryRing) -> None:
    till = open_till()
    first = head_of(till).number
    for number in range(99):
        till.preferences.set("shop.name", f"Shop {number}")
    assert head_of(till).number == first + 99
    keep_journal_head(till)
    assert kept(ring).number == first
    till.preferences.set("shop.name", "Shop")
    keep_journal_head(till)
    assert kept(ring).number == first + 100


def cut(till: Core, settings: Settings) -> None:
    """The end is cut off, and the record outside tells of the shorter one: the two have the same owner."""
    with database_of(till).writing() as conn:
        conn.execute(text("DELETE FROM journal WHERE number > 4"))
        head = journal.head(conn)
        name = notes.watermark(conn, "till.id")
    till.close()
    forge(settings, name or "", head)


def forge(settings: Settings, name: str, head: Head) -> None:
    guard = RollbackGuard(settings.state_dir)
    record = guard.read(name)
    assert record is not None
    guard.write(replace(record, head=head), durable=True)


def rewrite(till: Core, settings: Settings) -> None:
    """Another journal as whole as the first: with the key that lies beside it, one figure of an entry is changed."""
    key = open_vault(settings.data_dir).journal_key
    with database_of(till).writing() as conn:
        before, written = bytes(32), list(journal.entries(conn))
        name = notes.watermark(conn, "till.id")
        conn.execute(text("DELETE FROM journal"))
        for entry in written:
            columns = (*entry.columns[:4], entry.text.replace("10000", "1000"))
            before = link(key, before, columns)
            journal.append(conn, Entry(*columns, before))
    till.close()
    forge(settings, name or "", Head(len(written), before))


@pytest.mark.parametrize(("attack", "said"), [(cut, "journal.cut"), (rewrite, "journal.replaced")])
def test_what_the_record_outside_does_not_see_the_keyring_does(
    open_till: Open, ring: MemoryRing, settings: Settings, attack: Callable[[Core, Settings], None], said: str
) -> None:
    till = open_till()
    sell(till)
    till.close()
    till = open_till()
    remembered = kept(ring)
    attack(till, settings)
    # the end of the attacked run itself must not make it good: it cannot reach the keyring
    ring.set_password(
        "Counterfoil journal", next(n for s, n in ring.kept if s == "Counterfoil journal"), _text(remembered)
    )
    checked = check_journal(settings, Clock())
    assert (checked.whole, checked.message.key) == (False, said)
    again = open_till()
    assert [each.key for each in again.start_messages] == ["start.restored.quiet"]
    state, told = findings(again)["journal"]
    assert (state, "estored" in told) == ("bad", True)
    again.staff.put("Mia", Role.MANAGER, "482913")
    end_journal_alarm(again)
    assert findings(again)["journal"][0] == "ok"
    again.close()
    assert check_journal(settings, Clock()).whole


def _text(head: Head | None) -> str:
    assert head is not None
    return f"{head.number} {head.mac.hex()}"


def test_a_kill_leaves_it_behind_and_that_is_no_alarm(
    open_till: Open, ring: MemoryRing, settings: Settings, tmp_path: Path
) -> None:
    till = open_till()
    sell(till)
    killed = dict(ring.kept)
    till.close()
    ring.kept.update(killed)
    assert check_journal(settings, Clock()).whole
    again = open_till()
    assert again.start_messages == ()
    assert kept(ring) == head_of(again)


def test_the_doctor_says_how_far_it_is_kept_and_where_it_is_not(
    open_till: Open, ring: MemoryRing, settings: Settings, service: EmbeddedService
) -> None:
    till = open_till()
    assert findings(till)["head"] == ("ok", f"entry {head_of(till).number} of the journal, remembered in the keyring")
    till.close()
    given = open_core(replace(settings, token=TOKEN), "test", HastyClock())
    try:
        state, told = findings(given)["head"]
        assert (state, told.startswith("not in a keyring")) == ("ok", True)
    finally:
        given.close()


@pytest.mark.parametrize("bad", [LockedRing(), SmallRing()])
def test_a_keyring_that_does_not_work_is_told_and_stops_nothing(bad: MemoryRing) -> None:
    heads = KeptHead(bad)
    assert heads.read("till") is None
    assert not heads.keep("till", Head(3, b"mac"))
    assert heads.trouble in {"RuntimeError", "OSError"}


def test_what_is_no_head_counts_as_none() -> None:
    ring = MemoryRing()
    for nonsense in ("", "x", "3", "3 zz", "x 00"):
        ring.set_password("Counterfoil journal", "till", nonsense)
        assert KeptHead(ring).read("till") in {None, Head(3, b"")}


def test_the_line_for_paper_names_number_and_head(open_till: Open) -> None:
    till = open_till()
    told = read_journal_head(till)
    assert told.key == "journal.head"
    assert told.values == {"entries": head_of(till).number, "head": head_of(till).mac.hex()[:16]}
