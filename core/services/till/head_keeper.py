"""Takes the journal's head out of the till, into the keyring: at the start, every hundred entries, and at the end.

Whoever can write all files of this user can write another journal that is whole in itself, and the record outside
with it. It then does not contain the head that the keyring has (docs/security.md 6).
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from core.domain.chain import NOTHING, Head
from core.rows.health import Finding
from core.security.kept_head import KeptHead
from core.services.till.found import found

_EVERY = 100
"""Entries."""
_PAUSE_S = 60.0
_PATIENCE_S = 2.0
"""A keyring that is locked by now asks on the desktop; nobody waits for that at the end."""


class HeadKeeper:
    """`now` gives the till's number and the journal's head as they are on the disk. Thread-safe."""

    def __init__(self, heads: KeptHead | None, now: Callable[[], tuple[str, Head]]) -> None:
        """Keep it in `heads`; None where the token of this start is not in a keyring either, as in the sandbox."""
        self._heads = heads
        self._now = now
        self._kept = NOTHING
        self._lock = threading.Lock()

    def read(self, till: str) -> Head | None:
        """Return what an earlier start or run left there; the journal must contain it."""
        return None if self._heads is None else self._heads.read(till)

    def keep(self) -> None:
        """Keep the head as it is now."""
        if self._heads is None:
            return
        with self._lock:
            till, head = self._now()
            if head.number != self._kept.number and self._heads.keep(till, head):
                self._kept = head

    def step(self) -> float:
        """Keep it once it went on far enough; return the seconds until it is worth another look."""
        if self._now()[1].number - self._kept.number >= _EVERY:
            self.keep()
        return _PAUSE_S

    def close(self) -> None:
        """Keep the last head, if the keyring answers soon."""
        last = threading.Thread(target=self.keep, name="journal head", daemon=True)
        last.start()
        last.join(_PATIENCE_S)

    def reached(self) -> tuple[Head, Head]:
        """Return how far the journal went at least, by the record outside, and by the keyring; NOTHING for none."""
        till, head = self._now()
        return head, self.read(till) or NOTHING

    def finding(self) -> Finding:
        """Return for the doctor how far it is kept, or that it is not."""
        if self._heads is None or not self._heads.is_kept:
            return found("head", "ok", "found.head_apart")
        if self._heads.trouble:
            return Finding("head", "warn", f"the keyring did not take the journal's head: {self._heads.trouble}")
        return found("head", "ok", "found.head_kept", number=self._kept.number)
