"""What was typed into an edit and not saved, kept for its card until the window closes or somebody else signs in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditDraft:
    """As it stood in the fields, right or wrong. `last_characters` are those of its card."""

    note: str
    last_day: str
    suffix: str
    last_characters: str


class EditDrafts:
    """By card_id. Only in memory: a note is nothing for a file of its own."""

    def __init__(self) -> None:
        self._kept: dict[int, EditDraft] = {}

    def keep(self, card_id: int, draft: EditDraft) -> None:
        self._kept[card_id] = draft

    def of(self, card_id: int) -> EditDraft | None:
        return self._kept.get(card_id)

    def cards(self) -> tuple[str, ...]:
        """Return the last four characters of each card with one."""
        return tuple(draft.last_characters.upper() for draft in self._kept.values())

    def drop(self, card_id: int) -> None:
        self._kept.pop(card_id, None)

    def clear(self) -> None:
        """Forget those of all cards."""
        self._kept.clear()
