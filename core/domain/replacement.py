"""A lost card is replaced in steps, and which step comes next: all of its money is taken, a new card gets exactly that,
the old one is disabled. Where no new card can be made the money goes back. Pure; docs/decisions/0018 tells why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.operation import FINAL, MONEY_KINDS, Kind, State


class ReplacementStage(StrEnum):
    """Which part of the replacement its last operation belongs to."""

    TAKING = "taking"
    MAKING = "making"
    CLOSING = "closing"
    RETURNING = "returning"


@dataclass(frozen=True, slots=True)
class ReplacementStep:
    """One operation of the replacement. `known` is what it changed on its card, as far as was answered or settled."""

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
class NextStep:
    """The operation that is to be accepted next; `want` in minor units, signed."""

    kind: Kind
    want: int = 0


def next_step(steps: Sequence[ReplacementStep]) -> NextStep | None:
    """Return what is due; None while the last step has not ended, and when nothing is left. `steps`: at least one."""
    last, taken = steps[-1], amount_taken(steps)
    if last.state not in FINAL:
        return None
    match stage(steps):
        case ReplacementStage.TAKING:
            return NextStep(Kind.ISSUE, taken) if taken > 0 else None
        case ReplacementStage.MAKING:
            return NextStep(Kind.DISABLE) if last.made else NextStep(Kind.TOP_UP, last.want)
        case _:
            return None


def stage(steps: Sequence[ReplacementStep]) -> ReplacementStage:
    """Return the stage. Settling may add operations to each part, so the kind alone does not tell."""
    if steps[-1].kind is Kind.ISSUE:
        return ReplacementStage.MAKING
    if making(steps) is None:
        return ReplacementStage.TAKING
    return ReplacementStage.CLOSING if steps[-1].kind is Kind.DISABLE else ReplacementStage.RETURNING


def making(steps: Sequence[ReplacementStep]) -> ReplacementStep | None:
    """Return the step that makes the new card."""
    return next((step for step in steps if step.kind is Kind.ISSUE), None)


def amount_taken(steps: Sequence[ReplacementStep]) -> int:
    """Return what really came off the old card before a new one was asked for, positive minor units."""
    taken = 0
    for step in steps:
        if step.kind is Kind.ISSUE:
            break
        taken -= step.known if step.kind in MONEY_KINDS else 0
    return taken
