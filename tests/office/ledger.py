"""What was done at one till, kept beside its books: each act with what its outcome said, and the sums of them.

Nothing here reads a report or a sum of the till. Of an act that waits, the outcome is asked for again in the evening;
only of what needs a person, and so has no outcome yet, the till says what was answered so far.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from core.bootstrap import Core
from core.domain.command import CashOut, Command, Disable, Issue, Redeem, Replace, Reverse, SetBalance, TopUp
from core.domain.operation import FINAL, Kind, State
from core.domain.outcome import Confirmed
from core.domain.settlement import Settled
from core.store import replacements
from core.usecases import orders
from tests.builders import database_of

KINDS = {
    Issue: "issue",
    Redeem: "redeem",
    TopUp: "top-up",
    SetBalance: "set-balance",
    CashOut: "cash-out",
    Reverse: "reverse",
    Disable: "disable",
}
FREE = {"goodwill": "goodwill", "refund": "refunded", "promotion": "promotion"}
LINES = {Redeem: "redeemed", CashOut: "cashed-out", SetBalance: "corrected", Reverse: "taken-back"}
REPLACE = ("replace", "replaced")
"""Kind and line of each step of replacing a lost card."""
_MOST_STEPS = 100


@dataclass(slots=True)
class Done:
    """An act: who, when and what, and what came of it. `moved` is minor units, signed as it changed the card."""

    operation_id: str
    kind: str
    line: str
    day: str
    clerk: str
    reason: str
    state: State = State.READY
    card_id: int = 0
    moved: int = 0
    settled: bool = False


class Ledger:
    """The acts of one till, in order."""

    def __init__(self, till: Core) -> None:
        self._till = till
        self.done: list[Done] = []
        self._replaced: list[Done] = []
        """The first step of each replacement."""
        self.ordered = 0

    def do(self, command: Command) -> Done:
        """Have it done, and keep what came of it. Raises KnownError: nothing was accepted."""
        accepted = self._till.desk.submit(command)
        self._till.replay.run(accepted.operation_id)
        reason = _reason(command)
        return self._add(accepted.operation_id, KINDS[type(command)], _line(command, reason), reason)

    def order(self, issue: Issue, count: int) -> list[Done]:
        """Have several cards made that are all alike. Raises KnownError: nothing was accepted."""
        batch_id = orders.begin_order(self._till, orders.plan_equal(self._till, issue, count)).batch_id
        for _ in range(_MOST_STEPS):
            if not self._till.batch_run.going(batch_id):
                break
            self._till.batch_run.step()
        made = [each.operation_id for each in orders.read_cards(self._till, batch_id) if each.operation_id]
        reason = _reason(issue)
        self.ordered += len(made)
        return [self._add(each, KINDS[Issue], _line(issue, reason), reason) for each in made]

    def replace(self, command: Replace) -> None:
        """Have all that is on a lost card put onto a new one. Raises KnownError: nothing was accepted."""
        first = self._till.replacement.start(command)
        self._replaced.append(self._add(first.operation_id, *REPLACE, command.reason))
        self.follow_up()

    def settled(self, found: Settled) -> None:
        """Keep what a person said that an act came to, and what was done in its place."""
        act = next(each for each in self.done if each.operation_id == found.operation_id)
        act.moved, act.settled = found.amount, True
        if found.follow is not None:
            self._add(found.follow.operation_id, act.kind, act.line, act.reason)

    def follow_up(self) -> None:
        """Ask for the outcome of whatever had none yet, and for the steps that came to a replacement."""
        known = {act.operation_id for act in self.done}
        for first in self._replaced:
            with database_of(self._till).reading() as conn:
                steps = [each.operation_id for each in replacements.steps(conn, first.operation_id)]
            for each in steps:
                if each not in known:
                    row = self._till.queries.operation(each)
                    reason = "replacement" if row is not None and row.kind is Kind.ISSUE else first.reason
                    fresh = replace(first, operation_id=each, reason=reason, state=State.READY, moved=0, settled=False)
                    self.done.append(fresh)
        for act in self.done:
            if act.state not in FINAL and not act.settled:
                self._look(act)

    def cases(self) -> list[Done]:
        """Return the acts that need a person."""
        return [act for act in self.done if act.state is State.PARKED and not act.settled]

    def sums(self, by: str, first: str, last: str) -> dict[str, Counter[str]]:
        """Return by label what was done in these days: the count of acts, and what each kind moved."""
        found: dict[str, Counter[str]] = {}
        for act in self.done:
            if not first <= act.day <= last:
                continue
            counted = act.state not in {State.DECLINED, State.CANCELLED}
            if counted or act.moved:
                sums = found.setdefault(str(getattr(act, by)), Counter())
                sums["acts"] += counted
                sums["net"] += act.moved
                sums[act.kind] += act.moved
        return found

    def lines(self, first: str, last: str) -> Counter[str]:
        """Return what each line of the liability comes to in these days."""
        found: Counter[str] = Counter()
        for act in self.done:
            if first <= act.day <= last:
                found[act.line] += act.moved
        return found

    def _add(self, operation_id: str, kind: str, line: str, reason: str) -> Done:
        present = self._till.gate.present
        assert present is not None
        act = Done(operation_id, kind, line, self._till.queries.shop_day(), present.name, reason)
        self.done.append(act)
        self._look(act)
        return act

    def _look(self, act: Done) -> None:
        outcome = self._till.replay.run(act.operation_id)
        row = self._till.queries.operation(act.operation_id)
        assert row is not None
        act.state, act.card_id = row.state, row.card_id
        if isinstance(outcome, Confirmed):
            act.moved = 0 if row.kind is Kind.DISABLE else outcome.amount
        elif act.state is State.PARKED:
            act.moved = row.known


def _reason(command: Command) -> str:
    """Return what the act is kept with: a sale without a reason has its kind."""
    return str(getattr(command, "reason", "")) or (command.kind if isinstance(command, Issue) else "")


def _line(command: Command, reason: str) -> str:
    """Return where it counts: a sale or a top-up that nobody paid for has a line of its own."""
    if isinstance(command, Issue):
        return FREE.get(command.kind, "sold")
    if isinstance(command, TopUp):
        return FREE.get(reason.lower(), "topped-up")
    return LINES.get(type(command), "")
