"""Approval that comes later: asked for by a clerk, decided by a manager, carried out by the till."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.errors import BadInput, KnownError, StaffNeeded
from core.usecases import commands
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.bootstrap import Core
    from core.domain.approval import ApprovalRequest
    from core.domain.command import Command
    from core.usecases.commands import CommandResult


@dataclass(frozen=True, slots=True)
class RequestChanged:
    """A request as it stands now."""

    request: ApprovalRequest

    @property
    def changes(self) -> Changes:
        return Changes(queue=True, status=True)


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of one request. `result` is that of its act; `problem` says why nothing was done.

    `request` None: there is none of this number.
    """

    number: int
    request: ApprovalRequest | None
    result: CommandResult | None = None
    problem: KnownError | None = None

    @property
    def changes(self) -> Changes:
        own = Changes(queue=True, status=True)
        return own if self.result is None else own | self.result.changes


@dataclass(frozen=True, slots=True)
class Decisions:
    """What came of several requests, one after the other."""

    decided: tuple[Decided, ...]

    @property
    def changes(self) -> Changes:
        found = Changes(status=True)
        for each in self.decided:
            found |= each.changes
        return found


@needs(Permission.LIST)
def read_requests(core: Core) -> tuple[ApprovalRequest, ...]:
    """Return what waits for approval and what was decided: all of it for a manager, their own for a clerk."""
    return core.approvals.requests()


@needs(Permission.ASK)
def ask_approval(core: Core, command: Command) -> RequestChanged:
    """Ask a manager who comes later. Raises KnownError: nothing was asked."""
    return RequestChanged(core.approvals.ask(command))


@needs(Permission.ASK)
def withdraw_request(core: Core, number: int) -> RequestChanged:
    """Take a request of one's own back. Raises NotFound, RuleRefused."""
    return RequestChanged(core.approvals.withdraw(number))


@needs(Permission.DECIDE)
def approve_requests(core: Core, numbers: Sequence[int]) -> Decisions:
    """Approve requests, and carry each out. What one comes to stops none of the others.

    Raises SignInNeeded, ApprovalNeeded: nothing was decided from there on.
    """
    return Decisions(tuple(_approve(core, number) for number in numbers))


@needs(Permission.DECIDE)
def refuse_requests(core: Core, numbers: Sequence[int], reason: str) -> Decisions:
    """Refuse requests, all with one reason. Raises as `approve_requests`, and BadInput without a reason."""
    return Decisions(tuple(_refuse(core, number, reason) for number in numbers))


def _approve(core: Core, number: int) -> Decided:
    try:
        accepted = core.approvals.approve(number)
        result = commands.run_accepted(core, accepted)
    except StaffNeeded:
        raise
    except KnownError as error:
        return _left(core, number, error)
    return Decided(number, core.approvals.request(number), result)


def _refuse(core: Core, number: int, reason: str) -> Decided:
    try:
        return Decided(number, core.approvals.refuse(number, reason))
    except (StaffNeeded, BadInput):
        raise
    except KnownError as error:
        return _left(core, number, error)


def _left(core: Core, number: int, error: KnownError) -> Decided:
    """Return how the request stands after a decision that did not come through."""
    try:
        return Decided(number, core.approvals.request(number), problem=error)
    except KnownError:
        return Decided(number, None, problem=error)
