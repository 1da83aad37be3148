"""What a history is narrowed to, and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.operation import Kind, State


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What is left as it is narrows nothing. Days are days of the shop as ISO dates, both included.

    `clerk` did it or approved it; `clerk` and `till` are compared without regard to case. `least` and `most` are of
    the amount wanted, without its sign, in minor units of `currency`, which is then needed. `meant`: the kept words
    that a word of the text beside it stands for in the language of the window.
    """

    first_day: str = ""
    last_day: str = ""
    clerk: str = ""
    till: str = ""
    kinds: frozenset[Kind] = frozenset()
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
            "kinds": json.dumps(sorted(self.kinds)) if self.kinds else "",
            "states": json.dumps(sorted(self.states)) if self.states else "",
            "card_id": self.card_id,
            "currency": self.currency,
        }
        bounds = {name: bound for name, bound in (("least", self.least), ("most", self.most)) if bound is not None}
        return {name: value for name, value in given.items() if value} | bounds


EVERYTHING = HistoryFilter()


@dataclass(frozen=True, slots=True)
class HistoryTotal:
    """What operations in one currency come to: minor units that they put on cards and took off cards, both positive.

    Only what is on the cards for good counts: what waits or is in doubt is in `operations` alone.
    """

    currency: str
    operations: int
    put_on: int
    taken_off: int
