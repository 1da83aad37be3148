"""The fingerprint of a card's code with the least work: for tests of rules, which sell many cards.

In life it costs 50 ms (scrypt), and so it does where it is tried itself (tests/core/security). Not for a folder that
another process opens too: it would know none of the fingerprints.
"""

import hashlib
from typing import Any

import pytest

_scrypt = hashlib.scrypt


def _least(password: bytes, *, n: int, **rest: Any) -> bytes:
    return _scrypt(password, n=2, **rest)


def make_quick(patch: pytest.MonkeyPatch) -> None:
    """Let scrypt be quick in this process until `patch` is undone."""
    patch.setattr("hashlib.scrypt", _least)


@pytest.fixture
def quick_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scrypt be quick in this process."""
    make_quick(monkeypatch)
