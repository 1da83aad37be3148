"""Commands of the counter: into the outbox in one transaction, then to the service.

The only place that knows what submitting, running and a disk that fails in between come to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from core.domain.command import Redeem
from core.domain.money import Money
from core.domain.outcome import Confirmed, Message, Refused, Unknown
from core.domain.permission import COMMANDS, Permission
from core.domain.policy import policy_of
from core.errors import StorageFailed
from core.usecases.changes import Changes, of_card
from core.usecases.front_door import needs
from core.usecases.policy import read_advice

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.command import Command
    from core.domain.outcome import Accepted, Outcome
    from core.rows import OperationRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CommandResult:
    """The outcome of what was accepted. `problem`: the disk failed afterwards, and so the outcome is unknown."""

    command: Command | None
    outcome: Outcome
    problem: StorageFailed | None = None
    advice: Message | None = None
    """What the policy of the shop has to say of it (docs/policy.md)."""
    first: OperationRow | None = None
    """The reference was known: this is what became of the first act of that name, and nothing was done now."""

    @property
    def changes(self) -> Changes:
        return of_card(self.outcome.card_id)


@needs(*COMMANDS)
def submit_and_run(core: Core, command: Command, reference: str = "") -> CommandResult:
    """Carry a command out, and wait for its outcome.

    `reference` is the caller's own name of the act: given again, it leads to the outcome of the first.

    Raises KnownError: nothing was done, and nothing of it will be.
    """
    if not reference:
        return run_accepted(core, core.desk.submit(command), command)
    accepted, first = core.references.submit(command, reference)
    result = run_accepted(core, accepted, command)
    return result if first is None else replace(result, first=core.queries.operation(first.operation_id))


@needs(Permission.LOOK_UP)
def read_first_amount(core: Core, reference: str) -> int | None:
    """Return what the act of this reference asked for, minor units; None where the reference is new."""
    first = core.references.find(reference) if reference else None
    return None if first is None else first.amount


@needs(Permission.RETRY)
def run_accepted(core: Core, accepted: Accepted, command: Command | None = None) -> CommandResult:
    """Wait for the outcome of what is in the outbox already. Raises ServiceFailed: it was taken back unsent."""
    return _run(core, accepted.operation_id, accepted.card_id, command)


@needs(Permission.RETRY)
def retry_and_run(core: Core, operation_id: str) -> CommandResult:
    """Try now what waits, and wait for its outcome. Raises NotFound, ServiceFailed."""
    core.desk.retry(operation_id)
    row = core.queries.operation(operation_id)
    return _run(core, operation_id, row.card_id if row else 0, None)


@needs(Permission.RETRY)
def retry_soon(core: Core, operation_id: str) -> Changes:
    """Let the background try now what waits. Raises NotFound."""
    core.desk.retry(operation_id)
    return Changes(queue=True, status=True)


@needs(Permission.CANCEL)
def cancel(core: Core, operation_id: str) -> Changes:
    """Take back what was never sent. Raises NotFound, and RuleRefused once a request may have reached the service."""
    core.desk.cancel(operation_id)
    return Changes(any_card=True, queue=True)


def run_kept(run: Callable[[], T]) -> tuple[T | None, StorageFailed | None]:
    """Run what is accepted already. A disk that fails now stops it and no more: the outbox goes on with it later."""
    try:
        return run(), None
    except StorageFailed as error:
        return None, error


def _run(core: Core, operation_id: str, card_id: int, command: Command | None) -> CommandResult:
    """Run it. A disk that fails once it is accepted makes the outcome unknown, not undone: nothing is done again."""
    outcome, problem = run_kept(partial(core.replay.run, operation_id))
    outcome = outcome or Unknown(operation_id, card_id, Message("outcome.unknown"))
    advice, _ = run_kept(partial(_advice, core, command, outcome))
    return CommandResult(command, outcome, problem, advice)


def _advice(core: Core, command: Command | None, outcome: Outcome) -> Message | None:
    """Return what the policy of the shop has to say of it; None for nothing."""
    if isinstance(command, Redeem) and isinstance(outcome, Confirmed):
        return policy_of(core.preferences.all()).about_rest(Money(outcome.balance, outcome.currency))
    return None if command is None or isinstance(outcome, Refused) else read_advice(core, command)
