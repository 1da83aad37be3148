"""The stable codes of the console's answers (docs/console.md 4 and docs/console-codes.md): scripts branch on them.

The code of a refusal or a fault is the key of its sentence. A sentence whose key gets another name keeps its code.
"""

from __future__ import annotations

from typing import Any, Final

from core.console.answers import (
    CONFIRMED,
    DONE,
    FAULT,
    ORDER_ATTENTION,
    ORDER_REFUSED,
    ORDER_WAITING,
    QUEUED,
    SET_UP,
    STOPPED,
    SYNC_ATTENTION,
    SYNC_WAITING,
    USAGE,
)
from core.domain.money import Money, wire_text
from core.domain.staff import Proposal

WITHOUT_SENTENCE: Final[dict[str, str]] = {
    DONE: "It is done, or it was answered.",
    CONFIRMED: "The service did it, or it was taken back unsent. An answer with a new card has the card's code here.",
    QUEUED: "It is promised without a connection. An answer with a new card has the card's code here.",
    USAGE: "The command line cannot be meant; `message` says what is wrong with it.",
    STOPPED: "It was stopped by Ctrl+C. What was accepted is in the outbox.",
    FAULT: "The program has a fault, told on standard error. What was accepted is in the outbox.",
    SET_UP: "The program could not be set up on this computer; `message` says what to do.",
    SYNC_WAITING: "Something still waits for the service.",
    SYNC_ATTENTION: "Something needs a person: look into the outbox.",
    ORDER_WAITING: "Some cards of the order are promised, or not made yet: `issue-many --resume ORDER` goes on.",
    ORDER_ATTENTION: "Some cards of the order need a person: look into the outbox.",
    ORDER_REFUSED: "Some cards of the order were refused; the others are made.",
}
"""What stands for no one sentence, and what it means."""

RENAMED: Final[dict[str, str]] = {}
"""A key as it is now, and the code that it was published under: add a line here when a published key is renamed."""

_TOLD_ONLY = frozenset(
    {
        "activity",
        "cards",
        "cure",
        "evidence",
        "leave",
        "liability",
        "life",
        "line",
        "listed",
        "losses",
        "probe",
        "report",
        "tills",
    }
)
"""Families of sentences that tell what happened, and never why something was not done."""
_COUNTED = ".now"
"""The end of the key of a sentence that stands for another one when its time is over."""


def code_of(key: str) -> str:
    """Return the code of a sentence."""
    return RENAMED.get(key, key)


def is_answer(key: str) -> bool:
    """Tell whether a sentence can be the answer to a command."""
    return key.partition(".")[0] not in _TOLD_ONLY and not key.endswith(_COUNTED)


def plain_values(values: dict[str, object]) -> dict[str, Any]:
    """Return the values of a sentence for JSON; what a manager would approve is told apart from them."""
    return {name: _plain(value) for name, value in values.items() if not isinstance(value, Proposal)}


def _plain(value: object) -> Any:
    if isinstance(value, Money):
        return {"amount": wire_text(value.minor, value.currency), "currency": value.currency}
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
