"""A lost card is replaced in steps, and which step comes next: all of its money is taken, a new card gets exactly that,
the old one is disabled. Where no new card can be made the money goes back. Pure; docs/decisions/0018 tells why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.operation import FINAL, MONEY_KINDS, Kind, State


class Stage(StrEnum):
    """Which part of the replacement its last operation belongs to."""

    TAKING = "taking"
    MAKING = "making"
    CLOSING = "closing"
    RETURNING = "returning"


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of the act. `known` is what it changed on its card, as far as was answered or settled."""

    operation_id: str
    kind: Kind
    state: State
    card_id: int
    want: int
    known: int

    @property
    def made(self) -> bool:
        return self.kind is Kind.ISSUE and self.card_id > 0 and self.state in {State.DONE, State.INFERRED}


@dataclass(frozen=True, slots=True)
class Coming:
    """The operation that is to be accepted next; `want` in minor units, signed."""

    kind: Kind
    want: int = 0


def coming(steps: Sequence[Step]) -> Coming | None:
    """None while the last step has not ended, and when nothing is left to do. `steps` in their order, at least one."""
    last, taken = steps[-1], taken_by(steps)
    if last.state not in FINAL:
        return None
    match stage(steps):
        case Stage.TAKING:
            return Coming(Kind.ISSUE, taken) if taken > 0 else None
        case Stage.MAKING:
            return Coming(Kind.DISABLE) if last.made else Coming(Kind.TOP_UP, last.want)
        case _:
            return None


def stage(steps: Sequence[Step]) -> Stage:
    """Settling may add operations to each part, so the kind alone does not tell."""
    if steps[-1].kind is Kind.ISSUE:
        return Stage.MAKING
    if making(steps) is None:
        return Stage.TAKING
    return Stage.CLOSING if steps[-1].kind is Kind.DISABLE else Stage.RETURNING


def making(steps: Sequence[Step]) -> Step | None:
    """The step that makes the new card."""
    return next((step for step in steps if step.kind is Kind.ISSUE), None)


def taken_by(steps: Sequence[Step]) -> int:
    """What really came off the old card before a new one was asked for, positive minor units."""
    taken = 0
    for step in steps:
        if step.kind is Kind.ISSUE:
            break
        taken -= step.known if step.kind in MONEY_KINDS else 0
    return taken
