"""A backup opens, is whole or is none, and a till that came out of one repeats nothing (docs/protocol.md D6)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import open_core
from core.domain.backup import BackupAsked
from core.domain.operation import State
from core.domain.staff import Role
from core.errors import BadInput, CannotStart, KnownError, RuleRefused, StorageFailed
from core.security import sealed_file
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.core.services.backup_shop import PASSWORD, Shop, queued, state
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import on_server, settle_down


@pytest.fixture
def shop(service: EmbeddedService, tmp_path: Path) -> Iterator[Shop]:
    made = Shop(service, tmp_path)
    yield made
    for till in made.opened:
        till.close()


def test_a_backup_is_sealed_private_and_holds_all_that_the_till_needs(shop: Shop) -> None:
    till = shop.open()
    till.preferences.set("shop.name", "Canary Books")
    card_id, _ = queued(shop, till)
    facts = till.backup.make(shop.asked())
    assert (facts.waiting, facts.service, shop.file.stat().st_mode & 0o777) == (1, shop.service.url, 0o600)
    content = shop.file.read_bytes()
    for secret in (b"SQLite", b"Canary", TOKEN.encode(), (shop.root / "till/till.key").read_bytes(), b"till.db"):
        assert secret not in content
    assert sorted(path.name for path in shop.root.glob("*.new")) == []
    assert not (shop.root / "till/backup.new").exists()
    till.close()
    back = shop.restore("other")
    assert back.preferences.get("shop.name") == "Canary Books"
    assert back.queries.card(card_id).confirmed_balance == 10_000
    assert (shop.root / "other/till.key").read_bytes() == (shop.root / "till/till.key").read_bytes()
    assert back.book.check().entries > facts.entries


def test_a_backup_takes_no_other_files_place_unasked(shop: Shop) -> None:
    till = shop.open()
    shop.file.write_text("precious", encoding="utf-8")
    with pytest.raises(BadInput, match="there already"):
        till.backup.make(shop.asked())
    assert shop.file.read_text("utf-8") == "precious"
    till.backup.make(shop.asked(replace=True))
    assert shop.file.read_bytes().startswith(sealed_file.MAGIC)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (BackupAsked(Path("till/till.db"), PASSWORD, replace=True), "backup.inside"),
        (BackupAsked(Path("till/log/x.backup"), PASSWORD), "backup.inside"),
        (BackupAsked(Path("x.backup"), "short"), "backup.password_short"),
        (BackupAsked(Path("nowhere/x.backup"), PASSWORD), "backup.unwritten"),
        (BackupAsked(Path("till"), PASSWORD, replace=True), "backup.exists"),
    ],
)
def test_a_backup_that_cannot_be_made_is_told_and_leaves_nothing(shop: Shop, asked: BackupAsked, key: str) -> None:
    till = shop.open()
    before = sorted(shop.root.iterdir())
    with pytest.raises(KnownError) as told:
        till.backup.make(BackupAsked(shop.root / asked.path, asked.password, asked.replace))
    assert (told.value.key, sorted(shop.root.iterdir())) == (key, before)
    assert till.preferences.get("shop.name"), "the till works on"


def test_the_sandbox_has_none(shop: Shop) -> None:
    (shop.root / "sandbox").mkdir()
    till = open_core(Settings(shop.root / "sandbox"))
    shop.opened.append(till)
    with pytest.raises(RuleRefused, match="training till"):
        till.backup.make(shop.asked())


def test_a_backup_is_a_managers_act_and_in_the_journal(shop: Shop) -> None:
    till = shop.open()
    till.staff.put("Mia", Role.MANAGER, "482913")
    till.staff.put("Cleo", Role.CLERK, "7294")
    till.staff.sign_in("Cleo", "7294")
    for act in (till.backup.make, till.backup.move_away):
        with pytest.raises(RuleRefused, match="manager"):
            act(shop.asked())
    assert not shop.file.exists()
    till.staff.sign_in("Mia", "482913")
    till.backup.make(shop.asked())
    journal = shop.root / "journal.jsonl"
    till.book.export(journal)
    (entry,) = [line for line in journal.read_text("ascii").splitlines() if '"backed-up"' in line]
    assert ("Mia" in entry, "till.backup" in entry, PASSWORD in entry) == (True, True, False)


@pytest.mark.parametrize("spoil", ["cut", "flip", "join", "other", "empty"])
def test_what_is_not_as_it_was_written_is_not_put_back(shop: Shop, spoil: str) -> None:
    till = shop.open()
    till.backup.make(shop.asked())
    till.close()
    content = bytearray(shop.file.read_bytes())
    if spoil == "flip":
        content[len(content) // 2] ^= 1
    spoilt: dict[str, bytearray] = {
        "cut": content[:-20],
        "join": content + b"more",
        "other": bytearray(b"PK") + content,
        "empty": bytearray(),
    }
    shop.file.write_bytes(spoilt.get(spoil, content))
    with pytest.raises(BadInput, match=r"does not open|no backup|not as it was"):
        shop.restore("other")
    assert list((shop.root / "other").glob("*")) in ([], [shop.root / "other/owner.lock"])


def test_another_password_opens_nothing(shop: Shop) -> None:
    till = shop.open()
    till.backup.make(shop.asked(password="another password"))
    till.close()
    with pytest.raises(BadInput, match="does not open"):
        shop.restore("other")


# what waits


def test_a_restored_till_sends_nothing_again(shop: Shop) -> None:
    """The backup is of a queue that was sent afterwards: the money moves once."""
    till = shop.open()
    card_id, operation_id = queued(shop, till)
    till.backup.make(shop.asked())
    till.connection.switch(False)
    settle_down(till)
    assert (state(till, operation_id), on_server(shop.service, card_id)) == (State.DONE, 7000)
    till.close()
    before = shop.writes()
    back = shop.restore("till", replace=True, token=TOKEN)
    assert [(said.key, said.values["count"]) for said in back.start_messages] == [("start.restored", 1)]
    settle_down(back)
    row = back.queries.operation(operation_id)
    assert (row.state, row.message.key) == (State.PARKED, "park.copied")
    assert (on_server(shop.service, card_id), shop.writes()) == (7000, before)
    (aside,) = (shop.root / "till").glob("replaced-*")
    assert {"till.db", "till.key"} <= {path.name for path in aside.iterdir()}


def test_where_the_old_till_is_still_at_work_all_is_left_to_a_person(shop: Shop) -> None:
    till = shop.open()
    card_id, operation_id = queued(shop, till)
    till.backup.make(shop.asked())
    till.close()
    copy = shop.restore("copy")
    assert [said.key for said in copy.start_messages] == ["start.copied"]
    assert state(copy, operation_id) is State.PARKED
    settle_down(copy)
    assert on_server(shop.service, card_id) == 10_000


# putting back


def test_books_that_are_here_are_laid_aside_only_for_the_owner(shop: Shop) -> None:
    till = shop.open()
    till.preferences.set("shop.name", "Before")
    till.backup.make(shop.asked())
    till.preferences.set("shop.name", "After")
    till.close()
    with pytest.raises(RuleRefused, match="works in"):
        shop.restore("till")
    for token in (None, "another-token-0123456789"):
        with pytest.raises(BadInput, match="token"):
            shop.restore("till", replace=True, token=token)
    again = shop.open()
    assert (again.start_messages, again.preferences.get("shop.name")) == ((), "After")
    again.close()
    assert shop.restore("till", replace=True, token=TOKEN).preferences.get("shop.name") == "Before"


def test_lost_books_come_back_without_a_word_of_the_owner(shop: Shop) -> None:
    till = shop.open()
    till.backup.make(shop.asked())
    till.close()
    (shop.root / "till/till.db").unlink()
    with pytest.raises(CannotStart, match="is gone"):
        shop.open()
    back = shop.restore("till")
    assert [said.key for said in back.start_messages] == ["start.restored.quiet"]


MOVES = os.replace


@pytest.mark.slow
@pytest.mark.parametrize("after", range(8))
def test_a_restore_that_was_killed_is_done_again_or_never_was(
    shop: Shop, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = shop.open()
    till.preferences.set("shop.name", "Before")
    till.backup.make(shop.asked())
    till.preferences.set("shop.name", "After")
    till.close()
    moved = 0

    def move(old: Path, new: Path) -> None:
        nonlocal moved
        if moved == after and "till.backup" not in str(old):
            raise OSError(5, "killed")
        moved += "till.backup" not in str(old)
        MOVES(old, new)

    monkeypatch.setattr("core.services.till.restoring.time.strftime", lambda _: "replaced-in-the-same-second")
    with monkeypatch.context() as patch:
        patch.setattr("core.services.till.restoring.os.replace", move)
        with pytest.raises((StorageFailed, OSError)):
            shop.restore("till", replace=True, token=TOKEN)
    if (shop.root / "till/till.db").exists():
        survivor = shop.open()
        assert survivor.preferences.get("shop.name") == "After"
        survivor.close()
    else:
        with pytest.raises(CannotStart, match="the end did not come"):
            shop.open()
    back = shop.restore("till", replace=True, token=TOKEN)
    assert back.preferences.get("shop.name") == "Before"
    assert not (shop.root / "till/restore.new").exists()
