"""A file that only a password opens: what the password costs, and that no piece can be left out or changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import BadInput
from core.security import sealed_file
from tests.quick_pins import quick_passwords

__all__ = ["quick_passwords"]
PASSWORD = "a long password"


@pytest.mark.slow
def test_a_password_costs_what_the_page_on_security_says(tmp_path: Path) -> None:
    """64 MiB, three times over, by four lanes; opened here by the page alone."""
    path, start = tmp_path / "x", len(sealed_file.MAGIC)
    with path.open("wb") as file:
        sealed_file.write_sealed(file, b"all of it", PASSWORD)
    sealed = path.read_bytes()
    head, piece = sealed[: start + 16], sealed[start + 16 :]
    key = hash_secret_raw(PASSWORD.encode(), head[start:], 3, 64 * 1024, 4, 32, Type.ID)
    assert AESGCM(key).decrypt(bytes(11) + b"\x01", piece, head) == b"all of it"


def test_pieces_are_numbered_and_the_last_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_passwords: None
) -> None:
    monkeypatch.setattr(sealed_file, "PIECE", 64)
    path, head, piece = tmp_path / "x", len(sealed_file.MAGIC) + 16, 64 + 16
    for content in (b"", b"a" * 64, bytes(range(256)) * 2):
        with path.open("wb") as file:
            sealed_file.write_sealed(file, content, PASSWORD)
        with path.open("rb") as file:
            assert sealed_file.read_sealed(file, PASSWORD) == content
    sealed = path.read_bytes()
    first, second = sealed[head : head + piece], sealed[head + piece : head + 2 * piece]
    for spoilt in (sealed[: head + 3 * piece], sealed.replace(first + second, second + first)):
        path.write_bytes(spoilt)
        with path.open("rb") as file, pytest.raises(BadInput):
            sealed_file.read_sealed(file, PASSWORD)
