"""PINs and passwords with the least work: the rules about them are tried often, and a hash costs 0.3 s.

PINs in all tests of this process: what one costs in life is tried with `real_pins`. The password of a backup only with
`quick_passwords`. Processes that a test starts hash as in life.
"""

from functools import partial

import argon2
import pytest
from argon2.low_level import Type, hash_secret_raw

_REAL = argon2.PasswordHasher


def install() -> None:
    """Let argon2 be quick in this process."""
    argon2.PasswordHasher = partial(_REAL, time_cost=1, memory_cost=8, parallelism=1)  # type: ignore[assignment,misc]


@pytest.fixture
def real_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let argon2 cost what it costs in life."""
    monkeypatch.setattr(argon2, "PasswordHasher", _REAL)


def _least(secret: bytes, salt: bytes, *_cost: int | Type) -> bytes:
    return hash_secret_raw(secret, salt, time_cost=1, memory_cost=8, parallelism=1, hash_len=32, type=Type.ID)


def make_passwords_quick(patch: pytest.MonkeyPatch) -> None:
    """Let the key of a backup be quick in this process until `patch` is undone."""
    patch.setattr("argon2.low_level.hash_secret_raw", _least)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the key of a backup be quick in this process: not for a file that another one opens too."""
    make_passwords_quick(monkeypatch)
