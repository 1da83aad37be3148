"""Orders of several cards: planned, begun, paused, gone on with, stopped, and handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.outcome import Message
from core.domain.permission import Permission
from core.errors import BadInput
from core.rows import BatchCard, BatchRow
from core.usecases.changes import Changes
from core.usecases.front_door import needs
from core.usecases.policy import advise_order
from core.usecases.sales import CONFIRMED, PENDING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.bootstrap import Core
    from core.domain.batch import BatchPlan
    from core.domain.command import Issue

_FILE_MOST = 50_000_001
READY = frozenset({CONFIRMED, PENDING})
"""How a card must stand to be given away."""


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """An order as it stands; `held` tells why it stopped by itself."""

    order: BatchRow
    cards: tuple[BatchCard, ...]
    going: bool
    held: Message | None


@dataclass(frozen=True, slots=True)
class BegunOrder:
    """The number of a new order."""

    batch_id: str

    @property
    def changes(self) -> Changes:
        return Changes(queue=True)


@needs(Permission.LIST)
def read_order(core: Core, batch_id: str) -> OrderStatus:
    """Return an order and its cards. Raises NotFound."""
    going, held = core.batch_run.going(batch_id), core.batch_run.held(batch_id)
    return OrderStatus(core.batches.order(batch_id), core.batches.cards(batch_id), going, held)


@needs(Permission.LIST)
def read_cards(core: Core, batch_id: str) -> tuple[BatchCard, ...]:
    """Return the cards of an order. Raises NotFound."""
    return core.batches.cards(batch_id)


@needs(Permission.LIST)
def plan_file(core: Core, path: Path) -> BatchPlan:
    """Look a file through and make nothing. Reads no more than a file may have. Raises BadInput."""
    try:
        with path.open("rb") as file:
            content = file.read(_FILE_MOST)
    except OSError as error:
        raise BadInput("batch.file", path=path.name, why=error.strerror or error) from error
    return advise_order(core, core.batches.plan(content, path.name))


@needs(Permission.LIST)
def plan_equal(core: Core, issue: Issue, count: int) -> BatchPlan:
    """Plan `count` cards that are all alike. Raises BadInput."""
    return advise_order(core, core.batches.equal(issue, count))


@needs(Permission.ORDER)
def begin_order(core: Core, plan: BatchPlan) -> BegunOrder:
    """Write the order and start it. Raises KnownError: nothing is written."""
    batch_id = core.batches.begin(plan)
    core.batch_run.go(batch_id)
    return BegunOrder(batch_id)


@needs(Permission.ORDER)
def pause_order(core: Core, batch_id: str) -> Changes:
    """Make no further card of it for now."""
    core.batch_run.pause(batch_id)
    return Changes(queue=True)


@needs(Permission.ORDER)
def resume_order(core: Core, batch_id: str) -> Changes:
    """Go on with it, also with what was refused. Raises NotFound."""
    core.batches.again(batch_id)
    core.batch_run.go(batch_id)
    return Changes(queue=True)


@needs(Permission.ORDER)
def stop_order(core: Core, batch_id: str) -> Changes:
    """End it for good: what is made stays. Raises NotFound."""
    core.batch_run.stop(batch_id)
    return Changes(queue=True)


@needs(Permission.HAND_OVER)
def hand_over_order(core: Core, batch_id: str, operations: Sequence[str]) -> Changes:
    """Wipe the codes of cards that the customer has now. Raises NotFound."""
    core.batches.hand_over(batch_id, operations)
    return Changes(queue=True)


def printable_sales(cards: Sequence[BatchCard]) -> tuple[str, ...]:
    """Return the sales whose card can be printed now."""
    return tuple(card.operation_id for card in cards if card.operation_id and card.has_code and card.stand in READY)
