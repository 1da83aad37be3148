"""What the disks of broken tills keep of a machine: too little, or too late."""

from __future__ import annotations

from dataclasses import replace

from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from tests.core.protocol.worlds.disk import saved


def without_attempts(disk: Adjustment, machine: Adjustment) -> Adjustment:
    ledger = replace(disk.ledger, aborted=machine.ledger.aborted)
    return replace(disk, ledger=ledger, disproof=machine.disproof)


def journal_after_the_answer(disk: Adjustment, machine: Adjustment) -> Adjustment:
    last = machine.attempts[-1:]
    return disk if last and last[0].fate is Fate.PENDING else saved(disk, machine)


def without_amounts(disk: Adjustment, machine: Adjustment) -> Adjustment:
    kept = saved(disk, machine)
    attempts = tuple(replace(a, transaction=None) for a in kept.attempts)
    return replace(kept, ledger=replace(kept.ledger, attempts=attempts))
