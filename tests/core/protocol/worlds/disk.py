"""What a kill leaves of a money command: the fields that core/services/outbox/machine_store.py saves, and nothing else.

`test_records_keep_what_the_worlds_say` holds this against the real rows of a real database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.protocol.adjustment import Adjustment

Saving = Callable[[Adjustment, Adjustment], Adjustment]
"""(what the disk holds, the machine after a step) -> what the disk holds now, as it would be read back."""


def saved(disk: Adjustment, machine: Adjustment) -> Adjustment:
    """Each step saves the command's marks, its last attempt with its twins, and the one before; what an earlier attempt
    became must be there already.

    Where the machine stands inside a round (`phase`, `paused`) is not saved: a restart asks anew.
    """
    last = machine.ledger.recent
    now = {a.number for a in last}
    attempts = tuple(sorted((*(a for a in disk.attempts if a.number not in now), *last), key=lambda a: a.number))
    ledger = replace(disk.ledger, aborted=machine.ledger.aborted, attempts=attempts)
    return replace(disk, ledger=ledger, disproof=machine.disproof)
