"""Changing note, expiry or template: field by field, never over somebody else's edit (docs/protocol.md 8).

Of a note only what a person wrote is compared and changed; our own tail stays as it is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from core.domain import note_tag
from core.domain.outcome import Message
from core.domain.reply import ServerCard
from core.protocol.card_edit import CardEdit
from core.protocol.machine import PutFields, Step

FIELDS = ("note", "expires_on", "template_suffix")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What the clerk saw and what it should become."""

    field: str
    base: str | None
    wanted: str | None

    def found(self, card: ServerCard) -> str | None:
        return self._human(getattr(card, self.field))

    def done(self, card: ServerCard) -> bool:
        return self.found(card) == self._human(self.wanted)

    def open(self, card: ServerCard) -> bool:
        return self.found(card) == self._human(self.base)

    def text(self, card: ServerCard) -> str | None:
        """Return what to send."""
        if self.field != "note":
            return self.wanted
        return note_tag.join(self._human(self.wanted), note_tag.split(card.note)[1])

    def _human(self, text: str | None) -> str | None:
        return note_tag.split(text)[0] if self.field == "note" else text


@dataclass(frozen=True, slots=True)
class Updating(CardEdit):
    """The fields that are to be changed; only those that are not so yet are sent."""

    changes: tuple[FieldChange, ...]

    def _is_done(self, card: ServerCard) -> bool:
        return all(change.done(card) for change in self.changes)

    def _open(self, card: ServerCard) -> Step[Self]:
        todo = [change for change in self.changes if not change.done(card)]
        for change in todo:
            if not change.open(card):
                return self._conflict(change, card)
        fields = tuple((change.field, change.text(card)) for change in todo)
        note = ("asked", Message("evidence.field_put", {"field": ", ".join(name for name, _ in fields)}))
        return self._ask(PutFields(fields), note)

    def _unheeded(self, card: ServerCard) -> Step[Self]:
        """Park an update that did not show: unknown fields are ignored with a 200 (docs/api.md 2)."""
        return self._conflict(next(change for change in self.changes if not change.done(card)), card)

    def _conflict(self, change: FieldChange, card: ServerCard) -> Step[Self]:
        found = change.found(card)
        shown = note_tag.shown(found) if change.field == "note" else found
        return self._park("park.conflict", field=change.field, found=shown)
