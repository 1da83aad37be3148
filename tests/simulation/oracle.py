"""Compares the tills' books with what the service really did: 0 lost, 0 double, every command decided or parked.

The service's ledger names for each executed write the operation it was sent for; no till can know that.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from core.domain.outcome import Confirmed, Refused
from core.store.projection import PENDING_SQL
from tests.simulation import replacement_oracle, vouched_oracle
from tests.simulation import reversal_oracle as taken_back
from tests.simulation.settlement_oracle import MONEY, Ledger, adds_up

if TYPE_CHECKING:
    from tests.simulation.till import Till
    from tests.simulation.world import World

_FINAL = frozenset({"done", "declined", "cancelled", "parked", "inferred"})
_IN_DOUBT = frozenset({"pending", "unknown"})
_ANOTHER = frozenset({"park.another_card", "park.another_service"})
"""Left to a person because of who answered, whatever was on its way."""
UNDECIDED = """
    SELECT o.* FROM operations o LEFT JOIN operations maker ON maker.local_id = o.card_id AND maker.seq <> o.seq
    WHERE o.state IN ('ready', 'leased', 'waiting', 'deferred') AND COALESCE(maker.state, '') <> 'parked' LIMIT 5
"""
"""Open operations; what waits for a sale that is parked itself waits for a person, not for a lane."""
ON_THEIR_WAY = """
    SELECT DISTINCT card_id FROM operations WHERE state IN ('ready', 'leased', 'waiting', 'deferred') AND card_id > 0
"""
_OPEN_ON = """
    SELECT o.operation_id, CASE WHEN o.aborted THEN 0 ELSE o.want END AS goal, COALESCE(SUM(a.amount), 0) AS known
    FROM operations o
    LEFT JOIN attempts a ON a.operation_id = o.operation_id AND a.fate NOT IN ('pending', 'unknown')
    WHERE o.card_id = ? AND o.state IN ('ready', 'leased', 'waiting', 'deferred') GROUP BY o.operation_id
