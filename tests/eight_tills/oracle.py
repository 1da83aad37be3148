"""The service's own ledger against what each till said. It keeps our references, so it says whose each write was."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, select

from core.bootstrap import check_journal
from core.clock import Clock
from core.server.data.tables import Card, TransactionRow, cards, transactions
from tests.eight_tills.plan import TillPlan
from tests.simulation.copies import Fate
from tests.simulation.oracle import UNDECIDED
from tests.torture.oracle import open_to_read, sound

MONEY = frozenset({"redeem", "top-up", "set-balance", "cash-out", "reverse"})
_ENDED = frozenset({"declined", "cancelled"})
_KILLED = "SELECT DISTINCT operation_id FROM evidence WHERE what = 'lost' AND json_extract(said, '$.values.why') = ?"
_ALARMS = "SELECT COUNT(*) FROM journal WHERE what IN ('copied', 'restored', 'changed')"


@dataclass
class Ledger:
    """What the service did: every card, and every move under the operation that its reference names."""

    cards: dict[int, Card]
    moves: dict[str, list[TransactionRow]] = field(default_factory=lambda: defaultdict(list))
    last: dict[int, list[int]] = field(default_factory=dict)
    """When a card was written: the last two times, server seconds."""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.moved: Counter[int] = Counter()

    def moved_by(self, operation_id: str) -> int:
        """Return what was changed in all for one operation, minor units."""
        return sum(move.amount for move in self.moves[operation_id])

    def made_for(self, mark: str) -> list[Card]:
        """Return the cards with this tag in their note."""
        return [card for card in self.cards.values() if (card.note or "").endswith(mark)]


def read_ledger(engine: Engine) -> Ledger:
    """Read all of it, and hold each balance to the sum of its moves."""
    with engine.connect() as conn:
        ledger = Ledger({row.id: Card(*row) for row in conn.execute(select(cards))})
        rows = [TransactionRow(*row) for row in conn.execute(select(transactions).order_by(transactions.c.id))]
    for move in rows:
        ledger.moves[(move.reference or "").partition("/")[0]].append(move)
        ledger.moved[move.gift_card_id] += move.amount
        ledger.last[move.gift_card_id] = [*ledger.last.get(move.gift_card_id, [])[-1:], move.processed_at]
    for card in ledger.cards.values():
        if card.balance != card.initial_value + ledger.moved[card.id]:
            ledger.faults.append(f"card {card.id} is not the sum of its moves")
    return ledger


@dataclass
class Found:
    """What was found of all tills. `after_kill`: parked because a kill took the answer away; it is among `parked`."""

    accepted: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    parked: Counter[str] = field(default_factory=Counter)
    after_kill: int = 0
    copies: Counter[str] = field(default_factory=Counter)
    barred: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class TillBooks:
    """The books of one till that has ended, read from its file, against the ledger."""

    def __init__(self, plan: TillPlan, ledger: Ledger) -> None:
        self.plan = plan
        self.ledger = ledger
        with closing(open_to_read(plan.settings.database_path)) as raw:
            self.operations = {row["operation_id"]: row for row in raw.execute("SELECT * FROM operations ORDER BY seq")}
            self.attempts: dict[str, list[sqlite3.Row]] = defaultdict(list)
            for row in raw.execute("SELECT * FROM attempts ORDER BY operation_id, number"):
                self.attempts[row["operation_id"]].append(row)
            self.settled = dict(raw.execute("SELECT operation_id, amount FROM settlements"))
            self.after_kill = {row[0] for row in raw.execute(_KILLED, ("restart",))}
            self.open = [row["kind"] for row in raw.execute(UNDECIDED)]
            self.alarms = raw.execute(_ALARMS).fetchone()[0]
            self.shown = dict(raw.execute("SELECT card_id, balance FROM cards"))

    def booked(self, operation_id: str) -> int:
        """Return what the till believes the operation changed: the answers, and what a person said of the rest."""
        answers = sum(row["amount"] or 0 for row in self.attempts[operation_id])
        return int(answers + self.settled.get(operation_id, 0))

    def judge(self, found: Found) -> None:
        """Add what is found of this till. Nothing was settled yet."""
        found.wrong += [f"{self.plan.folder.name}: {fault}" for fault in self._faults(found)]
        heard = list(self.plan.heard())
        found.accepted += sum("accepted" in line for line in heard)
        found.barred.update(line["barred"] for line in heard if "barred" in line)

    def _faults(self, found: Found) -> Iterator[str]:
        yield from sound(self.plan.settings.database_path)
        yield from (f"still open: {kind}" for kind in self.open)
        if self.alarms:
            yield f"{self.alarms} alarms of a copied till"
        if not check_journal(self.plan.settings, Clock()).whole:
            yield "the journal is not whole"
        yield from self._told()
        for row in self.operations.values():
            yield from (f"{row['kind']} {row['state']}: {fault}" for fault in self._operation(row, found))

    def _told(self) -> Iterator[str]:
        """What the clerk was told stays true."""
        for line in self.plan.heard():
            row = self.operations.get(line.get("accepted") or line.get("operation"))
            if "barred" in line:
                continue
            if row is None:
                yield f"{line} is not in the outbox"
            elif not _still_true(line, row):
                yield f"{line} was said, and it is {row['state']}"

    def _operation(self, row: sqlite3.Row, found: Found) -> Iterator[str]:
        found.ends[row["state"]] += not json.loads(row["payload"]).get("probe")
        if row["state"] == "parked":
            found.parked[json.loads(row["said"])["key"]] += 1
            found.after_kill += row["operation_id"] in self.after_kill
        if row["kind"] == "issue":
            yield from self._sale(row)
        elif row["kind"] == "disable":
            if row["state"] == "done" and self.ledger.cards[row["card_id"]].disabled_at is None:
                yield "the card is not disabled"
        else:
            yield from self._money(row, found)

    def _sale(self, row: sqlite3.Row) -> Iterator[str]:
        made = self.ledger.made_for(json.loads(row["payload"])["mark"])
        least, most = {"done": (1, 1), "parked": (0, 1)}.get(row["state"], (0, 0))
        if not least <= len(made) <= most:
            yield f"{len(made)} cards were made"
        if any(card.initial_value != row["want"] for card in made):
            yield "the card has another value than was sold"

    def _money(self, row: sqlite3.Row, found: Found) -> Iterator[str]:
        """Exactly once when it is done, never when it was declined; what is parked may be either."""
        key = row["operation_id"]
        answered = {each["transaction_number"]: each for each in self.attempts[key] if each["amount"] is not None}
        moves = {move.number: move for move in self.ledger.moves[key]}
        for number, attempt in answered.items():
            if number not in moves or moves[number].amount != attempt["amount"]:
                yield f"move {number} of {attempt['amount']} was booked and not made so"
        if row["state"] == "parked":
            return
        wanted = 0 if row["state"] in _ENDED else row["want"]
        if self.booked(key) != wanted:
            yield f"wanted {wanted}, booked {self.booked(key)}"
        for move in moves.values():
            if move.number in answered or not move.amount:
                continue
            fate = self._fate(key, move)
            if fate is None:
                yield f"move {move.number} of {move.amount} is in nobody's books"
            else:
                found.copies[fate.value] += 1

    def _fate(self, key: str, copy: TransactionRow) -> Fate | None:
        """Return why the till could not know of this copy, which a proxy sent; None: it should have known.

        Only on the plain API, and only of a request whose other copy was answered (docs/protocol.md D1, R9).
        """
        number = int((copy.reference or "").rpartition("/")[2])
        (attempt,) = (each for each in self.attempts[key] if each["number"] == number)
        if attempt["perhaps_twice"]:
            return Fate.MARKED
        if attempt["transaction_number"] is None:
            return None
        if copy.number > attempt["transaction_number"]:
            return Fate.LATE
        return Fate.HIDDEN if attempt["amount"] == attempt["target"] - attempt["base"] else None


def _still_true(line: dict[str, Any], row: sqlite3.Row) -> bool:
    match line.get("outcome"):
        case "Confirmed":
            return (row["state"], row["want"]) == ("done", line["amount"])
        case "Refused":
            return row["state"] in _ENDED
        case _:
            return True


def compare_books(books: list[TillBooks], ledger: Ledger) -> list[str]:
    """Compare to the cent, once all is settled: every card's moves are the tills' books and the copies nobody heard.

    A copy that nobody heard is named by its reference, and was counted before. Every till shows what is on the card,
    but not at once where two wrote in the same second: for a while a till holds its own write to be the later one.
    """
    faults, known = list(ledger.faults), {key for till in books for key in till.operations}
    faults += [
        f"moves of {key or 'nobody'} that no till knows" for key in ledger.moves.keys() - known if ledger.moves[key]
    ]
    booked: Counter[int] = Counter()
    for till in books:
        faults += [f"{till.plan.folder.name}: {row['kind']} is still parked" for row in unsettled(till)]
        for key, row in till.operations.items():
            if row["kind"] in MONEY:
                heard = {each["transaction_number"] for each in till.attempts[key]}
                moves = [] if key in till.settled else ledger.moves[key]
                unheard = [each for each in moves if each.number not in heard]
                booked[row["card_id"]] += till.booked(key) + sum(each.amount for each in unheard)
    for card in ledger.cards.values():
        if booked[card.id] != ledger.moved[card.id]:
            faults.append(f"card {card.id} was changed by {ledger.moved[card.id]}, the books say {booked[card.id]}")
        shown = {till.shown.get(card.id) for till in books}
        if shown != {card.balance} and len(set(times := ledger.last.get(card.id, []))) == len(times):
            faults.append(f"card {card.id} has {card.balance}, and the tills show {shown}")
    return faults


def unsettled(books: TillBooks) -> list[dict[str, Any]]:
    """Return what is parked at this till, in the order in which it was asked for."""
    return [dict(row) for row in books.operations.values() if row["state"] == "parked"]
