"""What a trainer does to the sandbox: an outage, faults, a card that is spent elsewhere. A real service has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.training import Lesson


@needs(Permission.TRAINING)
def set_outage(core: Core, outage: bool) -> Changes:
    """Take the sandbox away, or bring it back."""
    if core.training is not None:
        core.training.set_outage(outage)
    return _tried_again(core)


@needs(Permission.TRAINING)
def set_faults(core: Core, seed: int | None) -> Changes:
    """Let requests fail by the chance of `seed`; None: no more."""
    if core.training is not None:
        core.training.set_weather(seed)
    return _tried_again(core)


@needs(Permission.TRAINING)
def teach(core: Core, lesson: Lesson) -> Changes:
    """Let the next request meet this."""
    if core.training is not None:
        core.training.teach(lesson)
    return _tried_again(core)


@needs(Permission.TRAINING)
def spend_elsewhere(core: Core, card_id: int) -> Changes:
    """Let a customer spend half of the card in the web shop."""
    if core.training is not None:
        core.training.spend_elsewhere(card_id)
    return _tried_again(core)


@needs(Permission.TRAINING)
def end_training(core: Core) -> Changes:
    """Let everything work normally again."""
    if core.training is not None:
        core.training.end()
    return _tried_again(core)


@needs(Permission.TRAINING)
def pull_plug(core: Core, out: bool) -> Changes:
    """Take the sandbox away without a word to the till, which finds out as it would in life."""
    if core.service is not None:
        core.service.set_outage(out)
    return Changes(status=True)


def _tried_again(core: Core) -> Changes:
    core.connection.try_again()
    core.sync.hurry()
    return Changes(status=True)
