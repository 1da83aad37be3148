"""People who do as they are told: what the scripted figures (F8, F9, F11, F12) are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.bootstrap import Core
from core.domain.command import Disable, Issue, Redeem, TopUp, Update
from core.errors import KnownError
from tests.simulation.people import People
from tests.simulation.till import Till
from tests.simulation.world import World

Act = Callable[[Till, Core], None]


class Script(People):
    """The acts in order, `pause_s` apart; a kill goes on with the one after."""

    def __init__(self, world: World, acts: Sequence[Act], pause_s: float = 2.0) -> None:
        super().__init__(world)
        self._acts, self._pause_s = acts, pause_s

    def serve(self, till: Till, core: Core) -> None:
        while till.left_to_do > 0:
            act = self._acts[len(self._acts) - till.left_to_do]
            till.left_to_do -= 1
            self._world.scheduler.sleep(self._pause_s)
            try:
                act(till, core)
            except KnownError as error:
                till.says(f"clerk is told: {error.key}")

    def open_web_shop(self) -> None:
        """It stays closed."""


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
