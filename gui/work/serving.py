"""What the counter asks for, each with all that is shown beside its answer: the card as it then is, and its receipt.

They are read in one job and so are painted in one step: no outcome ever stands beside the balance before it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from core.errors import KnownError
from gui.printing.receipt_source import ReceiptSource, read_receipt
from gui.work import acts, holding_acts
from gui.work.acts import CardSeen, Carried
from gui.work.holding_acts import Held

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.command import Command, Holding
    from core.rows import OperationRow, ReplacementRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WithCard(Generic[T]):
    """An answer. `seen` None: the card could not be read just now; `receipt` None: there is none to print."""

    answer: T
    seen: CardSeen | None = None
    receipt: ReceiptSource | None = None


def carry_out(command: Command, ticket: int) -> Callable[[Core], WithCard[Carried]]:
    """As `acts.carry_out`."""

    def work(core: Core) -> WithCard[Carried]:
        carried = acts.carry_out(command, ticket)(core)
        if isinstance(carried.outcome, KnownError):
            return WithCard(carried)
        return _with_card(core, carried, carried.outcome.card_id, carried.outcome.operation_id)

    return work


def hold(command: Holding, ticket: int) -> Callable[[Core], WithCard[Held]]:
    """As `holding_acts.hold`."""

    def work(core: Core) -> WithCard[Held]:
        held = holding_acts.hold(command, ticket)(core)
        return WithCard(held) if held.error is not None else _with_card(core, held, command.card_id)

    return work


def read_operation(operation_id: str) -> Callable[[Core], WithCard[OperationRow | None]]:
    """How an operation stands by now."""

    def work(core: Core) -> WithCard[OperationRow | None]:
        row = core.queries.operation(operation_id)
        return WithCard(None) if row is None else _with_card(core, row, row.card_id, operation_id)

    return work


def read_replacement(operation_id: str) -> Callable[[Core], WithCard[ReplacementRow | None]]:
    """How far a replacement is by now; the card is the old one."""

    def work(core: Core) -> WithCard[ReplacementRow | None]:
        row = core.queries.replacement(operation_id)
        return WithCard(None) if row is None else _with_card(core, row, row.card_id)

    return work


def _with_card(core: Core, answer: T, card_id: int, operation_id: str = "") -> WithCard[T]:
    """A disk that fails while the card is read takes nothing from the answer: the next change reads it again."""
    seen: CardSeen | None = None
    receipt: ReceiptSource | None = None
    with suppress(KnownError):
        seen = acts.read_card(card_id, 0)(core)
        receipt = read_receipt(operation_id)(core) if operation_id else None
    return WithCard(answer, seen, receipt)
