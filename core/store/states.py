"""The states of an operation as SQL has them, written from the one list in core.domain.operation."""

from __future__ import annotations

from typing import Final

from core.domain.operation import OPEN, State


def _listed(states: list[State]) -> str:
    return "({})".format(", ".join(f"'{state.value}'" for state in states))


_OPEN = [state for state in State if state in OPEN]
"""In the order of the enumeration, which is that of the indexes: SQLite uses a partial one only for the same words."""

OPEN_SQL: Final = _listed(_OPEN)
"""What is still to be carried out, for `state IN`."""
UNSETTLED_SQL: Final = _listed([*_OPEN, State.PARKED])
"""The same, and what needs a person."""
