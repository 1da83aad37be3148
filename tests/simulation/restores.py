"""What can come to stand behind an address: a service restored from a backup, or another service or shop.

A restored service gives ids out again (docs/protocol.md D4). Another one answers to the same requests, and has cards
of its own under the same ids (D5). Neither is a fault of the line: requests that are on their way arrive before.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from core.remote.gateway import NewCard
from tests.simulation.shop import EPOCH, Held, Shop

if TYPE_CHECKING:
    from tests.simulation.till import Till
    from tests.simulation.world import World

_CUT_S = 130.0
"""How long nobody answers before and after another service does: every till has met the silence."""
_QUIET_S = 120.0
"""A request that was sent before has arrived, or never will (A3)."""
_ON_ITS_WAY = """
    SELECT 1 FROM attempts a JOIN operations o USING (operation_id) WHERE o.card_id = ?
    AND (a.fate IN ('pending', 'unknown') OR a.base_date > ?)
"""


class Restores:
    """What happens behind the address of one world, by its seed."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = random.Random(f"{world.seed} restores")
        self.reused: dict[int, float] = {}
        """Ids that belong to another card, and since when (true seconds)."""
        self.other: Shop | None = None
        """Whoever answers in place of the service just now."""
        self._elsewhere = self._make_other()

    def begin(self) -> None:
        """Let come what the shape of the world says."""
        shape, scheduler = self._world.shape, self._world.scheduler
        for _ in range(shape.reused_ids):
            scheduler.at(self._chance.uniform(20, 150), self._reuse)
        if shape.another_service:
            start = self._chance.uniform(20, 100)
            stay = self._chance.uniform(60, 200)
            self._world.weather.outages += [
                (start, start + _CUT_S),
                (start + _CUT_S + stay, start + 2 * _CUT_S + stay),
            ]
            scheduler.at(start + _CUT_S / 2, lambda: self._switch(self._elsewhere))
            scheduler.at(start + _CUT_S * 3 / 2 + stay, lambda: self._switch(None))

    def shop(self) -> Shop:
        """Return whoever answers now."""
        return self.other or self._world.shop

    def stranger(self, card_id: int, created_at: int | None, base_date: int | None) -> bool:
        """Return whether a write, by what was read at `base_date`, is for another card than was meant."""
        since = self.reused.get(card_id)
        if since is None or base_date is None or base_date <= EPOCH + since + 1:
            return False
        return created_at != self._world.shop.cards[card_id].card.created_at

    def _switch(self, other: Shop | None) -> None:
        if self._world.quiet and other is not None:
            return  # no till would meet a silence before
        self.other = other
        self._world.say("world", "another service answers" if other else "the service is back")

    def _reuse(self) -> None:
        """Give the id of a card, on which nothing is on its way, to another card."""
        world, now = self._world, self._world.scheduler.now
        if world.quiet:
            return
        card_id = self._chance.choice(world.usual_cards)
        if any(self._is_busy(till, card_id) for till in world.tills):
            return
        value, code = self._chance.randint(1000, 9000), f"AGAIN{len(self.reused):04}{card_id % 1000:03}"
        date = world.shop.date
        card = replace(
            world.shop.cards[card_id].card,
            balance=value,
            initial_value=value,
            created_at=date,
            updated_at=date,
            disabled_at=None,
            note=None,
            template_suffix=None,
            last_characters=code[-4:].lower(),
        )
        held = world.shop.cards[card_id] = Held(card, code, "")
        held.versions.append((now, now, card))
        self.reused[card_id] = now
        world.say("world", f"{card_id} is another card now, with {value}")

    def _is_busy(self, till: Till, card_id: int) -> bool:
        since = int(EPOCH + self._world.scheduler.now - _QUIET_S)
        return bool(till.rows(_ON_ITS_WAY, card_id, since))

    def _make_other(self) -> Shop:
        made = Shop(lambda: self._world.scheduler.now)
        for number in range(self._world.shape.cards):
            made.create(NewCard(7000, "USD", f"ELSEWHERE{number:05}"), "")
        for held in made.cards.values():
            held.card = replace(held.card, created_at=EPOCH - 5000, updated_at=EPOCH - 5000)
            held.versions[:] = [(-1e6, -1e6, held.card)]
        return made
