"""What a history is narrowed to, its lines, and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.domain.journal_groups import JournalGroup
from core.domain.operation import Kind, State
from core.rows.journal import JournalRow
from core.rows.operations import OperationRow

HistoryRow = OperationRow | JournalRow


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What is left as it is narrows nothing. Days are days of the shop as ISO dates, both included.

    `clerk` did it or approved it; `clerk` and `till` are compared without regard to case. `least` and `most` are of
    the amount wanted, without its sign, in minor units of `currency`, which is then needed. `meant`: the kept words
    that a word of the text beside it stands for in the language of the window.

    `kinds`, `groups` and `approved` add up: operations of these kinds, entries of the journal of these groups, and
    whatever a manager approved. States and amounts are of operations alone.
    """

    first_day: str = ""
    last_day: str = ""
    clerk: str = ""
    till: str = ""
    kinds: frozenset[Kind] = frozenset()
    groups: frozenset[JournalGroup] = frozenset()
    approved: bool = False
    states: frozenset[State] = frozenset()
    card_id: int = 0
    currency: str = ""
    least: int | None = None
    most: int | None = None
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, hash=False)

    @property
    def parameters(self) -> dict[str, object]:
        """Return what narrows, by name, as a database takes it."""
        given: dict[str, object] = {
            "first_day": self.first_day,
            "last_day": self.last_day,
            "clerk": self.clerk,
            "till": self.till,
            "approved" if self.approved else "kinds": json.dumps(sorted(self.kinds)) if self._chosen else "",
            "states": json.dumps(sorted(self.states)) if self.states else "",
            "card_id": self.card_id,
            "currency": self.currency,
        }
        bounds = {name: bound for name, bound in (("least", self.least), ("most", self.most)) if bound is not None}
        return {name: value for name, value in given.items() if value} | bounds

    @property
    def has_operations(self) -> bool:
        """Tell whether operations are asked for."""
        return bool(self.kinds) or not self.groups or self.approved

    @property
    def has_entries(self) -> bool:
        """Tell whether entries of the journal are asked for."""
        of_operations = self.states or self.currency or self.least is not None or self.most is not None
        return not of_operations and (bool(self.groups) or not self.kinds or self.approved)

    @property
    def _chosen(self) -> bool:
        return bool(self.kinds) or self.approved


EVERYTHING = HistoryFilter()
MONEY, APPROVALS = "money", "approvals"
"""What a history is narrowed to beside kinds and groups: operations alone, and what a manager approved."""


def narrow_to(narrowed: HistoryFilter, *kinds: str) -> HistoryFilter:
    """Return the filter for lines of any of these kinds: of operations, groups of the journal, MONEY and APPROVALS."""
    of_operations = frozenset(Kind) if MONEY in kinds else frozenset(kind for kind in Kind if kind.value in kinds)
    groups = frozenset(group for group in JournalGroup if group.value in kinds)
    return replace(narrowed, kinds=of_operations, groups=groups, approved=APPROVALS in kinds)


def kind_of(narrowed: HistoryFilter) -> str:
    """Return the one word that `narrow_to` would make this of; "" for everything, or where it takes several."""
    words = (MONEY, APPROVALS, *(kind.value for kind in Kind), *(group.value for group in JournalGroup))
    return next((word for word in words if narrow_to(narrowed, word) == narrowed), "")


@dataclass(frozen=True, slots=True)
class HistoryTotal:
    """What operations in one currency come to: minor units that they put on cards and took off cards, both positive.

    Only what is on the cards for good counts: what waits or is in doubt is in `operations` alone.
    """

    currency: str
    operations: int
    put_on: int
    taken_off: int
