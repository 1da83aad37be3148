"""`python -m tests.protocol_page`: writes the tables and diagrams of docs/protocol.md from those of the machines.

Only what stands between two markers is written: `<!-- transitions: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.protocol.adjustment_phases import ADJUSTMENT_TABLE
from core.protocol.card_edit import EDIT_TABLE
from core.protocol.creation_phases import CREATION_TABLE
from core.protocol.disabling import DISABLING_TABLE
from core.protocol.probe import PROBE_TABLE
from core.protocol.pull_phases import FIRST_PULL_TABLE, PULL_TABLE, SWEEP_TABLE
from core.protocol.transitions import Transition, TransitionTable

PAGE = Path(__file__).parents[1] / "docs" / "protocol.md"
_PART = re.compile(r"(<!-- transitions: ([a-z ]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
Rows = tuple[Transition[Any], ...]


def _more(table: TransitionTable[Any], base: TransitionTable[Any]) -> Rows:
    """The rows that a machine has beyond those of the table that it is made of."""
    return table.rows[len(base.rows) :]


def table(rows: Rows) -> Iterator[str]:
    """Yield the lines of a table, a row for each transition."""
    yield "| phase | event | next phase | rule |"
    yield "|---|---|---|---|"
    for row in rows:
        yield f"| {row.phase} | {row.event} | {row.following} | {row.rule} |"


def diagram(rows: Rows) -> Iterator[str]:
    """Yield the lines of a Mermaid diagram. An event that leaves a machine in its phase is left out."""
    edges: dict[tuple[StrEnum, StrEnum], list[str]] = {}
    for row in rows:
        if row.phase is not row.following:
            edges.setdefault((row.phase, row.following), []).append(row.event.value)
    yield "```mermaid"
    yield "stateDiagram-v2"
    phases = list(dict.fromkeys(phase for edge in edges for phase in edge))
    for phase in phases:
        if phase.value != phase.name.lower():
            yield f'    state "{phase.value}" as {phase.name.lower()}'
    yield f"    [*] --> {rows[0].phase.name.lower()}"
    for (before, after), events in edges.items():
        yield f"    {before.name.lower()} --> {after.name.lower()} : {', '.join(events)}"
    for phase in phases:
        if not any(before is phase for before, _ in edges):
            yield f"    {phase.name.lower()} --> [*]"
    yield "```"


def _whole(rows: Rows) -> str:
    return "\n".join([*diagram(rows), "", *table(rows)])


PARTS = {
    "adjustment": _whole(ADJUSTMENT_TABLE.rows),
    "probe": "\n".join(table(_more(PROBE_TABLE, ADJUSTMENT_TABLE))),
    "creation": _whole(CREATION_TABLE.rows),
    "edit": "\n".join([*diagram(DISABLING_TABLE.rows), "", *table(EDIT_TABLE.rows)]),
    "disabling": "\n".join(table(_more(DISABLING_TABLE, EDIT_TABLE))),
    "first pull": "\n".join(table(FIRST_PULL_TABLE.rows)),
    "pull": _whole(PULL_TABLE.rows),
    "sweep": "\n".join(table(SWEEP_TABLE.rows)),
}


def written(text: str) -> str:
    """Return the page with each part as the machines are now. Raises KeyError for a part that there is none of."""
    return _PART.sub(lambda found: f"{found[1]}{PARTS[found[2]]}\n{found[3]}", text)


def names(text: str) -> list[str]:
    """Return the parts that the page has a place for."""
    return [found[2] for found in _PART.finditer(text)]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text()))
