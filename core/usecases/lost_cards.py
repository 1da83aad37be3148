"""A lost or doubted card: frozen on this till, taken back into use, or replaced by a new one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.domain.command import Freeze, Replace
from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.commands import run_kept
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.command import Holding, Unfreeze
    from core.errors import StorageFailed
    from core.rows import ReplacementRow


@dataclass(frozen=True, slots=True)
class HoldingResult:
    """`replaced` only for a replacement: how far it has come. `problem`: the disk failed after it was accepted."""

    command: Holding
    replaced: ReplacementRow | None = None
    problem: StorageFailed | None = None

    @property
    def changes(self) -> Changes:
        cards = frozenset({self.command.card_id})
        return Changes(cards, any_card=self.replaced is not None, queue=self.replaced is not None, status=True)


@needs(Permission.FREEZE, Permission.REPLACE)
def hold(core: Core, command: Holding) -> HoldingResult:
    """Do any of the three. Raises KnownError: nothing was written."""
    if isinstance(command, Replace):
        return replace_card(core, command)
    if isinstance(command, Freeze):
        return freeze_card(core, command)
    return unfreeze_card(core, command)


@needs(Permission.FREEZE)
def freeze_card(core: Core, command: Freeze) -> HoldingResult:
    """Refuse the card's money on this till; no service is asked. Raises BadInput, NotFound, RuleRefused."""
    core.freezes.freeze(command)
    return HoldingResult(command)


@needs(Permission.FREEZE)
def unfreeze_card(core: Core, command: Unfreeze) -> HoldingResult:
    """Take a frozen card back into use on this till. Raises NotFound, RuleRefused."""
    core.freezes.unfreeze(command)
    return HoldingResult(command)


@needs(Permission.REPLACE)
def replace_card(core: Core, command: Replace) -> HoldingResult:
    """Move all that is on a lost card to a new one, as far as it goes now; the background does the rest.

    Raises KnownError: nothing was done. Once accepted it is told as it stands in the outbox, whatever the disk does.
    """
    begun = core.replacement.start(command)
    _, problem = run_kept(partial(core.replacement.run, begun.operation_id))
    return HoldingResult(command, core.queries.replacement(begun.operation_id), problem)


@needs(Permission.LIST)
def read_replacement(core: Core, operation_id: str) -> ReplacementRow | None:
    """Return how far the replacement that begins with this operation is."""
    return core.queries.replacement(operation_id)
