"""Backups by a plan: made when due, read back, thinned out; a failure is told, loses nothing, and ends by itself."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.backup import BackupAsked
from core.domain.backup_plan import StoredBackup
from core.domain.staff import Role
from core.errors import ApprovalNeeded, BadInput, KnownError, RuleRefused, StorageFailed
from core.rows.alert import AlertRow
from core.security.unattended_seal import write_unattended
from core.server.sandbox.embedded import EmbeddedService
from core.services.till import backup_folder
from core.services.till.backup_file import read_backup
from core.services.till.scheduled_backups import RETRY_S
from core.settings import Settings
from core.usecases import alerts, backups, settings
from tests.builders import StoppedClock, database_of
from tests.core.services.backup_shop import PASSWORD, Shop, queued
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import sell
from tests.quick_pins import quick_passwords

__all__ = ["quick_passwords"]
pytestmark = pytest.mark.usefixtures("quick_passwords")
HOUR_S, DAY_S = 3600.0, 86_400.0


@pytest.fixture
def shop(service: EmbeddedService, tmp_path: Path) -> Iterator[Shop]:
    made = Shop(service, tmp_path)
    yield made
    for till in made.opened:
        till.close()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def till(shop: Shop, clock: StoppedClock, stick: Path) -> Core:
    """A till with a plan of every six hours onto the stick, and a password."""
    core = shop.open(clock=clock)
    settings.store_settings(core, {"backup.folder": str(stick), "backup.when": "6h"})
    backups.set_backup_password(core, PASSWORD)
    return core


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def step(core: Core) -> None:
    assert backups.run_backups(core).pause_s > 0


def alert(core: Core) -> AlertRow | None:
    return next((row for row in alerts.read_alerts(core) if row.code == "backups"), None)


def finding(core: Core) -> tuple[str, str]:
    (found,) = core.backups.findings()
    return found.state, found.text


def entries(core: Core, what: str) -> list[dict[str, object]]:
    with database_of(core).reading() as conn:
        rows = conn.exec_driver_sql("SELECT entry FROM journal WHERE what = ? ORDER BY number", (what,)).scalars()
        return [json.loads(entry) for entry in rows]


def test_one_is_made_when_it_is_due_and_opens_with_the_password(
    shop: Shop, till: Core, clock: StoppedClock, stick: Path
) -> None:
    card_id, _ = queued(shop, till)
    step(till)
    (name,) = names(stick)
    assert (stick / name).stat().st_mode & 0o777 == 0o600
    facts = read_backup(stick / name, PASSWORD).facts
    assert (facts.waiting, facts.made_at, facts.service) == (1, clock.now, shop.service.url)
    step(till)
    clock.now += 5.9 * HOUR_S
    step(till)
    assert names(stick) == [name]
    clock.now += 0.2 * HOUR_S
    step(till)
    assert len(names(stick)) == 2
    assert [entry["who"] for entry in entries(till, "backed-up")] == ["the till itself", "the till itself"]
    till.close()
    shop.file = stick / name
    back = shop.restore("other")
    assert back.queries.card(card_id).confirmed_balance == 10_000
    assert back.book.check().entries > facts.entries


def test_without_a_folder_none_is_made_and_nothing_told(shop: Shop) -> None:
    core = shop.open()
    step(core)
    assert (alert(core), finding(core)) == (None, ("ok", "none are scheduled"))
    with pytest.raises(RuleRefused, match=r"backup\.folder"):
        backups.back_up_now(core)


def test_a_plan_without_a_password_is_an_alert_until_there_is_one(shop: Shop, clock: StoppedClock, stick: Path) -> None:
    core = shop.open(clock=clock)
    settings.store_settings(core, {"backup.folder": str(stick)})
    step(core)
    told = alert(core)
    assert told is not None
    assert "need a password first" in told.finding.text
    assert (told.place, told.finding.since) == ("settings.support", clock.now)
    assert "stick" in told.finding.cure
    backups.set_backup_password(core, PASSWORD)
    step(core)
    assert (alert(core), len(names(stick))) == (None, 1)


@pytest.mark.parametrize("trouble", ["gone", "full", "file", "unsound"])
def test_a_failure_is_told_loses_nothing_and_ends_by_itself(
    till: Core, clock: StoppedClock, stick: Path, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    step(till)
    before = {path.name: path.read_bytes() for path in stick.iterdir()}
    away = stick.with_name("away")
    clock.now += DAY_S
    with monkeypatch.context() as broken:
        if trouble in {"gone", "file"}:
            stick.rename(away)
            if trouble == "file":
                stick.write_text("no folder", encoding="utf-8")
        if trouble == "full":
            broken.setattr(backup_folder, "write_unattended", _disk_full)
        if trouble == "unsound":
            broken.setattr(backup_folder, "write_unattended", _written_wrongly)
        began = clock.now
        step(till)
        clock.now += RETRY_S + 1
        step(till)
        told = alert(till)
        assert told is not None
        assert "No backup was made" in told.finding.text
        assert told.finding.since == began
        assert len(entries(till, "backup-failed")) == 1, "told once, however often it is tried"
    if away.exists():
        stick.unlink(missing_ok=True)
        away.rename(stick)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before
    step(till)
    assert len(names(stick)) == 1, "a failure is not tried again at once"
    clock.now += RETRY_S
    step(till)
    assert (alert(till), len(names(stick))) == (None, 2)


def _disk_full(file: object, *_given: object) -> None:
    raise OSError(28, "No space left on device")


def _written_wrongly(file: object, content: bytes, *given: object) -> object:
    return write_unattended(file, content[: len(content) // 2], *given)  # type: ignore[arg-type]


def test_what_no_rule_keeps_goes_once_a_newer_one_is_whole(till: Core, clock: StoppedClock, stick: Path) -> None:
    keep = {"backup.latest": "2", "backup.days": "0", "backup.weeks": "0", "backup.months": "0"}
    settings.store_settings(till, keep)
    for _ in range(2):
        step(till)
        clock.now += DAY_S
    first, second = (each.name for each in reversed(till.backups.stored()))
    step(till)
    third = till.backups.stored()[0].name
    assert names(stick) == sorted([second, third])
    assert [entry["files"] for entry in entries(till, "backups-removed")] == [[first]]


def test_other_files_are_never_removed(shop: Shop, till: Core, clock: StoppedClock, stick: Path) -> None:
    """Not another till's, a person's, one that was cut, a link, or a note; and a cut one keeps no place of a whole."""
    keep = {"backup.latest": "1", "backup.days": "0", "backup.weeks": "0", "backup.months": "0"}
    other = shop.open("neighbour", clock)
    for core in (till, other):
        settings.store_settings(core, {"backup.folder": str(stick), **keep})
    backups.set_backup_password(other, PASSWORD)
    step(till)
    step(other)
    (mine,), (its,) = till.backups.stored(), other.backups.stored()
    assert mine.name != its.name
    till.backup.make(BackupAsked(stick / "mine.backup", PASSWORD))
    whole = (stick / mine.name).read_bytes()
    (stick / "cut.backup").write_bytes(whole[:-1])
    (stick / "longer.backup").write_bytes(whole + b"x")
    (stick / "empty.backup").write_bytes(b"")
    (stick / "note.txt").write_text("keep", encoding="utf-8")
    (stick / "folder.backup").mkdir()
    (stick / "link.backup").symlink_to(stick / mine.name)
    untouched = {name for name in names(stick) if name != mine.name}
    clock.now += DAY_S
    step(till)
    assert set(names(stick)) == untouched | {till.backups.stored()[0].name}


def test_a_file_that_a_kill_cut_short_has_no_backups_name_and_is_written_over(till: Core, stick: Path) -> None:
    side = stick / f"counterfoil-{_number(till)}.backup.new"
    side.write_bytes(b"half")
    step(till)
    (name,) = names(stick)
    assert name.endswith(".backup")


def _number(core: Core) -> str:
    with database_of(core).reading() as conn:
        return str(conn.exec_driver_sql("SELECT value FROM watermarks WHERE name = 'till.id'").scalar())


def test_a_copy_is_made_beside_a_sale_that_is_being_written(till: Core) -> None:
    """It takes the lock of no writer, and gives no writer cause to wait."""
    with database_of(till).writing():
        facts, content = till.backup.pack_till()
    assert (facts.entries > 0, len(content) > 0) == (True, True)
    with database_of(till).reading():
        sell(till)


def test_a_daily_one_is_late_when_nothing_ran(shop: Shop, till: Core, clock: StoppedClock, stick: Path) -> None:
    settings.store_setting(till, "backup.when", "21:00")
    step(till)
    assert finding(till)[0] == "ok"
    clock.now += 2 * DAY_S
    assert finding(till)[0] == "warn"
    assert "another is due" in finding(till)[1]
    step(till)
    assert (finding(till)[0], len(names(stick))) == ("ok", 2)


def test_another_folder_gets_one_at_once(till: Core, stick: Path, tmp_path: Path) -> None:
    step(till)
    other = tmp_path / "other stick"
    other.mkdir()
    settings.store_setting(till, "backup.folder", str(other))
    step(till)
    assert (len(names(stick)), len(names(other))) == (1, 1)


def test_the_tills_own_folder_is_no_place(shop: Shop, till: Core) -> None:
    settings.store_setting(till, "backup.folder", str(shop.root / "till"))
    with pytest.raises(BadInput) as told:
        backups.back_up_now(till)
    assert told.value.key == "backup.inside"


@pytest.mark.parametrize("folder", ["stick", "../stick", "~nobody at all/x", "/x\ny"])
def test_a_folder_is_a_whole_path(till: Core, folder: str) -> None:
    with pytest.raises(BadInput):
        settings.store_setting(till, "backup.folder", folder)


def test_the_sandbox_has_none(shop: Shop, stick: Path) -> None:
    (shop.root / "sandbox").mkdir()
    core = open_core(Settings(shop.root / "sandbox"))
    shop.opened.append(core)
    core.preferences.set("backup.folder", str(stick))
    step(core)
    for act in (core.backups.now, lambda: core.backups.set_password(PASSWORD)):
        with pytest.raises(RuleRefused, match="training till"):
            act()
    assert (finding(core)[0], names(stick)) == ("ok", [])


def test_a_clerk_changes_nothing_of_it_and_the_till_needs_nobody(till: Core, clock: StoppedClock, stick: Path) -> None:
    till.staff.put("Mia", Role.MANAGER, "482913")
    till.staff.put("Cleo", Role.CLERK, "7294")
    till.staff.sign_in("Cleo", "7294")
    for act in (backups.back_up_now, lambda core: backups.set_backup_password(core, "another password")):
        with pytest.raises(ApprovalNeeded):
            act(till)
    with pytest.raises(KnownError):
        settings.store_setting(till, "backup.folder", "")
    assert names(stick) == []
    till.staff.sign_out()
    step(till)
    (made,) = till.backups.stored()
    till.staff.sign_in("Mia", "482913")
    clock.now += 60
    done = backups.back_up_now(till)
    assert done.read.stored == (done.made, made)
    assert [entry["who"] for entry in entries(till, "backed-up")] == ["the till itself", "Mia"]
    assert PASSWORD not in str(entries(till, "backup-password"))


def test_what_cannot_be_made_for_a_person_is_said_and_an_alert(till: Core, stick: Path) -> None:
    shutil.rmtree(stick)
    with pytest.raises(StorageFailed, match="No such file"):
        backups.back_up_now(till)
    assert alert(till) is not None
    assert backups.read_backups(till).stored == ()


def test_a_restored_till_knows_the_backups_of_before(shop: Shop, till: Core, clock: StoppedClock, stick: Path) -> None:
    step(till)
    clock.now += DAY_S
    step(till)
    new, old = till.backups.stored()
    till.close()
    shop.file = stick / old.name
    back = shop.restore("till", replace=True, token=TOKEN)
    assert isinstance(new, StoredBackup)
    assert back.backups.stored() == (new, old)
