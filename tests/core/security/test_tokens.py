"""The token: in the keyring if that is a good one, else sealed in a file of this user; never anywhere else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import ClassVar

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from core.errors import CannotStart
from core.security.tokens import TokenPlace, TokenStore, system_ring, trusted
from core.security.vault import Vault

URL = "https://shop.example/api/external"
TOKEN = "token-of-the-shop-7741"


class MemoryRing(KeyringBackend):
    """A keyring as good as the real ones: it keeps what it is given."""

    priority: ClassVar[float] = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class SmallRing(MemoryRing):
    """As Windows does with more than 2,560 bytes: it says no."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError(1783, "The stub received bad data")


class ForgetfulRing(MemoryRing):
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class LockedRing(MemoryRing):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")


class NullByAnotherName(null.Keyring):
    priority: ClassVar[float] = 9


@pytest.fixture
def vault() -> Vault:
    return Vault(b"k" * 32, "a test")


def test_a_good_keyring_keeps_it_and_no_file_does(tmp_path: Path, vault: Vault) -> None:
    ring = MemoryRing()
    assert TokenStore(tmp_path, vault, ring).save(URL, TOKEN) is TokenPlace.KEYRING
    assert TokenStore(tmp_path, vault, ring).load(URL) == (TOKEN, TokenPlace.KEYRING)
    assert list(tmp_path.iterdir()) == []
    assert TokenStore(tmp_path, vault, ring).load("https://elsewhere.example") is None
    assert TokenStore(tmp_path, Vault(b"x" * 32, "another till"), ring).load(URL) is None


@pytest.mark.parametrize("ring", [SmallRing(), ForgetfulRing()])
def test_a_keyring_that_does_not_give_it_back_is_not_believed(tmp_path: Path, vault: Vault, ring: MemoryRing) -> None:
    tokens = TokenStore(tmp_path, vault, ring)
    assert tokens.save(URL, TOKEN) is TokenPlace.FILE
    assert tokens.load(URL) == (TOKEN, TokenPlace.FILE)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_without_a_keyring_it_is_sealed_in_a_private_file(tmp_path: Path, vault: Vault) -> None:
    tokens = TokenStore(tmp_path, vault)
    assert tokens.save(URL, TOKEN) is TokenPlace.FILE
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert TOKEN.encode() not in path.read_bytes()
    assert tokens.load(URL) == (TOKEN, TokenPlace.FILE)
    assert tokens.load("https://elsewhere.example") is None
    assert TokenStore(tmp_path, Vault(b"x" * 32, "another till")).load(URL) is None


def test_a_new_token_in_the_keyring_leaves_none_in_the_file(tmp_path: Path, vault: Vault) -> None:
    TokenStore(tmp_path, vault).save(URL, "old")
    ring = MemoryRing()
    TokenStore(tmp_path, vault, ring).save(URL, TOKEN)
    assert TokenStore(tmp_path, vault, ring).load(URL) == (TOKEN, TokenPlace.KEYRING)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_keyring_is_one_sentence(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(CannotStart) as failed:
        TokenStore(tmp_path, vault, LockedRing()).load(URL)
    assert failed.value.key == "start.keyring"


def test_a_damaged_file_is_one_sentence(tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "token.sealed").write_text("no base64 !", encoding="utf-8")
    with pytest.raises(CannotStart) as failed:
        TokenStore(tmp_path, vault).load(URL)
    assert failed.value.key == "start.token_file"


def test_back_ends_that_keep_no_secret_are_refused_by_class() -> None:
    plaintext = type("PlaintextKeyring", (MemoryRing,), {"__module__": "keyrings.alt.file"})
    assert trusted(MemoryRing())
    assert not any(trusted(ring) for ring in (null.Keyring(), fail.Keyring(), NullByAnotherName(), plaintext()))
    heir = type("Mine", (plaintext,), {"__module__": "somewhere.else"})
    assert not trusted(heir())


def test_tests_touch_no_keyring_of_their_author() -> None:
    assert system_ring() is None
