"""People who do as they are told: what the scripted figures (F8, F9, F11, F12) are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.bootstrap import Core
from core.domain.command import Disable, Issue, Redeem, TopUp, Update
from core.errors import KnownError
from tests.simulation.oracle import UNDECIDED
from tests.simulation.people import WEB_SHOP, People
from tests.simulation.till import Till
from tests.simulation.world import World

Act = Callable[[Till, Core], None]
_HOURS_72 = 72 * 3600.0


class Script(People):
    """The acts in order, `pause_s` apart; a kill goes on with the one after."""

    def __init__(self, world: World, acts: Sequence[Act], pause_s: float = 2.0) -> None:
        super().__init__(world)
        self.settles = False
        self._acts, self._pause_s = acts, pause_s

    def serve(self, till: Till, core: Core) -> None:
        while till.left_to_do > 0:
            act = self._acts[len(self._acts) - till.left_to_do]
            self._world.scheduler.sleep(self._pause_s)
            till.left_to_do -= 1
            try:
                act(till, core)
            except KnownError as error:
                till.says(f"clerk is told: {error.key}")

    def open_web_shop(self) -> None:
        """It stays closed."""


class DaysOffline(Script):
    """72 hours of promises without a line, while others empty one card in 20 and disable one in 100; then it is back.

    The shape's `commands` are the promises and four acts around them.
    """

    def __init__(self, world: World) -> None:
        self.promises = world.shape.commands - 4
        acts = (self._pull_the_line, *[self._promise] * self.promises, self._others, self._replay, self._look)
        super().__init__(world, acts, _HOURS_72 / len(acts))
        self.took_s = 0.0
        self.requests = 0

    def _pull_the_line(self, till: Till, core: Core) -> None:
        core.connection.switch(True)

    def _promise(self, till: Till, core: Core) -> None:
        chance = self._world.chance
        card_id, amount = chance.choice(self._world.usual_cards), chance.randint(1, 100)
        if chance.random() < 0.8 and core.queries.card(card_id).balance >= amount:
            core.desk.submit(Redeem(card_id, amount))
        else:
            core.desk.submit(TopUp(card_id, amount))

    def _others(self, till: Till, core: Core) -> None:
        shop = self._world.shop
        for number, card_id in enumerate(self._world.usual_cards):
            balance = shop.cards[card_id].card.balance
            if number % 20 == 0 and balance > 1:
                shop.post(card_id, 1 - balance, 1, WEB_SHOP, None)
            if number % 100 == 50:
                shop.disable(card_id)

    def _replay(self, till: Till, core: Core) -> None:
        scheduler, before = self._world.scheduler, self._world.requests
        began = scheduler.now
        core.connection.switch(False)
        while till.rows(UNDECIDED):
            scheduler.sleep(1.0)
        self.took_s, self.requests = scheduler.now - began, self._world.requests - before

    def _look(self, till: Till, core: Core) -> None:
        """One more act, for until the last one faults go on."""
        core.lookup.refresh(self._world.usual_cards[0])


def a_bit_of_everything(world: World) -> Script:
    """Each kind of request at least twice. The shape's `commands` must be 14."""
    first, second, third = world.usual_cards[:3]

    def give(command: Redeem | TopUp | Issue | Update | Disable) -> Act:
        return lambda till, core: till.told.update(
            {(a := core.desk.submit(command)).operation_id: core.replay.run(a.operation_id)}
        )

    def look(card_id: int) -> Act:
        return lambda till, core: till.says(f"looks: {core.lookup.refresh(card_id)}")

    def scan(code: str) -> Act:
        return lambda till, core: till.says(f"scans: {core.lookup.resolve(code).match}")

    acts = [
        *(scan("BEFORE000001"), scan("BEFORE000002")),
        *(give(Redeem(first, 100)), give(TopUp(first, 250)), give(Issue(1500, "USD")), look(first)),
        *(give(Update(second, (("note", "One"),))), give(Disable(third, "Lost")), give(Redeem(first, 70))),
        *(give(Issue(2500, "USD")), give(Update(first, (("note", "Two"),))), give(Disable(second, "Lost"))),
        *(look(second), give(Redeem(first, 30))),
    ]
    return Script(world, acts)
