"""Acts that wait for a manager's approval: which can, how they are kept, how they stand (docs/decisions/0122)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from core.domain.code import without_codes
from core.domain.command import Command, Disable, Issue, Reverse, SetBalance, TopUp, Update
from core.domain.greeting import Greeting
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.permission import Permission
from core.domain.rights import RIGHTS
from core.domain.staff import Proposal

HOURS = "approvals.hours"
"""The setting: how long a request waits."""
_COMMANDS: dict[Permission, type[Command]] = {
    Permission.ISSUE: Issue,
    Permission.TOP_UP: TopUp,
    Permission.REVERSE: Reverse,
    Permission.UPDATE: Update,
    Permission.SET_BALANCE: SetBalance,
    Permission.DISABLE: Disable,
}
_TYPED = frozenset({"reason", "note", "recipient", "sender", "message"})


class ApprovalState(StrEnum):
    """How a request stands; the values are kept. What waits longer than it may is EXPIRED, kept as that or not yet."""

    WAITING = "waiting"
    APPROVED = "approved"
    """The act is in the outbox, under the number of the request."""
    REFUSED = "refused"
    IMPOSSIBLE = "impossible"
    """It was approved, and the card did not allow it any more."""
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """Who asked for which act, and what became of it.

    `operation_id` is what the act will be called in the outbox, so that it is there once. `reason` is the decider's;
    what the clerk gave is in the proposal. `operation` is how the act stands, once it is in the outbox.
    """

    number: int
    operation_id: str
    permission: Permission
    command: Mapping[str, Any]
    proposal: Proposal
    clerk: str
    till: str
    asked_at: float
    expires_at: float
    state: ApprovalState = ApprovalState.WAITING
    decided_by: str = ""
    decided_at: float | None = None
    reason: str = ""
    problem: Message | None = None
    operation: State | None = None

    @property
    def waits(self) -> bool:
        """Tell whether somebody can still decide about it."""
        return self.state is ApprovalState.WAITING

    def to_command(self) -> Command:
        """Return the act as it was asked for."""
        return command_of(self.permission, self.command)


def can_wait(permission: Permission, command: Command) -> bool:
    """Tell whether the act can wait: the table says so, and nobody stands there for goods, cash or a card.

    A new card can wait where it is given and not sold, with a code that is drawn when it is made.
    """
    if isinstance(command, Issue) and (command.kind == "sold" or command.code is not None):
        return False
    return RIGHTS[permission].can_wait and permission in _COMMANDS


def plain_command(command: Command) -> dict[str, Any]:
    """Return the act as plain values, with no code in any of its texts."""
    return {name: _plain(name, value) for name, value in asdict(command).items()}


def command_of(permission: Permission, values: Mapping[str, Any]) -> Command:
    """Return the act that these plain values are of."""
    given = dict(values)
    if "greeting" in given:
        given["greeting"] = Greeting(**given["greeting"])
    if "changes" in given:
        given["changes"] = tuple((name, value) for name, value in given["changes"])
    return _COMMANDS[permission](**given)


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(key, each) for key, each in value.items()}
    if name == "changes":
        return [[field, _plain(field, wanted)] for field, wanted in value]
    return without_codes(value) if name in _TYPED and isinstance(value, str) else value
