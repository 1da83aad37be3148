"""The audit journal of a day: everything is in it, no secret is; it is whole, or one sentence says where it is not."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core, check_journal
from core.clock import Clock
from core.domain.command import Disable, Issue, Redeem, Update
from core.domain.outcome import Confirmed, Queued
from core.domain.staff import ITSELF, NO_STAFF, Role
from core.errors import ApprovalNeeded, BadInput, CannotStart, RuleRefused, StorageFailed
from core.security.vault import open_vault
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.services.books.book import check_file
from core.usecases.till import end_journal_alarm
from tests.builders import database_of
from tests.continuity import keep_change_times
from tests.e2e.conftest import TOKEN, OpenTill
from tests.e2e.counter_actions import act, sell, settle_down


def entries(till: Core, operation_id: str | None = None) -> list[tuple[str, dict[str, object]]]:
    with database_of(till).reading() as conn:
        rows = conn.execute(text("SELECT what, operation_id, entry FROM journal ORDER BY number")).all()
    return [(row.what, json.loads(row.entry)) for row in rows if operation_id in (None, row.operation_id)]


def alter(till: Core, statement: str) -> None:
    with database_of(till).writing() as conn:
        assert conn.execute(text(statement)).rowcount > 0


def test_an_act_is_journalled_from_its_acceptance_to_its_end(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    accepted = till.desk.submit(Redeem(card_id, 3000, "Purchase"))
    till.replay.run(accepted.operation_id)
    written = entries(till, accepted.operation_id)
    assert [what for what, _ in written] == ["accepted", "asked", "answered", "ended"]
    told, asked, answered, ended = (values for _, values in written)
    assert (told["kind"], told["want"], told["clerk"], told["offline"]) == ("redeem", -3000, "till", False)
    assert (asked["base"], asked["target"]) == (10_000, 7000)
    assert answered["amount"] == -3000
    assert ended == {"state": "done", "who": ITSELF.name}
    with database_of(till).reading() as conn:
        stamped = conn.execute(text("SELECT DISTINCT epoch FROM operations")).scalars().all()
    assert stamped == [till.journal.epoch] == [1]


def test_what_is_lost_promised_cancelled_set_and_handed_over_is_journalled(
    service: EmbeddedService, open_till: OpenTill
) -> None:
    till = open_till()
    sold = sell(till)
    till.desk.hand_over(sold.operation_id)
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    act(till, Redeem(sold.card_id, 100))
    settle_down(till)
    till.connection.switch(True)
    promised = act(till, Issue(500, "USD"))
    assert isinstance(promised, Queued)
    till.desk.cancel(promised.operation_id)
    before = till.preferences.get("shop.name")
    till.preferences.set("shop.name", "Quay Books")
    told = entries(till)
    assert {"start", "accepted", "asked", "lost", "answered", "ended", "handed-over", "setting"} <= {w for w, _ in told}
    changed = {"key": "shop.name", "value": "Quay Books", "before": before, "who": NO_STAFF.name}
    assert ("setting", changed) in told
    assert entries(till, promised.operation_id)[0][1]["offline"] is True
    assert entries(till, promised.operation_id)[-1][1]["state"] == "cancelled"


def test_no_secret_is_ever_in_it(service: EmbeddedService, open_till: OpenTill, tmp_path: Path) -> None:
    till = open_till()
    sold = till.replay.run(till.desk.submit(Issue(5000, "USD", note="for Ada", reason="sold")).operation_id)
    assert isinstance(sold, Confirmed)
    code, payload = till.desk.code_of(sold.operation_id), till.desk.qr_payload(sold.operation_id)
    act(till, Update(sold.card_id, (("note", code),)))
    act(till, Redeem(sold.card_id, 100, f"took {code}"))
    act(till, Disable(sold.card_id, f"lost {code}"))
    till.book.export(tmp_path / "journal.jsonl")
    written = (tmp_path / "journal.jsonl").read_text()
    secret = (till.settings.data_dir / "till.key").read_text()
    for word in (code, code.lower(), payload, TOKEN, secret, "for Ada"):
        assert word not in written
    assert code[-4:].lower() in written


def test_an_act_that_fails_leaves_no_entry(open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    before = entries(till)
    with pytest.raises(RuleRefused):
        till.desk.submit(Redeem(card_id, 99_999))
    with pytest.raises(BadInput):
        till.preferences.set("currency", "dollars")
    assert entries(till) == before
    assert till.book.check().whole


MUTATIONS = {
    "UPDATE journal SET entry = replace(entry, '10000', '1000') WHERE number = 2": ("journal.changed", 2),
    "UPDATE journal SET at = at + 60 WHERE number = 3": ("journal.changed", 3),
    "DELETE FROM journal WHERE number = 3": ("journal.missing", 3),
    "UPDATE journal SET number = number + 100 WHERE number = 4": ("journal.missing", 4),
    "DELETE FROM journal WHERE number > 3": ("journal.cut", 4),
    "DELETE FROM journal": ("journal.cut", 1),
}


@pytest.mark.fault("attack 10")
@pytest.mark.parametrize("statement", MUTATIONS)
def test_what_was_done_to_it_is_found_before_the_till_starts(open_till: OpenTill, statement: str) -> None:
    till = open_till()
    sell(till)
    settings = till.settings
    alter(till, statement)
    till.close()
    checked = check_journal(settings, Clock())
    assert (checked.message.key, checked.at) == MUTATIONS[statement]
    assert not checked.whole
    assert check_journal(settings, Clock()) == checked  # looking changed nothing


def test_it_is_not_looked_at_by_a_record_that_everybody_may_write(open_till: OpenTill) -> None:
    till = open_till()
    settings = till.settings
    till.close()
    mode = settings.state_dir.stat().st_mode
    settings.state_dir.chmod(0o777)
    try:
        with pytest.raises(CannotStart):
            check_journal(settings, Clock())
    finally:
        settings.state_dir.chmod(mode)
    assert check_journal(settings, Clock()).whole


def test_to_look_at_it_after_a_kill_makes_the_till_no_copy(open_till: OpenTill, tmp_path: Path) -> None:
    till = open_till()
    sell(till)
    settings, image = till.settings, tmp_path / "image"
    folders = {settings.data_dir: image / "till", settings.state_dir: image / "state"}
    for folder, kept in folders.items():
        shutil.copytree(folder, kept, ignore=shutil.ignore_patterns("*-shm"))
    till.close()
    for folder, kept in folders.items():
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
    keep_change_times(settings.database_path, settings.state_dir)
    assert check_journal(settings, Clock()).whole
    again = open_till()
    assert again.start_messages == ()
    assert [found.state for found in again.doctor.examine() if found.check == "copies"] == ["ok"]


@pytest.mark.fault("attack 10")
def test_a_cut_end_is_told_until_a_manager_ends_the_alarm(open_till: OpenTill, tmp_path: Path) -> None:
    till = open_till()
    sell(till)
    alter(till, "DELETE FROM journal WHERE number > 3")
    till.close()
    again = open_till()
    (finding,) = (line for line in again.doctor.examine() if line.check == "journal")
    assert (finding.state, "only 3" in finding.text) == ("bad", True)
    again.book.export(tmp_path / "evidence.jsonl")
    assert not again.book.check().whole  # attack 10: whoever cuts it can export it too
    again.staff.put("Mia", Role.MANAGER, "482913")
    again.staff.put("Cleo", Role.CLERK, "7294")
    again.staff.sign_in("Cleo", "7294")
    with pytest.raises(ApprovalNeeded):
        end_journal_alarm(again)
    again.staff.sign_in("Mia", "482913")
    end_journal_alarm(again)
    assert again.book.check().whole
    assert (entries(again)[-1][0], entries(again)[-1][1]["who"]) == ("alarm-ended", "Mia")
    with pytest.raises(RuleRefused):
        end_journal_alarm(again)
    assert '"what":"restored"' in (tmp_path / "evidence.jsonl").read_text()


def test_an_exported_journal_proves_itself_with_the_key_alone(open_till: OpenTill, tmp_path: Path) -> None:
    till = open_till()
    sell(till)
    path = tmp_path / "journal.jsonl"
    count = till.book.export(path)
    vault = open_vault(till.settings.data_dir)
    assert (check_file(path, vault).whole, check_file(path, vault).entries) == (True, count)
    (tmp_path / "other").mkdir()
    assert check_file(path, open_vault(tmp_path / "other")).message.key == "journal.file_key"
    lines = path.read_text().splitlines(keepends=True)
    for at in range(count):
        path.write_text("".join(lines[:at] + lines[at + 1 :]))
        assert check_file(path, vault).at == at + 1
    path.write_text("".join([*lines[:1], lines[1].replace("10000", "1000"), *lines[2:]]))
    assert (check_file(path, vault).message.key, check_file(path, vault).at) == ("journal.changed", 2)
    path.write_text("".join(lines).replace('"entries":', '"entries": '))
    assert check_file(path, vault).whole  # how it is spaced says nothing
    path.write_text("".join(lines[:-1]) + lines[-1].replace('"signature":"', '"signature":"0'))
    assert check_file(path, vault).message.key == "journal.file_changed"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}\n", b"[]\n", b"null\n", b"x" * 100, b'{"signature":1}\n'])
def test_what_is_no_exported_journal_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(BadInput) as failed:
        check_file(tmp_path / "file", open_vault(tmp_path))
    assert failed.value.key == "journal.file_shape"


def test_a_full_disk_leaves_the_older_export_as_it_was(
    open_till: OpenTill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = open_till()
    path = tmp_path / "journal.jsonl"
    till.book.export(path)
    before = path.read_bytes(), entries(till)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("core.data_folder.whole_file.os.fsync", full)
        with pytest.raises(StorageFailed) as failed:
            till.book.export(path)
    assert "No space left" in failed.value.sentence
    assert (path.read_bytes(), entries(till)) == before
    with pytest.raises(StorageFailed):
        till.book.export(tmp_path / "gone" / "journal.jsonl")


@pytest.mark.fault("attack 12")
def test_an_export_is_not_written_into_a_link_that_somebody_planted(open_till: OpenTill, tmp_path: Path) -> None:
    till, victim = open_till(), tmp_path / "victim"
    victim.write_text("mine")
    for name in ("journal.jsonl", "journal.jsonl.new"):
        (tmp_path / name).symlink_to(victim)
    till.book.export(tmp_path / "journal.jsonl")
    assert victim.read_text() == "mine"
    assert not (tmp_path / "journal.jsonl").is_symlink()
