"""Opaque cursors through reports. Each is a cut between two rows: a page has what follows the cut, or what is before.

A cursor carries what was asked for, so that nothing else need be sent beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from core.server.contract.refusals import bad_request
from core.server.contract.switches import Switches
from core.server.data.cursor_text import COMPACT, cursor_of, read_page_info
from core.server.data.listing import page_limit

Cut = tuple[int | str, ...]
Cell = int | str | None
ASKED = ("by", "from", "on", "to")
"""What may be asked of a report; one that does not know a name ignores it."""
BESIDE = frozenset({"page_info", "limit", "format"})
"""What may stand beside a cursor."""
_LARGEST = 2**63 - 1
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class ReportWalk:
    """Which page of a report is wanted. `cut` None: the first one. `back`: what is before the cut, and not after it."""

    report: str
    asked: Mapping[str, str]
    limit: int
    cut: Cut | None = None
    back: bool = False

    def cursors(self, begin: Cut | None, end: Cut | None, *, more: bool) -> dict[str, str]:
        """Return `page_info` by rel around a page between two cuts, None where it has no row.

        `more`: there are rows beyond it, in the direction of the walk.
        """
        found: dict[str, str] = {}
        if end is not None and (more or self.back):
            found["next"] = self._written(end, back=False)
        if begin is not None and (more if self.back else self.cut is not None):
            found["previous"] = self._written(begin, back=True)
        return found

    def _written(self, cut: Cut, *, back: bool) -> str:
        return cursor_of(COMPACT.encode([self.report, dict(self.asked), cut, back]))


class ReportRows(NamedTuple):
    """Rows of a report, each by the names of its columns, and `page_info` by rel."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    cursors: Mapping[str, str]


def walk_of(report: str, arguments: Mapping[str, str], switches: Switches) -> ReportWalk:
    """Return which page the arguments of a request ask for. Raises RequestRefused 400."""
    limit = page_limit(arguments, switches)
    if "page_info" not in arguments:
        return ReportWalk(report, {name: arguments[name] for name in ASKED if arguments.get(name)}, limit)
    if beside := arguments.keys() - BESIDE:
        raise bad_request("page_info", f"can't be combined with {', '.join(sorted(beside))}")

    def read(parts: Any) -> ReportWalk:
        of, asked, cut, back = parts
        if of != report or not _is_sound(asked, cut, back):
            raise ValueError("it is of another report")
        return ReportWalk(report, asked, limit, tuple(cut), back)

    return read_page_info(arguments["page_info"], read)


def _is_sound(asked: object, cut: object, back: object) -> bool:
    """Return whether the parts are such as are written; what they say is checked like that of a first request."""
    if type(asked) is not dict or type(cut) is not list or type(back) is not bool or len(cut) > 4:
        return False
    if any(name not in ASKED or type(text) is not str or len(text) > _LONGEST for name, text in asked.items()):
        return False
    numbers = [part for part in cut if type(part) is int]
    texts = [part for part in cut if type(part) is str and len(part) <= _LONGEST]
    return len(numbers) + len(texts) == len(cut) and all(abs(number) <= _LARGEST for number in numbers)
