"""What a take-back would come to, read before anybody is asked about it; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.money import Money
from core.errors import KnownError, NotFound

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import CardRow, OperationRow


@dataclass(frozen=True, slots=True)
class TakeBackSeen:
    """The act, and what taking it back would change on its card, signed; or why it cannot be taken back."""

    row: OperationRow
    card: CardRow | None
    found: Money | KnownError


def read_take_back(operation_id: str) -> Callable[[Core], TakeBackSeen]:
    """By the till's own copy of the card. Raises NotFound."""

    def work(core: Core) -> TakeBackSeen:
        row = core.queries.operation(operation_id)
        if row is None:
            raise NotFound("operation.unknown")
        found: Money | KnownError
        try:
            found = core.desk.foresee_reverse(operation_id)
        except KnownError as error:
            found = error
        return TakeBackSeen(row, core.queries.card(row.card_id), found)

    return work
