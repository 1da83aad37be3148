"""A receipt in ready words. A code appears only as its last four."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.domain.outcome import Message

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """`groups` are rows of label and value with a rule between them: each card, then what holds for all.

    `notices` stand white on black above the amount: that it is not confirmed yet, that it is not the original.
    """

    shop: str
    act: str
    amount: str
    groups: tuple[tuple[Row, ...], ...]
    notices: tuple[str, ...] = ()
    closing: str = ""
    again: bool = False
    """It is a duplicate, which `notices` say in words."""

    def texts(self) -> Iterator[str]:
        """Yield everything that is read on it."""
        yield from (self.shop, self.act, self.amount, *self.notices, self.closing)
        yield from (text for group in self.groups for row in group for text in row)


@dataclass(frozen=True, slots=True)
class WaitingReceipt:
    """A receipt that is not on paper yet.

    `late` is the notice on a copy that comes later, with {at} for its time. Times are epoch seconds.

    `operation_id` is the first of the sale; `problem` why the printer did not take it, None before it was tried.
    """

    number: int
    operation_id: str
    receipt: Receipt
    late: str
    made_at: float
    tries: int = 0
    tried_at: float | None = None
    problem: Message | None = None


def to_json(receipt: Receipt) -> dict[str, Any]:
    """Return the receipt as it is kept."""
    return {
        "shop": receipt.shop,
        "act": receipt.act,
        "amount": receipt.amount,
        "groups": [[list(row) for row in group] for group in receipt.groups],
        "notices": list(receipt.notices),
        "closing": receipt.closing,
    } | ({"again": True} if receipt.again else {})


def from_json(kept: dict[str, Any]) -> Receipt:
    """Return the receipt that was kept."""
    groups = tuple(tuple((label, value) for label, value in group) for group in kept["groups"])
    notices, again = tuple(kept["notices"]), kept.get("again", False)
    return Receipt(kept["shop"], kept["act"], kept["amount"], groups, notices, kept["closing"], again)
