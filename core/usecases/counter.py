"""What the counter asks for, each with all that is shown beside its answer: the card as it then is, and its receipt.

They are read in one job and so are painted in one step: no outcome ever stands beside the balance before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from core.domain.permission import COMMANDS, Permission
from core.errors import KnownError
from core.usecases import commands, lost_cards, receipts
from core.usecases.changes import NOTHING, Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.command import Command, Holding
    from core.rows import CardDetails, OperationRow, ReplacementRow
    from core.usecases.commands import CommandResult
    from core.usecases.lost_cards import HoldingResult
    from core.usecases.receipts import ReceiptSource

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class WithCard(Generic[T_co]):
    """An answer. `details` None: the card could not be read just now; `receipt` None: there is none to print."""

    answer: T_co
    details: CardDetails | None = None
    receipt: ReceiptSource | None = None

    @property
    def changes(self) -> Changes:
        return getattr(self.answer, "changes", NOTHING)


@needs(*COMMANDS)
def carry_out(core: Core, command: Command) -> WithCard[CommandResult]:
    """Carry a command out and read its card. Raises KnownError: nothing was done, and nothing of it will be."""
    result = commands.submit_and_run(core, command)
    return _with_card(core, result, result.outcome.card_id, result.outcome.operation_id)


@needs(Permission.FREEZE, Permission.REPLACE)
def hold_card(core: Core, command: Holding) -> WithCard[HoldingResult]:
    """Freeze, unfreeze or replace a card, and read it. Raises KnownError: nothing was written."""
    return _with_card(core, lost_cards.hold(core, command), command.card_id)


@needs(Permission.LIST)
def read_operation(core: Core, operation_id: str) -> WithCard[OperationRow | None]:
    """Return how an operation stands by now."""
    row = core.queries.operation(operation_id)
    return WithCard(None) if row is None else _with_card(core, row, row.card_id, operation_id)


@needs(Permission.LIST)
def read_replacement(core: Core, operation_id: str) -> WithCard[ReplacementRow | None]:
    """Return how far a replacement is by now; the card is the old one."""
    row = core.queries.replacement(operation_id)
    return WithCard(None) if row is None else _with_card(core, row, row.card_id)


def _with_card(core: Core, answer: T, card_id: int, operation_id: str = "") -> WithCard[T]:
    """Read the card beside the answer. A disk that fails then takes nothing from it: the next change reads again."""
    try:
        details, bill = core.queries.card_after(card_id, operation_id)
        return WithCard(answer, details, receipts.source_of(core, bill))
    except KnownError:
        return WithCard(answer)
