"""A person's word on an operation that is parked: what it would come to, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.errors import ApprovalNeeded, KnownError
from core.usecases import commands
from core.usecases.changes import Changes
from core.usecases.commands import CommandResult
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.settlement import Decision, Foreseen, Settled


@dataclass(frozen=True, slots=True)
class SettlementPreview:
    """What a decision would come to, or why it cannot be meant."""

    decision: Decision
    found: Foreseen | KnownError


@dataclass(frozen=True, slots=True)
class SettlementResult:
    """It is settled; `follow` is how what was done in its place went, None where nothing was."""

    decision: Decision
    settled: Settled
    follow: CommandResult | None = None

    @property
    def changes(self) -> Changes:
        return Changes(frozenset({self.settled.card_id}), queue=True, status=True)


@needs(Permission.LIST)
def read_obstacle(core: Core, operation_id: str) -> KnownError | None:
    """Return why nobody who works here could settle it; None where somebody can. Asked before a reason is typed."""
    from core.domain.staff import decides  # noqa: PLC0415 - the window imports this module before its first frame

    row = core.queries.operation(operation_id)
    if row is None or not core.gate.staffed or any(decides(each, row.clerk) for each in core.staff.people()):
        return None
    return ApprovalNeeded("staff.alone", act=Permission.SETTLE.value)


@needs(Permission.LIST)
def preview_settlement(core: Core, decision: Decision) -> SettlementPreview:
    """Foresee a decision by the till's own copy; nothing is sent or written."""
    try:
        return SettlementPreview(decision, core.settle.foresee(decision))
    except KnownError as error:
        return SettlementPreview(decision, error)


@needs(Permission.SETTLE)
def settle_and_run(core: Core, decision: Decision) -> SettlementResult:
    """Settle it, then run what was accepted in its place, to its outcome. Raises KnownError: nothing is settled."""
    settled = core.settle.decide(decision)
    if settled.follow is None:
        return SettlementResult(decision, settled)
    return SettlementResult(decision, settled, commands.run_accepted(core, settled.follow))
