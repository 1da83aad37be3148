"""The work that nobody waits for: each step does a little, says what it changed, and when it is worth calling again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.domain.permission import Permission
from core.usecases.changes import NOTHING, Changes
from core.usecases.front_door import needs

if TYPE_CHECKING:
    from core.bootstrap import Core
    from core.domain.outcome import Message
    from core.printing.bitmap import Draw

_ROUND_S = 30.0
_NAP_S = 0.2
_FRESHEN_S = 20.0


@dataclass(frozen=True, slots=True)
class StepDone:
    """`pause_s`: seconds until another step is worth while, 0 for at once."""

    pause_s: float
    changes: Changes = NOTHING


@needs(Permission.ITSELF)
def run_queue(core: Core) -> StepDone:
    """Send what is due of the outbox, many cards at once. Raises StorageFailed: what was answered is saved later."""
    return _step(core, core.replay.round, Changes(any_card=True, queue=True))


@needs(Permission.ITSELF)
def run_sync(core: Core) -> StepDone:
    """Pull one page of what changed at the service, if it is due. How far the pull is stands in the status."""
    done = _step(core, core.sync.step, Changes(status=True))
    return StepDone(done.pause_s, done.changes | Changes(core.sync.changed, status=bool(core.sync.changed)))


@needs(Permission.ITSELF)
def run_terms(core: Core) -> StepDone:
    """Ask the service what it says of itself, once a day."""
    return _step(core, core.terms.step, Changes(settings=True, status=True))


@needs(Permission.ITSELF)
def run_sharing(core: Core) -> StepDone:
    """Take a newer shop file from the folder of the shop, and write the journal's new pages there."""
    changed = Changes(settings=True, people=True, status=True)
    return _step(core, lambda: min(core.sharing.step(), core.page_writer.step()), changed)


@needs(Permission.ITSELF)
def end_expired_requests(core: Core) -> StepDone:
    """End the requests for approval about which nobody decided in time."""
    return _step(core, core.approvals.step, Changes(queue=True, status=True))


@needs(Permission.ITSELF)
def keep_journal_head(core: Core) -> StepDone:
    """Remember in the keyring how far the journal went, now and then."""
    return StepDone(core.heads.step())


@needs(Permission.ITSELF)
def run_orders(core: Core) -> StepDone:
    """Make the next card of the orders that are under way."""
    pause_s = core.batch_run.step()
    return StepDone(pause_s, NOTHING if pause_s else Changes(any_card=True, queue=True, status=True))


@needs(Permission.ITSELF)
def print_waiting(core: Core, draw: Draw) -> StepDone:
    """Print the receipts that wait, once the printer takes them."""
    return _step(core, lambda: core.receipts.step(draw), Changes(receipts=True))


@needs(Permission.SYNC)
def hurry_sync(core: Core) -> Changes:
    """Let the next step of the sync ask at once, and that of the shop's folder look."""
    core.sync.hurry()
    core.sharing.hurry()
    return Changes(status=True)


@needs(Permission.SYNC)
def switch_connection(core: Core, offline: bool) -> Changes:
    """Work without a connection on purpose, or with one again."""
    core.connection.switch(offline)
    core.sync.hurry()
    return Changes(status=True)


@needs(Permission.SYNC)
def freshen(core: Core, patience_s: float = _FRESHEN_S) -> Message | None:
    """Pull until the till's copy is level, for a bounded time; return why it is not, if the service is away."""
    deadline = time.monotonic() + patience_s
    core.sync.hurry()  # the background of a till that is open may have looked a moment ago, and not since
    while time.monotonic() < deadline and core.connection.condition.usable and not core.sync.resting:
        pause = core.sync.step()
        if core.sync.failing:
            break
        if not core.sync.resting:
            time.sleep(min(pause, _NAP_S))
    return core.connection.condition.problem


@needs(Permission.SYNC)
def sync_now(core: Core, until_idle_s: float | None = None, *, full: bool = False) -> None:
    """Send what is due and pull once; with `until_idle_s` go on until nothing waits, quarantines included.

    `full` walks through all cards again.
    """
    if full:
        core.sync.restart()
    waits = until_idle_s is not None
    deadline = time.monotonic() + (until_idle_s if until_idle_s is not None else _ROUND_S)
    pulled = False
    while time.monotonic() < deadline:
        pause = core.replay.round()
        pull = core.sync.step()
        pulled = pulled or core.sync.resting
        if pulled and (core.replay.idle() or (not waits and pause > 0)):
            break
        if not waits and (core.sync.failing or not core.connection.condition.usable):
            break
        time.sleep(min(pause, pull, _NAP_S) if not (pulled and pause == 0) else 0)
    core.terms.step()
    core.approvals.step()
    core.sharing.hurry()
    core.sharing.step()
    core.page_writer.step()
    if pulled and core.replay.idle() and core.queries.status().pending == 0:
        _pull_again(core)


def _pull_again(core: Core) -> None:
    """Level the cache once more: what we just sent may stand beside what others did."""
    core.sync.hurry()
    deadline = time.monotonic() + _ROUND_S
    while time.monotonic() < deadline and not core.sync.failing:
        core.sync.step()
        if core.sync.resting:
            break


def _step(core: Core, step: Callable[[], float], written: Changes) -> StepDone:
    """Run a step. `written`: what a step of this kind may have changed, if anything was written at all meanwhile."""
    commits, condition = core.commits(), core.connection.condition
    pause = step()
    changes = written if core.commits() != commits else NOTHING
    return StepDone(pause, changes | Changes(status=core.connection.condition != condition))
