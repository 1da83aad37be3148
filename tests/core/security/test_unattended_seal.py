"""A file that the till writes alone and only a password opens; and by what the till knows its own files again."""

from __future__ import annotations

import io

import pytest

from core.errors import BadInput
from core.security import sealed_file
from core.security.unattended_seal import (
    UNATTENDED,
    UnattendedSeal,
    head_of,
    is_unattended,
    new_seal,
    read_back,
    read_unattended,
    seal_of,
    write_unattended,
)
from tests.quick_pins import quick_passwords

__all__ = ["quick_passwords"]
PASSWORD = "a long password"
OWN, OTHER = b"k" * 32, b"o" * 32
pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def seal() -> UnattendedSeal:
    return new_seal(PASSWORD)


def written(seal: UnattendedSeal, content: bytes = b"all of it") -> bytes:
    room = io.BytesIO()
    write_unattended(room, content, seal, (OWN, 1234.5))
    return room.getvalue()


@pytest.mark.parametrize("size", [0, 1, 64, 65, 640])
def test_the_password_opens_it_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, quick_passwords: None, size: int
) -> None:
    monkeypatch.setattr(sealed_file, "PIECE", 64)
    content = bytes(range(256)) * 3
    file = written(new_seal(PASSWORD), content[:size])
    assert read_unattended(io.BytesIO(file), PASSWORD) == content[:size]
    with pytest.raises(BadInput) as told:
        read_unattended(io.BytesIO(file), "another password")
    assert told.value.key == "backup.not_opened"


def test_what_the_till_keeps_opens_nothing(seal: UnattendedSeal) -> None:
    """The public half and the sealed private one are all there is; each file has a key of its own."""
    kept = seal_of(seal.text())
    assert kept == seal
    first, second = written(kept), written(kept)
    assert first[-40:] != second[-40:]
    assert seal.public not in first
    assert b"all of it" not in first
    assert "public" not in repr(seal)


def test_it_is_read_back_by_its_own_key_while_that_is_known(seal: UnattendedSeal) -> None:
    rooms = [io.BytesIO(), io.BytesIO()]
    keys = [write_unattended(room, b"all of it", seal, (OWN, 1.0)) for room in rooms]
    assert read_back(io.BytesIO(rooms[0].getvalue()), keys[0]) == b"all of it"
    with pytest.raises(BadInput):
        read_back(io.BytesIO(rooms[1].getvalue()), keys[0])


def test_no_byte_can_be_changed_and_nothing_left_out(seal: UnattendedSeal) -> None:
    file = written(seal)
    for at in range(len(UNATTENDED), len(file)):
        spoilt = bytearray(file)
        spoilt[at] ^= 1
        with pytest.raises(BadInput):
            read_unattended(io.BytesIO(bytes(spoilt)), PASSWORD)
    for length in range(len(UNATTENDED), len(file)):
        with pytest.raises(BadInput):
            read_unattended(io.BytesIO(file[:length]), PASSWORD)
    with pytest.raises(BadInput):
        read_unattended(io.BytesIO(file + b"more"), PASSWORD)


def test_a_till_knows_its_files_by_their_heads_and_how_long_they_must_be(seal: UnattendedSeal) -> None:
    file = written(seal)
    head = head_of(io.BytesIO(file), OWN)
    assert head is not None
    assert (head.made_at, head.size) == (1234.5, len(file))
    assert head_of(io.BytesIO(file), OTHER) is None
    assert head_of(io.BytesIO(file[:100]), OWN) is None
    assert head_of(io.BytesIO(b"x" * 1000), OWN) is None
    spoilt = bytearray(file)
    spoilt[len(UNATTENDED)] ^= 1
    assert head_of(io.BytesIO(bytes(spoilt)), OWN) is None


def test_it_is_told_from_a_file_that_a_person_sealed(seal: UnattendedSeal) -> None:
    room = io.BytesIO()
    sealed_file.write_sealed(room, b"x", PASSWORD)
    assert not is_unattended(io.BytesIO(room.getvalue()))
    opened = io.BytesIO(written(seal))
    assert is_unattended(opened)
    assert opened.tell() == 0


def test_a_short_password_seals_nothing() -> None:
    with pytest.raises(BadInput) as told:
        new_seal("short")
    assert told.value.key == "backup.password_short"
