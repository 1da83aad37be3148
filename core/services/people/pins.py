"""PINs as they are kept: Argon2id over the PIN and a pepper of the till's key (docs/security.md 1)."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from core.domain.digits import plain_digits

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Pins:
    """A hash costs 0.3 s and 64 MiB unless `hasher` is another. The pepper leaves the vault's folder only sealed."""

    def __init__(self, pepper: bytes, hasher: PasswordHasher | None = None) -> None:
        self.pepper = pepper
        self._given = hasher

    def use(self, pepper: bytes) -> None:
        """Go by another pepper from now on: that of the shop, once this till is one of several."""
        self.pepper = pepper

    def hashed(self, pin: str) -> str:
        return self._hasher().hash(self._peppered(pin))

    def matches(self, kept: str, pin: str) -> bool:
        """Return whether the PIN fits. False too for a hash that cannot be read: nobody gets in by damaging it."""
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as below

        try:
            return self._hasher().verify(kept, self._peppered(pin))
        except (VerificationError, InvalidHashError):
            return False

    def spend_time(self, pin: str) -> None:
        """Spend the time of a check, for a name that is not there: an answer must not tell which names are."""
        self._hasher().hash(self._peppered(pin))

    def _peppered(self, pin: str) -> bytes:
        """Return the same for the same digits, whichever script the keyboard of the moment has."""
        return hmac.digest(self.pepper, plain_digits(pin).encode(), "sha256")

    def _hasher(self) -> PasswordHasher:
        if self._given is None:
            from argon2 import PasswordHasher  # noqa: PLC0415 - a till without staff never pays for it

            self._given = PasswordHasher()
        return self._given
