"""What this service was found to do beyond the plain API (docs/protocol.md 1 and 6), and how old that finding is.

Only what a probe answered counts. An answer older than a month no longer makes the till bolder; what makes it more
careful stays in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

EPSILON_S = 2
"""Clock skew plus one second of truncation between `updated_at` and `Date`, as long as C9 says nothing else."""
STALE_S = 31 * 24 * 3600.0
_LONGEST_WINDOW_S = 6 * 3600
_QUARANTINE_S = 90


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the machines are given. The defaults are the plain API, which is always safe.

    `key_retention_s`: how long the first reply to an Idempotency-Key is kept, by the service's own word; 0: no keys.
    `keys_with_write`: it says that a first reply is stored in the transaction of its write, so neither is without the
    other; a resend under its key then decides alone.
    `updated_at_moves`: C1, and `reads_fresh`: C12; False switches the guard G4 off.
    `number_is_sequential`: C2, None when unknown. `sends_key`, `sends_reference`: each write carries them, unless the
    probe was refused for them (docs/protocol.md D1).
    """

    key_retention_s: int = 0
    etags: bool = False
    reference_echoed: bool = False
    transactions_readable: bool = False
    updated_at_moves: bool = True
    reads_fresh: bool = True
    epsilon_s: int = EPSILON_S
    number_is_sequential: bool | None = None
    keys_with_write: bool = False
    sends_key: bool = True
    sends_reference: bool = True

    @property
    def resend_window_s(self) -> int:
        """How long after the first send an unanswered request may be sent again under its key: min(retention/4, 6 h).

        None of it when a quarter does not outlast the quarantine: a late copy could then meet a forgotten key.
        """
        window = min(self.key_retention_s // 4, _LONGEST_WINDOW_S)
        return window if window >= _QUARANTINE_S else 0

    @property
    def settles_by_reference(self) -> bool:
        """Whether the card's list of transactions can tell our write from all others."""
        return self.transactions_readable and self.reference_echoed


PLAIN = Capabilities()


@dataclass(frozen=True, slots=True)
class Safeguards:
    """What one write carries beside its body; a resend carries the very same.

    `key` without quotes, `etag` with them (strong), `reference` for `remote_transaction_ref`.
    """

    key: str | None = None
    etag: str | None = None
    reference: str | None = None


UNGUARDED = Safeguards()


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one service as they are stored: name to text, and when they were given (till time, seconds)."""

    texts: Mapping[str, str] = field(default_factory=dict)
    probed_at: float | None = None

    def age(self, now: float) -> float | None:
        """Return the seconds since the probe; None when nothing was probed."""
        return None if self.probed_at is None else now - self.probed_at

    def stale(self, now: float) -> bool:
        """Return whether it is older than a month, or (a clock was set back) younger than nothing."""
        age = self.age(now)
        return age is not None and not 0 <= age <= STALE_S

    def capabilities(self, now: float) -> Capabilities:
        """Return what the machines may count on now."""
        found = Capabilities(
            key_retention_s=self._number("key_retention_s", 0) if self._yes("keys") else 0,
            keys_with_write=self._yes("keys") and self._yes("keys_with_write"),
            etags=self._yes("etags"),
            reference_echoed=self._yes("reference"),
            transactions_readable=self._yes("transactions"),
            updated_at_moves=self.texts.get("updated_at") != "no",
            reads_fresh=self.texts.get("fresh_reads") != "no",
            sends_key=self.texts.get("keys") != "refused",
            sends_reference=self.texts.get("reference") != "refused",
            epsilon_s=max(EPSILON_S, self._number("epsilon_s", EPSILON_S)),
            number_is_sequential={"yes": True, "no": False}.get(self.texts.get("number", "")),
        )
        if not self.stale(now):
            return found
        careful = ("updated_at_moves", "reads_fresh", "sends_key", "sends_reference", "epsilon_s")
        return replace(PLAIN, **{name: getattr(found, name) for name in careful})

    def _yes(self, name: str) -> bool:
        return self.texts.get(name) == "yes"

    def _number(self, name: str, otherwise: int) -> int:
        text = self.texts.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else otherwise
