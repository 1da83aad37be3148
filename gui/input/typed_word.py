"""What a person has typed so far without doing anything else: a slower run, whose digits may turn out to be none."""

from __future__ import annotations

from gui.widgets.amounts.amount_display import AmountDisplay, AmountState

_PAUSE_S = 2.0
"""Between two keys of one word; after a longer pause a new one begins."""


class TypedWord:
    """`amount` is what was typed as an amount reads it, None once it is none."""

    def __init__(self) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop the word: something else was done, and the next key begins anew."""
        self.text = ""
        self.amount: str | None = ""
        self._field: AmountDisplay | None = None
        self._before: AmountState | None = None
        self._last = 0.0

    def begin(self, amount: AmountDisplay, struck: float) -> None:
        """Begin or go on with a word in `amount`, and keep what the amount had before it."""
        if struck - self._last > _PAUSE_S or (self.text and self._field not in {None, amount}):
            self.stop()
        if self._field is None:
            self._field, self._before = amount, amount.held()

    def add(self, sign: str, struck: float, digit: str = "") -> None:
        if struck - self._last > _PAUSE_S and self.text:
            self.stop()
        self.text += sign
        self.amount = self.amount + digit if self.amount is not None and digit else None
        self._last = struck

    def give_back(self) -> None:
        """Give the amount back what it had before the word began."""
        if self._field is not None and self._before is not None:
            self._field.hold(self._before)

    def moved(self) -> None:
        """Note that the word is in the scan field now, and goes on there."""
        self._field = self._before = None
        self.amount = None
