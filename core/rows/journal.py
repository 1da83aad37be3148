"""An entry of the audit journal as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.journal_groups import JournalGroup
from core.domain.outcome import Message

ENTRIES_MOST = 1_000_000_000
"""Where several journals stand side by side, each has so many numbers of its own."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """`what` is the word of the journal, `messages` tell in sentences what was done.

    `before` and `after` are values of a setting or roles; both are empty for most. No code, token or PIN is in it.
    """

    number: int
    created_at: int
    what: str
    group: JournalGroup
    messages: tuple[Message, ...]
    clerk: str = ""
    """Who did it, or whose PIN was wrong; "" for the till itself."""
    approver: str = ""
    till: str = ""
    card_id: int = 0
    """0: it is about no card, or about several."""
    last_characters: str = ""
    operation_id: str = ""
    """The operation that it is about; "" for most."""
    before: str = ""
    after: str = ""

    @property
    def entry(self) -> int:
        """Its number in the journal of its own till."""
        return self.number % ENTRIES_MOST

    @property
    def key(self) -> str:
        """What tells it from all other lines of a history."""
        return f"entry {self.number}"
