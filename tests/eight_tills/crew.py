"""Keeps the tills at work: starts them, kills them with SIGKILL at random moments, starts them again until they end."""

from __future__ import annotations

import os
import random
import signal
import time
from dataclasses import dataclass, field
from multiprocessing import forkserver, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event

from tests.eight_tills import till
from tests.eight_tills.plan import TillPlan
from tests.eight_tills.service import ShopService, next_trouble

_LOOK_S = 0.05
_BACK_S = (0.0, 3.0)
"""How long somebody takes to start a till again."""
_FROM = get_context("forkserver")
"""A till is forked from a process without threads that has imported all of it: a start cost more than its commands."""


@dataclass
class Crew:
    """`kill_s`: seconds between two kills on average; `longest_s`: when all must have ended."""

    plans: list[TillPlan]
    chance: random.Random
    kill_s: float
    longest_s: float
    kills: int = 0
    _running: dict[int, BaseProcess] = field(default_factory=dict)
    _due: dict[int, float] = field(default_factory=dict)

    def open(self) -> None:
        """Set every till up, all at once, and undisturbed."""
        for process in [_start(plan, "--open") for plan in self.plans]:
            process.join(self.longest_s)
            assert process.exitcode == 0, "\n".join(map(_end_of_log, self.plans))
            process.close()

    def work(self, service: ShopService, *, troubled: bool) -> None:
        """Until every till has done its commands and nothing of it is open. `troubled`: the service has its troubles.

        Raises AssertionError for a till that ends in another way, or not in time.
        """
        self._due = dict.fromkeys(range(len(self.plans)), 0.0)
        pause, end = Event(), time.monotonic() + self.longest_s
        kill, trouble = self._next_kill(), next_trouble(self.chance)
        try:
            while self._running or self._due:
                self._start_due()
                self._look()
                selling = any(plan.begun < plan.commands for plan in self.plans)
                if selling and time.monotonic() > kill:
                    self._kill()
                    kill = self._next_kill()
                if troubled and selling and time.monotonic() > trouble:
                    service.trouble(self.chance)
                    trouble = next_trouble(self.chance)
                service.recover(at_once=not selling)
                assert time.monotonic() < end, "\n".join(map(_end_of_log, self.plans))
                pause.wait(_LOOK_S)
        finally:
            service.recover(at_once=True)
            for process in self._running.values():
                process.kill()
                process.join()
                process.close()

    def _start_due(self) -> None:
        for number, due in list(self._due.items()):
            if due <= time.monotonic():
                del self._due[number]
                self._running[number] = _start(self.plans[number])

    def _look(self) -> None:
        for number, process in list(self._running.items()):
            status = process.exitcode
            if status is None:
                continue
            del self._running[number]
            process.close()
            if status == -signal.SIGKILL:
                self._due[number] = time.monotonic() + self.chance.uniform(*_BACK_S)
            assert status in {0, -signal.SIGKILL}, (
                f"till {number} ended with {status}: {_end_of_log(self.plans[number])}"
            )

    def _kill(self) -> None:
        if self._running:
            self._running[self.chance.choice(sorted(self._running))].kill()
            self.kills += 1

    def _next_kill(self) -> float:
        return time.monotonic() + self.chance.expovariate(1 / self.kill_s)


def make_ready() -> None:
    """Start the process that tills are forked from. It ends with this one."""
    _FROM.set_forkserver_preload([till.__name__])
    forkserver.ensure_running()


def _start(plan: TillPlan, *words: str) -> BaseProcess:
    make_ready()
    process = _FROM.Process(target=_live, args=(plan.folder, words))
    process.start()
    return process


def _live(folder: Path, words: tuple[str, ...]) -> None:
    """Be a till: what it prints goes to its log."""
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    till.main(folder / "plan.json", *words)


def _end_of_log(plan: TillPlan) -> str:
    return f"{plan.folder.name}, {plan.begun} of {plan.commands} begun: {(plan.folder / 'log').read_text()[-2000:]}"
