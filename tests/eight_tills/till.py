"""`python -m tests.eight_tills.till PLAN [--open]`: one till, a clerk and the background of a window.

It works its commands off, waits until nothing is open any more, and ends with 0. Killed, it is started again, and goes
on where it was.
`--open`: as it is set up, before the shop opens: it pulls all cards, and asks what the service can do.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from core.bootstrap import Core, open_core
from core.domain.command import Command, Disable, Issue, Redeem, TopUp
from core.domain.outcome import Confirmed
from core.errors import KnownError
from core.usecases import background
from tests.eight_tills.plan import TillPlan, read_plan

PRICES = (250, 300, 450, 500, 750, 800, 990, 1000, 1200, 1250, 1490, 1500, 1750, 1990, 2000, 2500)
"""What things cost; two tills may well take the same price."""
_SELL, _DISABLE, _TOP_UP = 0.10, 0.12, 0.40
_LOOK_S = 0.2
_SHORTEST_S = 0.005


class Clerk:
    """Serves one customer after the other, as fast as the till answers."""

    def __init__(self, core: Core, plan: TillPlan) -> None:
        self._core = core
        self._plan = plan
        self._begun = plan.begun
        self._chance = random.Random(f"{plan.seed} {self._begun}")

    def work(self) -> None:
        """Until all commands of the plan are begun."""
        while self._begun < self._plan.commands:
            self._begun += 1
            self._serve(self._drawn())

    def _serve(self, command: Command) -> None:
        try:
            accepted = self._core.desk.submit(command)
        except KnownError as error:
            self._plan.tell(barred=error.key)
            return
        self._plan.tell(accepted=accepted.operation_id, promised=accepted.offline)
        outcome = self._core.replay.run(accepted.operation_id)
        amount = outcome.amount if isinstance(outcome, Confirmed) else 0
        self._plan.tell(outcome=type(outcome).__name__, operation=accepted.operation_id, amount=amount)

    def _drawn(self) -> Command:
        lot, price = self._chance.random(), self._chance.choice(PRICES)
        if lot < _SELL:
            return Issue(price + 2000, "USD")
        if lot < _DISABLE:
            return Disable(self._chance.choice(self._plan.cool), "lost")
        hot = self._chance.random() < self._plan.share_hot
        card_id = self._chance.choice(self._plan.hot if hot else self._plan.cool)
        return TopUp(card_id, price) if lot < _TOP_UP else Redeem(card_id, price, "Purchase")


def _keep_going(core: Core, step: Callable[[Core], background.StepDone], ended: threading.Event) -> None:
    """Run one kind of background work as a window does."""
    while not ended.is_set():
        ended.wait(min(_LOOK_S, max(step(core).pause_s, _SHORTEST_S)))


def _level(core: Core, ended: threading.Event) -> None:
    while not core.sync.resting:
        ended.wait(min(_LOOK_S, max(core.sync.step(), _SHORTEST_S)))


def _serve(core: Core, plan: TillPlan, ended: threading.Event) -> None:
    steps = (background.run_queue, background.run_sync, background.run_terms)
    crew = [threading.Thread(target=_keep_going, args=(core, step, ended), daemon=True) for step in steps]
    for each in crew:
        each.start()
    Clerk(core, plan).work()
    while not core.replay.idle():
        ended.wait(_LOOK_S)
    ended.set()
    for each in crew:
        each.join()


def main(path: Path, *words: str) -> None:
    plan, ended = read_plan(path), threading.Event()
    core = open_core(plan.settings, "eight tills")
    if "--open" not in words:
        _serve(core, plan, ended)
    else:
        _level(core, ended)
        if plan.probe:
            assert core.probing.probe(plan.probe).answers
    core.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
