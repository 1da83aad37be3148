"""What taking an act back would come to, read before anybody is asked about it; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.money import Money
from core.domain.permission import Permission
from core.errors import KnownError, NotFound
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import CardRow, OperationRow


@dataclass(frozen=True, slots=True)
class ReversalPreview:
    """The act, and what taking it back would change on its card, signed; or why it cannot be taken back."""

    row: OperationRow
    card: CardRow | None
    found: Money | KnownError


@needs(Permission.LIST)
def preview_reversal(core: Core, operation_id: str) -> ReversalPreview:
    """Foresee a take-back by the till's own copy of the card. Raises NotFound."""
    row = core.queries.operation(operation_id)
    if row is None:
        raise NotFound("operation.unknown")
    found: Money | KnownError
    try:
        found = core.desk.foresee_reverse(operation_id)
    except KnownError as error:
        found = error
    return ReversalPreview(row, core.queries.card(row.card_id), found)
