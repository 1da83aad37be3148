"""The record outside the database: it lags or is level, it is whole or it is none, and a full disk is no news to it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from core.data_folder import rollback_guard
from core.data_folder.rollback_guard import Origin, Record, RollbackGuard, judge, machine, place
from core.domain.chain import Head, canonical

SLOT = 512
RECORD = Record("till-1", place(Path("/till.db")), "machine", 3, Head(7, bytes(range(32))))


def later(number: int) -> Record:
    return replace(RECORD, head=Head(number, bytes([number]) * 32))


def test_what_was_written_last_is_read_by_another_process(tmp_path: Path) -> None:
    outside = RollbackGuard(tmp_path / "state")
    for number in range(1, 6):
        outside.write(later(number), durable=number % 2 == 0)
        assert RollbackGuard(tmp_path / "state").read("till-1") == later(number)
    assert [path.stat().st_size for path in (tmp_path / "state").iterdir()] == [2 * SLOT]
    assert RollbackGuard(tmp_path / "state").read("till-2") is None


def test_a_lower_number_is_believed_when_it_is_the_later_one(tmp_path: Path) -> None:
    RollbackGuard(tmp_path).write(later(50), durable=True)
    again = RollbackGuard(tmp_path)
    assert again.read("till-1") == later(50)
    again.write(later(20), durable=True)
    assert RollbackGuard(tmp_path).read("till-1") == later(20)


@pytest.mark.parametrize("length", [0, 1, 100, SLOT - 1])
def test_half_a_slot_leaves_the_one_before(tmp_path: Path, length: int) -> None:
    outside = RollbackGuard(tmp_path)
    outside.write(later(1), durable=True)
    before = (tmp_path / "till-1.seen").read_bytes()
    outside.write(later(2), durable=True)
    after = (tmp_path / "till-1.seen").read_bytes()
    at = next(i for i in (0, SLOT) if before[i : i + SLOT] != after[i : i + SLOT])
    torn = after[: at + length] + b"\0" * (SLOT - length) + after[at + SLOT :]
    (tmp_path / "till-1.seen").write_bytes(torn)
    assert RollbackGuard(tmp_path).read("till-1") == later(1)


@pytest.mark.parametrize("content", [b"", b"\0" * 1024, b"\xff" * 1024, b"{}" * 700])
def test_what_is_none_of_ours_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "till-1.seen").write_bytes(content)
    assert RollbackGuard(tmp_path).read("till-1") is None


@pytest.mark.parametrize(
    "fields",
    [[], [12, 34], [12, 34, "a service"], [12, 34, "a service", "of a newer version"]],
    ids=["oldest", "older", "now", "newer"],
)
def test_what_another_version_wrote_is_read(tmp_path: Path, fields: list[object]) -> None:
    RollbackGuard(tmp_path).write(RECORD, durable=True)
    (path,) = tmp_path.iterdir()
    values = json.loads(path.read_bytes()[:SLOT].decode().partition(" ")[2])[:7]
    text = canonical([*values, *fields])
    slot = f"{hashlib.sha256(text.encode()).hexdigest()[:16]} {text}".encode().ljust(SLOT - 1) + b"\n"
    path.write_bytes(slot * 2)
    read = RollbackGuard(tmp_path).read("till-1")
    service = "a service" if len(fields) > 2 else ""
    assert read == replace(RECORD, commit=12 if fields else 0, changed=34 if fields else 0, service=service)


def test_a_record_that_somebody_removed_is_made_again(tmp_path: Path) -> None:
    outside = RollbackGuard(tmp_path)
    outside.write(later(1), durable=True)
    (tmp_path / "till-1.seen").unlink()
    outside.write(later(2), durable=False)
    assert RollbackGuard(tmp_path).read("till-1") == later(2)


def test_a_full_disk_fails_only_the_first_record(tmp_path: Path) -> None:
    (tmp_path / "till-1.new").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        RollbackGuard(tmp_path).write(later(1), durable=True)
    assert RollbackGuard(tmp_path).read("till-1") is None


def test_a_place_that_cannot_be_read_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "till-1.seen").mkdir()
    with pytest.raises(OSError, match=r"."):
        RollbackGuard(tmp_path).read("till-1")


@pytest.mark.parametrize(
    ("told", "mac", "record", "origin"),
    [
        (False, None, None, Origin.NEW),
        (True, None, None, Origin.COPIED),
        (True, RECORD.head.mac, RECORD, Origin.SAME),
        (False, RECORD.head.mac, RECORD, Origin.SAME),
        (True, None, RECORD, Origin.RESTORED),
        (True, bytes(32), RECORD, Origin.RESTORED),
        (True, RECORD.head.mac, replace(RECORD, place="elsewhere"), Origin.COPIED),
        (True, RECORD.head.mac, replace(RECORD, machine="another"), Origin.COPIED),
        (True, RECORD.head.mac, replace(RECORD, machine=""), Origin.SAME),
    ],
)
def test_the_verdict(told: bool, mac: bytes | None, record: Record | None, origin: Origin) -> None:
    assert judge(told, mac, record, RECORD) is origin


def test_a_place_is_the_same_through_a_link_and_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert place(tmp_path / "link" / "till.db") == place(tmp_path / "real" / "till.db") != place(tmp_path / "till.db")
    assert str(tmp_path) not in place(tmp_path / "till.db")


@pytest.mark.skipif(os.name == "nt", reason="Windows names its machines elsewhere")
def test_a_machine_is_known_by_a_digest_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = []
    for text in ("aaaa\n", "bbbb\n", ""):
        (tmp_path / "machine-id").write_text(text)
        monkeypatch.setattr(rollback_guard, "MACHINE_ID", tmp_path / "machine-id")
        names.append(machine())
    assert names[0] != names[1]
    assert "aaaa" not in names[0]
    assert names[2] == ""
