"""What a till was refused without a word, and whether it asks for it too often (docs/protocol.md D8)."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.reply import Lost


@dataclass(slots=True)
class Refusals:
    """Refusals without a word in one life, by operation: their status, and the attempts that met it in a row (D8)."""

    met: dict[str, tuple[int, set[int]]] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)

    def twice(self, attempt: tuple[str, int]) -> bool:
        """Return whether two earlier attempts of the operation were so refused. This one is about to be sent."""
        operation_id, number = attempt
        self.newest[operation_id] = number
        return len(self.met.get(operation_id, (0, set()))[1] - {number}) >= 2

    def heard(self, operation_id: str, answer: object) -> None:
        status = answer.refused if isinstance(answer, Lost) else 0
        before, attempts = self.met.get(operation_id, (0, set()))
        if not status:
            self.met.pop(operation_id, None)
        else:
            self.met[operation_id] = (status, {*(attempts if status == before else ()), self.newest[operation_id]})
