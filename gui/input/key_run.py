"""The keys of one run: what was typed with no longer pause between two keys than a scanner makes."""

from __future__ import annotations

from dataclasses import dataclass, field

AMOUNT_SIGNS = frozenset("0123456789.")


@dataclass(slots=True)
class KeyRun:
    """Times in seconds, as the keys were struck. `amount` is what an amount reads, None once it can read none."""

    first: float
    last: float = 0.0
    signs: list[str] = field(default_factory=list)
    amount: str | None = ""

    def add(self, sign: str, digit: str, struck: float) -> None:
        """Add a key; `digit` is what it means in an amount, "" when it can mean nothing there."""
        self.signs.append(sign)
        self.last = struck
        self.amount = self.amount + digit if self.amount is not None and digit else None

    @property
    def text(self) -> str:
        return "".join(self.signs)

    @property
    def pace_ms(self) -> float:
        """The mean time between two keys, ms; of a single key it is endless."""
        gaps = len(self.signs) - 1
        return (self.last - self.first) * 1000 / gaps if gaps > 0 else float("inf")

    @property
    def digits_only(self) -> int:
        """How many digits the run has when it is nothing else and has no decimal key; else 0."""
        return len(self.amount) if self.amount and "." not in self.amount else 0
