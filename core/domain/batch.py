"""Several cards as one order: what each row asks for, what stands against it, and the sums that a person checks.

A plan with a problem anywhere is not begun (docs/proofs.md B3: all or nothing).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from core.domain.code import last_four
from core.domain.command import Issue
from core.domain.greeting import Greeting
from core.domain.outcome import Message

EQUAL_MOST = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """One card of the order. `line` is where it begins in the file; `key` names it for ever, "" makes it new each time.

    `content` tells rows with the same key apart; neither holds a code.
    """

    number: int
    line: int
    row_id: str
    issue: Issue
    key: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the file cannot be used, at a line of it; line 0 is the file as a whole."""

    line: int
    message: Message


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What would be made. `made` counts the rows that are left out, because an earlier order has them.

    `waiting` counts those of them that the earlier order has still to make.
    `possible` is how many the limits allow without a connection; None: there is a connection, or nothing to limit.
    """

    name: str
    rows: tuple[Wanted, ...] = ()
    problems: tuple[Problem, ...] = ()
    made: int = 0
    possible: int | None = None
    waiting: int = 0
    advice: Message | None = None
    """What the policy of the shop has to say of these cards (docs/policy.md)."""

    @property
    def totals(self) -> dict[str, int]:
        """Minor units by currency, in the order in which they first come."""
        sums: dict[str, int] = {}
        for row in self.rows:
            sums[row.issue.currency] = sums.get(row.issue.currency, 0) + row.issue.amount
        return sums

    def blamed(self, problems: Iterable[Problem]) -> BatchPlan:
        """Return the same with more problems, in the order of the file."""
        found = sorted((*self.problems, *problems), key=lambda problem: problem.line)
        return replace(self, problems=tuple(found))


def equal(issue: Issue, count: int) -> BatchPlan:
    """Plan `count` cards alike. They have no key: asking twice means two orders."""
    return BatchPlan("", tuple(Wanted(number, 0, str(number), issue) for number in range(1, count + 1)))


def content_of(issue: Issue) -> str:
    """Return a hash of what a row asks for. Of a code only the last four go in: a short one could be guessed."""
    plain = to_plain(issue) | {"code": last_four(issue.code) if issue.code else None}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]


def to_plain(issue: Issue) -> dict[str, Any]:
    """Return the order of one card as plain JSON values, with its code."""
    return asdict(issue)


def from_plain(plain: dict[str, Any]) -> Issue:
    return Issue(**plain | {"greeting": Greeting(**plain["greeting"])})
