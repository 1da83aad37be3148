"""What a kill leaves of a money command: the fields that core/services/outbox/records.py saves, and nothing else.

`test_records_keep_what_the_worlds_say` holds this against the real rows of a real database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.protocol.adjustment import Adjustment

Saving = Callable[[Adjustment, Adjustment], Adjustment]
"""(what the disk holds, the machine after a step) -> what the disk holds now, as it would be read back."""


def saved(disk: Adjustment, machine: Adjustment) -> Adjustment:
    """Each step saves the command's marks and its last attempt; what an earlier attempt became must be there already.

    Where the machine stands inside a round (`settled_read`, `glanced`) is not saved: a restart asks anew.
    """
    last = machine.attempts[-1:]
    others = tuple(a for a in disk.attempts if not last or a.number != last[0].number)
    attempts = tuple(sorted((*others, *last), key=lambda a: a.number))
    return replace(disk, aborted=machine.aborted, doubt=machine.doubt, attempts=attempts)
