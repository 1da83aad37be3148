"""The journal's head in the system's keyring: where it does not lie beside the journal, nor beside its key.

A number and a mac, by the till's own number. It may lag behind the journal and never leads it.
"""

from __future__ import annotations

from core.domain.chain import Head
from core.security.tokens import Ring

_SERVICE = "Counterfoil journal"


class KeptHead:
    """`trouble` says why the keyring could not be used the last time; empty when it could."""

    def __init__(self, ring: Ring | None) -> None:
        """Use this keyring; None: there is none that protects."""
        self._ring = ring
        self.trouble = ""

    @property
    def is_kept(self) -> bool:
        """Tell whether there is a keyring at all."""
        return self._ring is not None

    def read(self, till: str) -> Head | None:
        """Return the head that was kept last; None for none, or where the keyring does not open."""
        if self._ring is None or not till:
            return None
        try:
            found = self._ring.get_password(_SERVICE, till)
        except Exception as error:  # noqa: BLE001 - each back end raises what its desktop does
            self.trouble = type(error).__name__
            return None
        return _head_of(found or "")

    def keep(self, till: str, head: Head) -> bool:
        """Keep the head in the place of the one before; return whether the keyring took it."""
        if self._ring is None or not till:
            return False
        text = f"{head.number} {head.mac.hex()}"
        try:
            self._ring.set_password(_SERVICE, till, text)
            kept = self._ring.get_password(_SERVICE, till) == text
        except Exception as error:  # noqa: BLE001 - as above
            self.trouble = type(error).__name__
            return False
        self.trouble = "" if kept else "it does not give back what it was given"
        return kept


def _head_of(text: str) -> Head | None:
    number, _, mac = text.partition(" ")
    try:
        return Head(int(number), bytes.fromhex(mac))
    except ValueError:
        return None
