"""What people settled must stand in the books as they said it: the amounts, the loss, and what was done in its place.

A wrong word is no fault of the till, but the only one: the service's books differ by it, and by nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.domain.settlement import How
from tests.simulation.manager import goal

if TYPE_CHECKING:
    from tests.simulation.manager import Word
    from tests.simulation.till import Till
    from tests.simulation.world import World

MONEY = frozenset({"redeem", "top-up", "set-balance", "cash-out", "reverse"})
_OPERATIONS = """
    SELECT o.*, s.how, s.amount AS extra, COALESCE(s.loss, 0) AS loss,
           (SELECT COALESCE(SUM(amount), 0) FROM attempts a WHERE a.operation_id = o.operation_id) AS known
    FROM operations o LEFT JOIN settlements s USING (operation_id) ORDER BY seq
"""


class Ledger:
    """A till's operations with what they come to in its books: what was answered, and what a person added."""

    def __init__(self, world: World, till: Till) -> None:
        self._till = till
        self.rows = till.rows(_OPERATIONS)
        self.following: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in self.rows:
            if row["follows"]:
                self.following[row["follows"]].append(row)
        self._really: dict[str, int] = defaultdict(int)
        for each in world.shop.written:
            if each.transaction.transaction_id not in world.unbooked:
                self._really[each.operation_id or ""] += each.transaction.amount

    def faults(self) -> Iterator[str]:
        for row in self.rows:
            what = f"#{row['seq']} {row['kind']} {row['want']} on {row['card_id']} settled by {row['how']}"
            faults = self._settled(row) if row["state"] == "inferred" else self._unsettled(row)
            yield from (f"{what}: {fault}" for fault in (*faults, *self._promise(row)))

    def booked(self, row: sqlite3.Row) -> int:
        return int(row["known"] + (row["extra"] or 0))

    def done(self, row: sqlite3.Row) -> int:
        """What the service must have done for it: what is booked, less what a wrong word made of it.

        What is in doubt counts as what it was: nobody has said anything about it.
        """
        if row["state"] == "parked":
            return self._really[row["operation_id"]]
        word = self._word(row) if row["state"] == "inferred" else None
        return self.booked(row) - (0 if word is None else self._claim(row, word) - word.truth)

    def _unsettled(self, row: sqlite3.Row) -> Iterator[str]:
        if row["how"] is not None:
            yield f"it is {row['state']} all the same"

    def _settled(self, row: sqlite3.Row) -> Iterator[str]:
        word = self._word(row)
        if word is None:
            yield f"nobody said that; they said {self._till.words[row['operation_id']]}"
        elif row["kind"] in MONEY:
            yield from self._money(row, word)
        elif row["kind"] == "issue" and row["how"] == How.APPLIED and word.truth != 1:
            yield f"there were {word.truth} such cards"
        if row["kind"] not in MONEY:
            again = [each["kind"] for each in self.following[row["operation_id"]]]
            wanted = [row["kind"]] if row["how"] == How.NOT_APPLIED else []
            if again != wanted and not _act(row):
                yield f"in its place there is {again}"

    def _money(self, row: sqlite3.Row, word: Word) -> Iterator[str]:
        claim, really = self._claim(row, word), self._really[row["operation_id"]]
        if self.booked(row) != claim:
            yield f"the books say {self.booked(row)}, the person said {claim}"
        if really != word.truth:
            yield f"the service had done {word.truth}, and did {really} in the end"
        yield from self._rest(row, claim)

    def _rest(self, row: sqlite3.Row, claim: int) -> Iterator[str]:
        """What was accepted in its place, and what is written off."""
        again, owed = [each["want"] for each in self.following[row["operation_id"]]], _owed(row)
        rest = again[0] if again else 0
        right = {
            How.NOT_APPLIED: again == [owed],
            How.TAKE_LEFT: len(again) == 1 and owed <= rest < 0,
            How.BALANCE: len(again) <= 1,
        }
        if not right.get(row["how"], not again or _act(row) is not None):
            yield f"{again} in its place, and {owed} was owed"
        left = max(0, claim + (rest if row["how"] == How.BALANCE else 0) - _goal(row))
        loss = {How.NOT_APPLIED: 0, How.TAKE_LEFT: rest - owed}.get(row["how"], left)
        if row["loss"] != loss:
            yield f"a loss of {row['loss']} is written down, and it is {loss}"

    def _promise(self, row: sqlite3.Row) -> Iterator[str]:
        """The goods are gone: all of their price came off the card in the end, or is a loss that was written down."""
        if row["kind"] != "redeem" or not row["offline"] or row["follows"] or _act(row):
            return
        chain = [row]
        while self.following[chain[-1]["operation_id"]]:
            chain += self.following[chain[-1]["operation_id"]]
        if any(each["state"] not in {"done", "inferred"} for each in chain):
            return
        paid, lost = sum(map(self.booked, chain)), sum(each["loss"] for each in chain)
        beyond = any(each["how"] == How.BALANCE or self._short(each) for each in chain)
        if paid - lost != row["want"] and not (beyond and paid - lost < row["want"]):
            yield f"of {row['want']} promised {paid} was taken, and {lost} written down as lost"

    def _claim(self, row: sqlite3.Row, word: Word) -> int:
        """What the operation did in all, by the person's word."""
        if word.how is How.BALANCE:
            return int(row["known"]) + (self._left_over(row) if word.doubt else 0)
        if word.how is How.APPLIED:
            return 0 if row["aborted"] else int(row["want"])
        return word.figure if word.figure is not None else int(row["known"])

    def _left_over(self, row: sqlite3.Row) -> int:
        """A write in doubt did what the correction leaves of what was owed, as far as that write can have."""
        corrected = [int(each["want"]) for each in self.following[row["operation_id"]]]
        least, most = sorted((0, _owed(row)))
        return min(max(_owed(row) - sum(corrected), least), most)

    def _short(self, row: sqlite3.Row) -> bool:
        """A person ended it with more taken than was wanted, and was told so; a balance may have other reasons too."""
        return row["how"] in {How.AMOUNT, How.DROP} and self.booked(row) < row["want"]

    def _word(self, row: sqlite3.Row) -> Word | None:
        """The last one that fits: earlier ones were refused."""
        said: Sequence[Word] = self._till.words[row["operation_id"]]
        return next((word for word in reversed(said) if word.how == row["how"]), None)


def adds_up(world: World, ledgers: Sequence[Ledger]) -> Iterator[str]:
    """Each card is its first value, and all that tills and others did to it."""
    changed: dict[int, int] = defaultdict(int)
    for ledger in ledgers:
        for row in ledger.rows:
            if row["kind"] in MONEY:
                changed[row["card_id"]] += ledger.done(row)
    for card_id, held in world.shop.cards.items():
        if card_id in world.restores.reused:
            continue  # its books are those of two cards
        others = sum(each.transaction.amount for each in held.writes if each.operation_id is None)
        unbooked = (each.transaction for each in held.writes if each.transaction.transaction_id in world.unbooked)
        total = held.card.initial_value + others + changed[card_id] + sum(each.amount for each in unbooked)
        if total != held.card.balance:
            yield f"card {card_id} has {held.card.balance}, all the books together say {total}"


def _owed(row: sqlite3.Row) -> int:
    return goal(row) - int(row["known"])


def _goal(row: sqlite3.Row) -> int:
    """A sale at the counter may be undone without a loss."""
    return int(row["want"]) if row["offline"] or row["want"] > 0 else 0


def _act(row: sqlite3.Row) -> str | None:
    act: str | None = json.loads(row["payload"] or "{}").get("act")
    return act
