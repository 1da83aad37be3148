"""PINs with the least work, in all tests of this process: the rules about them are tried often, and a hash costs 0.3 s.

What a PIN costs in life is tried with `real_pins`. Processes that a test starts hash as in life.
"""

from functools import partial

import argon2
import pytest

_REAL = argon2.PasswordHasher


def install() -> None:
    """Let argon2 be quick in this process."""
    argon2.PasswordHasher = partial(_REAL, time_cost=1, memory_cost=8, parallelism=1)  # type: ignore[assignment,misc]


@pytest.fixture
def real_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let argon2 cost what it costs in life."""
    monkeypatch.setattr(argon2, "PasswordHasher", _REAL)
