"""What the counter does with a lost or doubted card, as functions for a lane: freeze, take back into use, replace."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.command import Freeze, Holding, Replace
from core.errors import KnownError, StaffNeeded, StorageFailed

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.rows import ReplacementRow


@dataclass(frozen=True, slots=True)
class Held:
    """How it went: a KnownError where nothing was written; `replaced` only for a replacement."""

    ticket: int
    command: Holding
    error: KnownError | None = None
    replaced: ReplacementRow | None = None


def hold(command: Holding, ticket: int) -> Callable[[Core], Held]:
    """A freeze asks no service. A replacement goes as far as it can now; the background does the rest."""

    def work(core: Core) -> Held:
        try:
            if isinstance(command, Replace):
                return Held(ticket, command, replaced=_replaced(core, command))
            if isinstance(command, Freeze):
                core.freezes.freeze(command)
            else:
                core.freezes.unfreeze(command)
        except StaffNeeded:
            raise  # somebody signs in or approves, and it is asked again
        except KnownError as error:
            return Held(ticket, command, error)
        return Held(ticket, command)

    return work


def _replaced(core: Core, command: Replace) -> ReplacementRow | None:
    """Once accepted, a full disk or a refused token only stops it: what it has come to is read from the outbox."""
    begun = core.replacement.start(command)
    with suppress(StorageFailed):
        core.replacement.run(begun.operation_id)
    return core.queries.replacement(begun.operation_id)
