"""The service's ledger against the till's books, once nothing waits: 0 lost, 0 double, and every file as it must be."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.bootstrap import check_journal
from core.clock import Clock
from tests.simulation.oracle import UNDECIDED
from tests.torture.shop import Shop

_DOUBT = frozenset({"pending", "unknown", "disproved"})
_MONEY = frozenset({"redeem", "top-up", "set-balance", "cash-out", "reverse"})
_ENDED = frozenset({"declined", "cancelled"})
ASKED = "SELECT COUNT(*) FROM journal WHERE what = 'asked'"


def judge(shop: Shop, *, alarm: bool = False) -> list[str]:
    """What is not as it must be. The till is closed. `alarm`: it was copied or restored, and must have said so."""
    database = shop.settings.database_path
    faults = sound(database)
    with closing(open_to_read(database)) as till, closing(open_to_read(shop.service_database)) as service:
        faults += Books(
            till, service, {tuple(move) for move in shop.plan.get("foreign", ())}, set(shop.plan.get("others", ()))
        ).faults()
        faults += _told(till, shop.told())
        alarms = till.execute(
            "SELECT COUNT(*) FROM journal WHERE what IN ('copied', 'restored', 'changed')"
        ).fetchone()[0]
    if bool(alarms) is not alarm:
        faults.append(f"{alarms} alarms of a copied till")
    checked = check_journal(shop.settings, Clock())
    if not (checked.whole or (alarm and checked.message.key == "journal.gap")):
        faults.append(f"journal: {checked.message}")
    return faults


def sound(database: Path) -> list[str]:
    with closing(open_to_read(database)) as raw:
        found = [row[0] for row in raw.execute("PRAGMA integrity_check")]
        orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    return [f"integrity: {line}" for line in found if line != "ok"] + [f"orphan {row[0]}" for row in orphans]


def unjournalled(database: Path, writes: int, before: int) -> list[str]:
    """`writes` came to the service since the journal had `before` intents: each must be one more."""
    journalled = asked(database) - before
    return [f"{writes} writes were sent, {journalled} are in the journal"] if writes > journalled else []


def asked(database: Path) -> int:
    """Intents in the journal so far."""
    if not database.exists():
        return 0
    with closing(open_to_read(database)) as raw:
        if not raw.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'journal'").fetchone()[0]:
            return 0
        return int(raw.execute(ASKED).fetchone()[0])


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open to read alone: whoever writes a till's files is noticed at its next start (docs/protocol.md D6)."""
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    raw.row_factory = sqlite3.Row
    return raw


def _told(till: sqlite3.Connection, told: list[tuple[str, str]]) -> list[str]:
    """What the clerk was told stays true."""
    states = {row["operation_id"]: row["state"] for row in till.execute("SELECT operation_id, state FROM operations")}
    lost = [f"{what} {key} is not in the outbox" for what, key in told if key not in states]
    untrue = [f"{key} was confirmed and is {states.get(key)}" for what, key in told if what == "confirmed"]
    return lost + [line for line in untrue if not line.endswith("is done")]


