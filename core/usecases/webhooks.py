"""Deliveries of webhooks that were verified: each counts once, and has its card read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core


@needs(Permission.ITSELF)
def note_delivery(core: Core, name: str) -> bool:
    """Remember a delivery for a day, on the disk; False where it was heard before. Raises StorageFailed."""
    return core.heard_webhooks.note(name)


@needs(Permission.ITSELF)
def read_card_again(core: Core, card_id: int) -> bool:
    """Read a card from the service; return whether it was another one in the till's copy. No answer is no change."""
    return core.lookup.refresh(card_id)