"""
"""What is open on a card, what it is to come to, and what was answered of it beyond doubt."""
_SHOWN_PENDING = f"SELECT pending AS amount FROM ({PENDING_SQL}) WHERE card_id = ?"
_OPERATIONS = "SELECT * FROM operations ORDER BY seq"
_ATTEMPTS = "SELECT * FROM attempts ORDER BY operation_id, number"


def judge(world: World) -> None:
    """Adds to `world.failures` whatever is not as it must be."""
    world.failures += _server_adds_up(world)
    created = _created(world)
    ledgers = [Ledger(world, till) for till in world.tills]
    world.failures += adds_up(world, ledgers)
    for till, ledger in zip(world.tills, ledgers, strict=True):
        world.failures += [
            f"{till.name}: {fault}"
            for fault in (*ledger.faults(), *replacement_oracle.faults(world, ledger), *taken_back.faults(ledger))
        ]
        books = Books(world, till)
        world.failures += [f"{till.name}: {fault}" for fault in books.faults()]
        world.failures += [f"{till.name}: {fault}" for fault in books.card_faults(created)]
        world.failures += [f"{till.name}: {fault}" for fault in _cache_faults(world, till)]
        world.failures += [f"{till.name}: {fault}" for fault in vouched_oracle.faults(world, till)]


def outcomes(world: World) -> dict[str, int]:
    """How operations ended, by state and reason."""
    return dict(count(world))


def books(world: World) -> list[tuple[object, ...]]:
    """Every operation of every till in order: its kind, state, what was wanted and what is known."""
    statement = (
        "SELECT kind, state, want, (SELECT COALESCE(SUM(amount), 0) FROM attempts a"
        " WHERE a.operation_id = o.operation_id) FROM operations o ORDER BY seq"
    )
    return [(till.name, *row) for till in world.tills for row in till.rows(statement)]


def unexplained(world: World) -> set[int]:
    """Reconciliation: cards whose balance is not what all tills' books and the web shop's come to, or with a gap in
    the numbers of their transactions that nobody claims.
    """
    claimed: dict[int, dict[int, int]] = defaultdict(dict)
    for till in world.tills:
        statement = (
            "SELECT o.card_id, a.transaction_number, a.amount FROM attempts a JOIN operations o USING (operation_id)"
        )
        for card_id, number, amount in till.rows(f"{statement} WHERE a.amount IS NOT NULL"):
            claimed[card_id][number] = amount
    found = set()
    for card_id, held in world.shop.cards.items():
        numbers = claimed[card_id] | {
            each.transaction.number: each.transaction.amount for each in held.writes if each.operation_id is None
        }
        gap = set(range(1, len(held.writes) + 1)) - numbers.keys()
        if gap or held.card.initial_value + sum(numbers.values()) != held.card.balance:
            found.add(card_id)
    return found


def count(world: World) -> Counter[str]:
    counted: Counter[str] = Counter()
    for till in world.tills:
        for row in till.rows(_OPERATIONS):
            reason = f" {_said(row)['key']}" if row["state"] == "parked" else ""
            counted[f"{row['state']}{reason}"] += 1
    return counted


def shown(world: World, till: Till, cards: Collection[int]) -> list[str]:
    """F16: what is confirmed was really so, and has no open operation of this till in it twice or not at all.

    There must be a moment of the card's history with the cached balance at which each open operation had done at the
    service exactly what was answered of it beyond doubt, and all the rest must be pending. After a write of its own a
    till shows what it set: the reply of a façade does not tell what is on the card (docs/protocol.md K2), the next pull
    does.
    """
    return [fault for card_id in cards if (fault := _shown(world, till, card_id))]


def _shown(world: World, till: Till, card_id: int) -> str | None:
    if card_id in world.restores.reused:
        return None
    row = till.rows("SELECT balance FROM cards WHERE card_id = ?", card_id)
    held = world.shop.cards.get(card_id)
    if not row or held is None:
        return f"{till.name} has card {card_id}, which the service never had" if row else None
    open_ones = till.rows(_OPEN_ON, card_id)
    known = {each["operation_id"]: each["known"] for each in open_ones}
    pending = sum(each["amount"] for each in till.rows(_SHOWN_PENDING, card_id))
    if pending != sum(each["goal"] - each["known"] for each in open_ones):
        return f"{till.name} shows {pending} pending for {card_id}, and knows {known}"
    done = dict.fromkeys(known, 0)
    balance = held.card.initial_value
    if balance == row[0]["balance"] and done == known:
        return None
    for written in held.writes:
        told = {written.after} | ({written.target} if written.by == till.name else set())
        if written.operation_id in done:
            done[written.operation_id] += written.transaction.amount
        if row[0]["balance"] in told and done == known:
            return None
    return f"{till.name} shows {row[0]['balance']} for {card_id} with {known} pending: no moment was like that"


def _server_adds_up(world: World) -> Iterator[str]:
    for card_id, held in world.shop.cards.items():
        total = held.card.initial_value + sum(each.transaction.amount for each in held.writes)
        if total != held.card.balance:
            yield f"the service itself: {card_id} has {held.card.balance}, its transactions say {total}"


def _created(world: World) -> dict[str, list[int]]:
    """Cards by the sale that they were made for, whatever code and mark it had then."""
    created: dict[str, list[int]] = defaultdict(list)
    for card_id, held in world.shop.cards.items():
        if held.order:
            created[held.order].append(card_id)
    return created


def _cache_faults(world: World, till: Till) -> Iterator[str]:
    """After a quiet time the cache is the service."""
    cached = {row["card_id"]: row for row in till.rows("SELECT * FROM cards")}
    for card_id, held in world.shop.cards.items():
        row, card = cached.pop(card_id, None), held.card
        if row is None:
            yield f"the cache has no card {card_id}"
        elif any(row[name] != getattr(card, name) for name in ("balance", "disabled_at", "note", "template_suffix")):
            yield f"the cache shows {row['balance']} (of {row['updated_at']}) for {card_id}, the service has {card}"
    if cached:
        yield f"the cache has cards that never were: {sorted(cached)}"


class Books:
    """What one till believes, beside what the service did for it."""

    def __init__(self, world: World, till: Till) -> None:
        self._world, self._till = world, till
        self.operations = till.rows(_OPERATIONS)
        self.attempts: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in till.rows(_ATTEMPTS):
            self.attempts[row["operation_id"]].append(row)
        self.evidence: dict[str, set[str]] = defaultdict(set)
        for row in till.rows("SELECT operation_id, what FROM evidence"):
            self.evidence[row["operation_id"]].add(row["what"])
        self.done: dict[str, list[int]] = defaultdict(list)
        """Per operation: the transactions that the service made for it."""
        self.undecided = {row["operation_id"] for row in till.rows(UNDECIDED)}
        self.ledger = {each.transaction.transaction_id: each for each in world.shop.written if each.by == till.name}
        for number, written in self.ledger.items():
            self.done[written.operation_id or ""].append(number)

    def faults(self) -> Iterator[str]:
        mine = {row["operation_id"] for row in self.operations}
        for operation_id in self.done.keys() - mine:
            yield f"the service did {self.done[operation_id]} for an operation that the till does not know"
        for row in self.operations:
            what = f"#{row['seq']} {row['kind']} {row['want']} on {row['card_id']} is {row['state']}"
            for fault in (*self._state(row), *self._replies(row), *self._money(row), *self._told(row)):
                yield f"{what}: {fault}"
        yield from self._order()

    def card_faults(self, created: dict[str, list[int]]) -> Iterator[str]:
        """F14: exactly one card an order that is done, none for one that was refused, never two."""
        for row in self.operations:
            what = f"#{row['seq']} {row['kind']} on {row['card_id']} is {row['state']}"
            if row["kind"] == "issue":
                made = created.get(row["operation_id"], [])
                found = row["state"] == "done" or (row["state"] == "inferred" and row["card_id"] > 0)
                none = row["state"] in {"declined", "cancelled"}
                wanted = [row["card_id"]] if found else [] if none else made[:1]
                if made != wanted:
                    yield f"{what}: the service made {made} for it"
            elif row["card_id"] in self._world.restores.reused:
                continue  # what was done to the card that had the id before
            elif row["kind"] == "disable" and row["state"] == "done":
                if self._world.shop.cards[row["card_id"]].card.disabled_at is None:
                    yield f"{what}: the card is enabled"
            elif row["kind"] == "update" and row["state"] == "done":
                yield from (f"{what}: {fault}" for fault in self._updated(row))

    def _state(self, row: sqlite3.Row) -> Iterator[str]:
        if row["state"] not in _FINAL and row["operation_id"] in self.undecided:
            yield "it is not decided"

    def _replies(self, row: sqlite3.Row) -> Iterator[str]:
        """Each reply is booked once and as it was; each executed write is booked, or in doubt and parked."""
        booked = {
            each["transaction_id"]: each["amount"] for each in self.attempts[row["operation_id"]] if each["amount"]
        }
        done = {number: self.ledger[number].transaction.amount for number in self.done[row["operation_id"]]}
        for number, amount in booked.items():
            if done.get(number) != amount:
                yield f"booked {amount} of transaction {number}, the service did {done.get(number)}"
        doubted = [each for each in self.attempts[row["operation_id"]] if each["fate"] in _IN_DOUBT]
        for number in done.keys() - booked.keys() - self._world.unbooked.keys():
            written = self.ledger[number]
            if row["state"] not in {"parked", "inferred"} or all(each["target"] != written.target for each in doubted):
                yield f"LOST: transaction {number} of {written.transaction.amount}, which the till does not know"

    def _money(self, row: sqlite3.Row) -> Iterator[str]:
        if row["kind"] not in MONEY:
            return
        attempts = self.attempts[row["operation_id"]]
        known = sum(each["amount"] or 0 for each in attempts)
        done = (number for number in self.done[row["operation_id"]] if number not in self._world.unbooked)
        really = sum(self.ledger[number].transaction.amount for number in done)
        goal = {"done": row["want"], "declined": 0, "cancelled": 0}.get(row["state"])
        if goal is not None and not goal == known == really:
            yield f"it must come to {goal}; the till knows {known}, the service did {really}"
        if row["state"] == "parked":
            yield from self._parked(row, attempts, known, really)

    def _parked(self, row: sqlite3.Row, attempts: list[sqlite3.Row], known: int, really: int) -> Iterator[str]:
        said = _said(row)
        if said["key"] == "park.twice":
            if attempts[-1]["fate"] != "unknown":
                yield "it is in doubt, and no attempt says so"
            return
        if said["key"] == "park.ambiguous":
            if not attempts or (attempts[-1]["fate"] == "unknown" and attempts[-1]["base_date"] is None):
                yield "it is in doubt without the reads that show why"
            if (
                attempts
                and attempts[-1]["fate"] == "unknown"
                and not ({"lost", "reread"} <= self.evidence[row["operation_id"]])
                and not ({"answered", "reread"} <= self.evidence[row["operation_id"]])
            ):
                yield f"the evidence is incomplete: {sorted(self.evidence[row['operation_id']])}"
            return
        if said["key"] in _ANOTHER and any(each["fate"] in _IN_DOUBT for each in attempts):
            return
        if known != really:
            yield f"a residual must be exact; the till knows {known}, the service did {really}"
        debt = (0 if row["aborted"] else row["want"]) - known
        residual = _residual(said)
        if said["key"] in {"park.overdraft", "park.blocked"} and residual != abs(debt):
            yield f"the residual {residual} is not the debt {debt}"
        if said["key"] == "park.short" and (known or not 0 < residual <= -row["want"]):
            yield f"short by {residual}, known {known}"

    def _told(self, row: sqlite3.Row) -> Iterator[str]:
        """What a clerk was told for certain is never taken back."""
        told = self._till.told.get(row["operation_id"])
        if isinstance(told, Confirmed) and row["state"] != "done":
            yield "the clerk was told that it is confirmed"
        if isinstance(told, Confirmed) and row["kind"] in MONEY and told.amount != row["want"]:
            yield f"the clerk was told {told.amount}"
        if isinstance(told, Refused) and row["state"] not in {"declined", "cancelled"}:
            yield "the clerk was told that it is refused"

    def _order(self) -> Iterator[str]:
        """Inside a lane first in, first out."""
        place = {row["operation_id"]: row["seq"] for row in self.operations}
        last: dict[int, int] = {}
        for written in self.ledger.values():
            if written.second:
                continue
            card_id, seq = written.transaction.card_id, place.get(written.operation_id or "", 0)
            if seq < last.get(card_id, 0):
                yield f"on card {card_id} #{seq} was done after #{last[card_id]}"
            last[card_id] = seq

    def _updated(self, row: sqlite3.Row) -> Iterator[str]:
        held = self._world.shop.cards[row["card_id"]]
        for name, _, wanted in json.loads(row["payload"])["changes"]:
            if all(getattr(card, name) != wanted for _, _, card in held.versions):
                yield f"{name} was never {wanted!r}"


def _said(row: sqlite3.Row) -> dict[str, object]:
    return dict(json.loads(row["said"])) if row["said"] else {"key": None}


def _residual(said: dict[str, object]) -> int:
    values = said.get("values")
    money = values.get("residual") if isinstance(values, dict) else None
    return next((int(v) for v in money.values() if isinstance(v, int)), 0) if isinstance(money, dict) else -1