@dataclass
class Books:
    """`foreign` are the moves that others made, by card and number; `others` the cards that others made."""

    till: sqlite3.Connection
    service: sqlite3.Connection
    foreign: set[tuple[int, int]]
    others: set[int]
    unclaimed: dict[str, int] = field(default_factory=Counter)

    def faults(self) -> list[str]:
        self.operations = self.till.execute("SELECT * FROM operations ORDER BY seq").fetchall()
        self.attempts = defaultdict(list)
        for row in self.till.execute("SELECT * FROM attempts ORDER BY operation_id, number"):
            self.attempts[row["operation_id"]].append(row)
        rows = self.service.execute("SELECT id, balance, note, disabled_at, initial_value FROM gift_cards")
        self.cards = {row["id"]: row for row in rows}
        faults = self._moves()
        for row in self.operations:
            faults += [f"{row['kind']} {row['state']} {row['said']}: {fault}" for fault in self._operation(row)]
        return faults + self._made() + self._cache() + self._open_ones()

    def _moves(self) -> list[str]:
        """Every move of the service is one that was answered to us, or one that somebody is asked about."""
        card_of = {row["operation_id"]: row["card_id"] for row in self.operations}
        answered = [row for rows in self.attempts.values() for row in rows if row["transaction_id"] is not None]
        claimed = {(card_of[row["operation_id"]], row["transaction_number"]): row for row in answered}
        faults = []
        for move in self.service.execute("SELECT * FROM transactions ORDER BY id"):
            name = (move["gift_card_id"], move["number"])
            if name in self.foreign or move["gift_card_id"] in self.others:
                continue
            attempt = claimed.pop(name, None)
            if attempt is not None:
                if attempt["amount"] != move["amount"]:
                    faults.append(f"move {name} is {move['amount']}, booked {attempt['amount']}")
            elif (key := self._doubter(move)) is not None:
                self.unclaimed[key] = self.unclaimed.get(key, 0) + move["amount"]
            elif move["amount"]:  # a second copy that came after the first one changes nothing
                faults.append(f"move {name} of {move['amount']} is in nobody's books")
        return faults + [f"move {key} was booked and never made" for key in claimed]

    def _doubter(self, move: Any) -> str | None:
        for row in self.operations:
            if row["card_id"] != move["gift_card_id"] or row["state"] not in {"parked", "inferred"}:
                continue
            for attempt in self.attempts[row["operation_id"]]:
                doubted = attempt["fate"] in _DOUBT and attempt["target"] - attempt["base"] == move["amount"]
                if doubted and row["operation_id"] not in self.unclaimed and self._may_be(row, move["amount"]):
                    return str(row["operation_id"])
        return None

    def _may_be(self, row: Any, amount: int) -> bool:
        """What a person settled moved just what was said then; the move is else its follower's, or nobody's."""
        return row["state"] != "inferred" or self._settled(row) == amount

    def _settled(self, row: Any) -> int | None:
        said = self.till.execute("SELECT amount FROM settlements WHERE operation_id = ?", (row["operation_id"],))
        (amount,) = said.fetchone() or (None,)
        return amount

    def _operation(self, row: Any) -> list[str]:
        if row["kind"] not in _MONEY:
            return self._edit(row)
        known = sum(attempt["amount"] or 0 for attempt in self.attempts[row["operation_id"]])
        moved = known + self.unclaimed.get(row["operation_id"], 0)
        state = row["state"]
        if state == "done" and moved != row["want"]:
            return [f"wanted {row['want']}, moved {moved}"]
        if state in _ENDED and moved:
            return [f"moved {moved}"]
        tried = {-1, 1} if json.loads(row["payload"]).get("probe") else set()  # its trials are of one cent
        if state == "parked" and moved not in {0, row["want"], *tried}:
            return [f"wanted {row['want']}, moved {moved}"]
        if state == "inferred":
            amount = self._settled(row)
            if amount != moved - known:
                return [f"settled as {amount}, moved {moved - known}"]
        return []

    def _edit(self, row: Any) -> list[str]:
        card = self.cards.get(row["card_id"])
        if row["state"] != "done" or row["kind"] == "issue":
            return []
        if row["kind"] == "disable":
            return [] if card["disabled_at"] is not None else ["the card is not disabled"]
        wanted = {name: value for name, _, value in json.loads(row["payload"])["changes"]}
        return [] if card["note"] == wanted.get("note", card["note"]) else ["the note is not as it was wanted"]

    def _made(self) -> list[str]:
        """Exactly one card an order, and none that nobody ordered."""
        faults, ordered = [], set(self.others)
        for row in self.operations:
            if row["kind"] != "issue":
                continue
            mark = json.loads(row["payload"])["mark"]
            made = [key for key, card in self.cards.items() if (card["note"] or "").endswith(mark)]
            ordered |= set(made)
            least, most = {"done": (1, 1), "parked": (0, 1), "inferred": (0, 1)}.get(row["state"], (0, 0))
            if not least <= len(made) <= most:
                faults.append(f"an order that is {row['state']} has {len(made)} cards")
            if row["state"] == "done" and made and self.cards[made[0]]["initial_value"] != row["want"]:
                faults.append("a card has another value than was ordered")
        return faults + [f"nobody ordered card {key}" for key in self.cards if key not in ordered]

    def _cache(self) -> list[str]:
        """Nothing is in doubt and everything was pulled: the till shows what the service has."""
        shown = {row["card_id"]: row["balance"] for row in self.till.execute("SELECT card_id, balance FROM cards")}
        return [
            f"card {key} shows {shown.get(key)}, has {card['balance']}"
            for key, card in self.cards.items()
            if shown.get(key) != card["balance"]
        ]

    def _open_ones(self) -> list[str]:
        return [f"still open: {row['kind']} {row['state']}" for row in self.till.execute(UNDECIDED)]
