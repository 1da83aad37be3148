"""A manager who settles what was parked: mostly as the service's own books have it, sometimes wrongly. By the seed.

What is said is remembered here, beside what was true then; settled.py holds the till's books to both.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.bootstrap import Core
from core.domain.settlement import Decision, How
from core.errors import KnownError

if TYPE_CHECKING:
    from tests.simulation.till import Till
    from tests.simulation.world import World

_TRIES = 3
_ROUND_S = 60.0
_PARKED = "SELECT * FROM operations WHERE state = 'parked' ORDER BY seq"
_UNANSWERED = "SELECT 1 FROM attempts WHERE operation_id = ? AND fate IN ('pending', 'unknown')"
_EXACT = frozenset({"park.short", "park.overdraft", "park.blocked", "park.refused", "outcome.card_not_made"})
"""docs/protocol.md 2 and 5: reasons with which the residual is exact."""
_KNOWN = "SELECT COALESCE(SUM(amount), 0) FROM attempts WHERE operation_id = ?"


@dataclass(frozen=True, slots=True)
class Word:
    """What a person said of an operation, and what the service had done for it by then: a sum in minor units, or of a
    sale how many cards. `doubt`: what it was parked for leaves open what a write did.
    """

    how: How
    figure: int | None
    truth: int
    doubt: bool = True


class Manager:
    """Goes round every minute or so. After a few refusals an operation stays parked."""

    def __init__(self, world: World) -> None:
        self._world = world

    def attend(self, till: Till, core: Core) -> None:
        """As long as the till lives."""
        while True:
            self._world.scheduler.sleep(till.lots.expovariate(1 / _ROUND_S))
            for row in self.waiting(till):
                try:
                    self._settle(till, core, row)
                except KnownError as error:
                    till.says(f"manager is told: {error.key}")

    def waiting(self, till: Till) -> list[sqlite3.Row]:
        """What is parked, and not given up."""
        return [row for row in till.rows(_PARKED) if len(till.words[row["operation_id"]]) < _TRIES]

    def _settle(self, till: Till, core: Core, row: sqlite3.Row) -> None:
        operation_id, truth = row["operation_id"], self._truth(row)
        wrong = till.lots.random() < self._world.shape.wrong
        how, figure = _anything(till, row) if wrong else self._right(till, row, truth)
        if how is How.BALANCE:
            figure = max(0, _shown_balance(core, row) + (figure or 0))
        till.words[operation_id].append(Word(how, figure, truth, _in_doubt(till, row)))
        till.says(f"manager: {till.short(operation_id)} {how} {figure if figure is not None else ''}")
        core.settle.decide(Decision(operation_id, how, "The books of the service", figure, signed=figure is not None))

    def _truth(self, row: sqlite3.Row) -> int:
        shop, operation_id = self._world.shop, row["operation_id"]
        if row["kind"] == "issue":
            return sum(held.order == operation_id for held in shop.cards.values())
        return sum(each.transaction.amount for each in shop.written if each.operation_id == operation_id)

    def _right(self, till: Till, row: sqlite3.Row, truth: int) -> tuple[How, int | None]:
        """Of a balance the figure is how much the card is still to change by."""
        if row["card_id"] < 0 and row["kind"] != "issue":
            return How.DROP, None
        if row["kind"] in {"issue", "disable", "update"}:
            return (How.APPLIED if truth or self._shown(row) else till.lots.choice((How.NOT_APPLIED, How.DROP))), None
        known: int = till.rows(_KNOWN, row["operation_id"])[0][0]
        ways = [How.AMOUNT]
        if truth == known:
            ways += [How.NOT_APPLIED, How.NOT_APPLIED, How.TAKE_LEFT if row["want"] < 0 else How.DROP, How.DROP]
        elif truth == (0 if row["aborted"] else row["want"]):
            ways += [How.APPLIED] * 3
        how = till.lots.choice([*ways, How.BALANCE])
        return how, {How.AMOUNT: truth, How.BALANCE: goal(row) - truth}.get(how)

    def _shown(self, row: sqlite3.Row) -> bool:
        held = self._world.shop.cards.get(row["card_id"])
        return row["kind"] == "disable" and held is not None and held.card.disabled_at is not None


def _shown_balance(core: Core, row: sqlite3.Row) -> int:
    card = core.queries.card(row["card_id"])
    return 0 if card is None else card.balance


def _in_doubt(till: Till, row: sqlite3.Row) -> bool:
    unanswered = till.rows(_UNANSWERED, row["operation_id"])
    return bool(unanswered) or json.loads(row["said"])["key"] not in _EXACT


def goal(row: sqlite3.Row) -> int:
    """What it is to come to: goods that are gone must be paid, even where the till had put back what it took."""
    return 0 if row["aborted"] and not row["offline"] else int(row["want"])


def _anything(till: Till, row: sqlite3.Row) -> tuple[How, int | None]:
    """A guess, which may be right by chance."""
    how = till.lots.choice((How.APPLIED, How.NOT_APPLIED, How.AMOUNT, How.BALANCE, How.TAKE_LEFT, How.DROP))
    least, most = sorted((0, int(row["want"])))
    return how, till.lots.randint(least, most) if how in {How.AMOUNT, How.BALANCE} else None
