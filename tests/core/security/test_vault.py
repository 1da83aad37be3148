"""The vault: one private key file, whole or not at all; what it seals opens only here and only for its operation."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.code import draw, normalise
from core.errors import CannotStart
from core.security.vault import Vault, open_vault


def test_the_key_is_made_once_and_private(tmp_path: Path) -> None:
    sealed = open_vault(tmp_path).seal("CODE", "op")
    assert open_vault(tmp_path).unseal(sealed, "op") == "CODE"
    assert [path.name for path in tmp_path.iterdir()] == ["till.key"]
    assert (tmp_path / "till.key").stat().st_mode & 0o077 == 0


def test_a_seal_opens_only_for_its_operation_and_its_till(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    vault, other = open_vault(tmp_path), open_vault(tmp_path / "other")
    sealed = vault.seal("CODE", "op")
    assert vault.seal("CODE", "op") != sealed
    assert vault.unseal(sealed, "another") is None
    assert other.unseal(sealed, "op") is None
    assert vault.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), "op") is None
    assert vault.unseal(b"", "op") is None


def test_a_fingerprint_is_keyed_salted_and_stable(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    vault, code = open_vault(tmp_path), normalise(draw())
    fingerprint = vault.fingerprint(code, "shop")
    assert len(fingerprint) == 16
    assert open_vault(tmp_path).fingerprint(code, "shop") == fingerprint
    assert vault.fingerprint(code, "another shop") != fingerprint
    assert open_vault(tmp_path / "other").fingerprint(code, "shop") != fingerprint
    assert code[:-4] not in fingerprint.lower()


def test_nothing_of_the_key_is_shown(tmp_path: Path) -> None:
    vault = open_vault(tmp_path)
    secret = (tmp_path / "till.key").read_text(encoding="ascii")
    assert secret not in repr(vault)
    assert vault.qr_key_id not in secret
    assert len(vault.qr_key_id) == 4


@pytest.mark.parametrize("content", [b"", b"AAAA", b"not base64 \xff", b"=" * 44])
def test_a_damaged_key_is_one_sentence_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "till.key").write_bytes(content)
    with pytest.raises(CannotStart) as failed:
        open_vault(tmp_path)
    assert failed.value.key == "start.key"
    assert (tmp_path / "till.key").read_bytes() == content


def test_a_key_that_is_a_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "till.key").mkdir()
    with pytest.raises(CannotStart) as failed:
        open_vault(tmp_path)
    assert failed.value.key == "start.key"


def test_half_a_key_of_a_killed_start_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "till.new").write_bytes(b"half")
    assert open_vault(tmp_path).unseal(open_vault(tmp_path).seal("x", "op"), "op") == "x"


def test_the_fingerprint_of_a_code_is_kept_as_it_is():
    """It is in the database of every till: neither the work of scrypt nor its salt may change."""
    assert Vault(bytes(32), "here").fingerprint("abcd1234efgh5678", "shop") == "JQ4FERB3GOIPQQH7"
