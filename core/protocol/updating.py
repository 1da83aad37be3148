"""Changing note, expiry or template: field by field, never over somebody else's edit (PROTOCOL.md section 8).

Of a note only what a person wrote is compared and changed; our own tail stays as it is found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.domain import mark
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import CardRead, Lost, Missing, NotSent, Rejected, ServerCard, Throttled, Unauthorised
from core.protocol.machine import Answer, Elapsed, End, NoService, PutFields, ReadCard, Step, declined
from core.protocol.pause import quarantine, throttle

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
        """What to send."""
        if self.field != "note":
            return self.wanted
        return mark.join(self._human(self.wanted), mark.split(card.note)[1])

    def _human(self, text: str | None) -> str | None:
        return mark.split(text)[0] if self.field == "note" else text


@dataclass(frozen=True, slots=True)
class Updating:
    """`asked`: a PUT of the open fields is on its way."""

    changes: tuple[FieldChange, ...]
    asked: bool = False
    quarantine_s: float = 90.0
    doubted: bool = False
    """A copy of the request was not answered. Until T_q is over it may still arrive, so nothing is declined before."""
    refusal: str | None = None
    """What it is declined with, if the fields are still as they were after T_q."""
    seen: ServerCard | None = None

    def begin(self) -> Step[Updating]:
        return Step(replace(self, asked=False), ReadCard())

    def after(self, answer: Answer) -> Step[Updating]:
        if isinstance(answer, CardRead):
            return self._looked(answer.card)
        if isinstance(answer, Elapsed):
            return self.begin()
        if isinstance(answer, Throttled):
            return Step(replace(self, asked=False), throttle(answer))
        if isinstance(answer, (NotSent, Unauthorised)):
            return Step(replace(self, asked=False), NoService(answer))
        if isinstance(answer, (Rejected, Missing)):
            return self._refused(answer.message)
        return self._lost(answer)

    def _looked(self, card: ServerCard) -> Step[Updating]:
        """After a PUT the returned card is compared too: unknown fields are ignored with a 200 (API.md)."""
        machine = replace(self, seen=card)
        open_ones = [c for c in self.changes if not c.done(card)]
        if not open_ones:
            return Step(machine, End(State.DONE))
        if self.refusal is not None:
            return Step(machine, declined(self.refusal))
        for change in open_ones:
            if not change.open(card) or self.asked:
                values: dict[str, object] = {"field": change.field, "found": change.found(card)}
                return Step(machine, End(State.PARKED, Said("park.conflict", values)))
        fields = tuple((c.field, c.text(card)) for c in open_ones)
        note = ("asked", Said("evidence.field_put", {"field": ", ".join(name for name, _ in fields)}))
        return Step(replace(machine, asked=True), PutFields(fields), (note,))

    def _refused(self, message: str) -> Step[Updating]:
        if self.doubted and self.refusal is None:
            return Step(replace(self, asked=False, refusal=message), quarantine(self.quarantine_s))
        return Step(self, declined(message))

    def _lost(self, answer: Answer) -> Step[Updating]:
        """The first lost copy is looked after at once. A service that loses one after the other gets a pause."""
        if self.asked and not self.doubted:
            return Step(replace(self, asked=False, doubted=True), ReadCard())
        cause = answer if isinstance(answer, Lost) else Lost("an unexpected answer")
        return Step(replace(self, asked=False), NoService(cause))
