"""The service as far as money goes: cards, what every write really did, who asked for it, and a lagging search index.

Small enough for millions of calls; tests/simulation/test_shop.py holds it to the rules of core.server.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache

from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.code import normalise
from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Failure,
    Listed,
    Lost,
    Missing,
    Rejected,
    ServerCard,
    Transaction,
    TransactionsRead,
)
from core.remote.gateway import NewCard

EPOCH = 1_790_000_000
"""21 September 2026: when the world begins."""
MOST = 200_000_00
Answered = BalanceWritten | CardCreated | Failure
_BOUND = re.compile(r'updated_at:(>=|<=)"([^"]+)"')


@dataclass(slots=True)
class Written:
    """One executed balance write: by whom (till and operation, or the web shop) and what it really changed."""

    transaction: Transaction
    by: str
    operation_id: str | None
    target: int
    after: int
    at: float
    reference: str | None = None
    request: int = 0
    """The number of a request that the network repeated: both of its copies have it."""
    second: bool = False


@dataclass(slots=True)
class Held:
    """A card and all that became of it. `versions`: (when it was so, when the search index knows, the card)."""

    card: ServerCard
    code: str
    order: str
    """The sale that it was made for, by its operation; empty for cards from before."""
    versions: list[tuple[float, float, ServerCard]] = field(default_factory=list)
    writes: list[Written] = field(default_factory=list)

    def tag(self, card: ServerCard) -> str:
        """The ETag of the card when it was so."""
        return f'"{next(at for at, version in enumerate(self.versions) if version[2] is card)}"'

    def as_of(self, moment: float, indexed: bool = False) -> ServerCard | None:
        """None before it was made. A later write is never indexed before an earlier one."""
        for began, known, card in reversed(self.versions):
            if (known if indexed else began) <= moment:
                return card
        return None


class Shop:
    """`now` gives true seconds since the world began; all times shown are whole seconds. No waiting, no faults."""

    def __init__(self, now: Callable[[], float], index_lag: Callable[[], float] = lambda: 0.0, page: int = 250) -> None:
        self._now = now
        self.page = page
        self._index_lag = index_lag
        self.cards: dict[int, Held] = {}
        self.by_code: dict[str, int] = {}
        self.written: list[Written] = []
        self.told: dict[str, tuple[object, Answered | None]] = {}
        """Under each Idempotency-Key what was asked, and the first answer; None while it is being worked out."""
        self._running: set[str] = set()
        self.repeated: tuple[int, bool] = (0, False)
        """The number of the repeated request that is being carried out, and whether it is the second copy."""
        self.kept: dict[int, CardRead] = {}
        """What a cache on the way has of each card."""
        self._next_id = 564_744_552_001

    @property
    def date(self) -> int:
        return int(EPOCH + self._now())

    @property
    def indexed_at(self) -> float:
        """When the search index knows of every change so far."""
        return max(version[1] for held in self.cards.values() for version in held.versions)

    def read(self, card_id: int, stale: float = 0.0) -> CardRead | Failure:
        """`stale`: the card as it was so many seconds ago, as a replica shows it."""
        held = self.cards.get(card_id)
        card = held.as_of(self._now() - stale) if held is not None else None
        if held is None or card is None:
            return Missing("Not found")
        return CardRead(card, self.date, held.tag(card))

    def read_through(self, card_id: int, stale: float = 0.0) -> CardRead | Failure:
        """Read through a cache: what it has of the card, however old, with the date that it had."""
        answer = self.kept.get(card_id) or self.read(card_id, stale)
        if isinstance(answer, CardRead):
            self.kept[card_id] = answer
        return answer

    def history(self, card_id: int) -> TransactionsRead | Failure:
        held = self.cards.get(card_id)
        if held is None:
            return Missing("Not found")
        rows = tuple(Listed(each.transaction, each.reference, each.operation_id is None) for each in held.writes)
        return TransactionsRead(rows, self.date, whole=True)

    def begun(self, key: str | None, asked: object) -> Answered | None:
        """What a service that keeps keys answers before it does anything; None: the request is new."""
        if key is None:
            return None
        before = self.told.setdefault(key, (asked, None))
        if before[0] != asked:
            return Rejected(422, "This Idempotency-Key was used for another request.")
        if before[1] is not None:
            return before[1]
        if key in self._running:
            return Lost("status 409", 409)
        self._running.add(key)
        return None

    def ended(self, key: str | None, answer: Answered) -> Answered:
        """The first answer is kept."""
        if key is not None:
            self._running.discard(key)
            self.told[key] = (self.told[key][0], answer)
        return answer

    def list(self, since_id: int, stale: float = 0.0) -> CardPage:
        moment = self._now() - stale
        shown = [held.as_of(moment) for card_id, held in self.cards.items() if card_id > since_id]
        return CardPage(tuple(card for card in shown if card is not None)[: self.page], self.date, None)

    def next_page(self, token: str) -> CardPage:
        """The rest of a search, by what the index knows now: a row may have left it meanwhile."""
        start, _, query = token.partition(" ")
        return self.search(query, int(start))

    def search(self, query: str, start: int = 0) -> CardPage:
        """Ranges of `updated_at`, newest first, by what the index knows; a bare word is a code."""
        now = self._now()
        known = [held.as_of(now, indexed=True) for held in self.cards.values()]
        bounds = _BOUND.findall(query)
        if not bounds:
            found = self.by_code.get(query)
            hits = [card for card in known if card is not None and card.card_id == found]
            return CardPage(tuple(hits), self.date, None)
        low = max((_epoch(text) for sign, text in bounds if sign == ">="), default=0)
        high = min((_epoch(text) for sign, text in bounds if sign == "<="), default=2**40)
        hits = [card for card in known if card is not None and low <= card.updated_at <= high]
        hits.sort(key=lambda card: (card.updated_at, card.card_id), reverse=True)
        end = start + self.page
        return CardPage(tuple(hits[start:end]), self.date, f"{end} {query}" if len(hits) > end else None)

    def create(self, new: NewCard, order: str) -> CardCreated | Failure:
        code = normalise(new.code or "")
        if code in self.by_code:
            return Rejected(422, "has already been taken", "code")
        card_id, now = self._next_id, self.date
        self._next_id += 1
        card = ServerCard(
            card_id=card_id,
            balance=new.initial_value,
            currency=new.currency,
            initial_value=new.initial_value,
            created_at=now,
            updated_at=now,
            disabled_at=None,
            expires_on=new.expires_on,
            note=new.note,
            template_suffix=new.template_suffix,
            last_characters=code[-4:],
        )
        held = self.cards[card_id] = Held(card, code, order)
        self.by_code[code] = card_id
        self._version(held)
        return CardCreated(card, code, now)

    def set_balance(
        self, card_id: int, balance: int, by: str, operation_id: str | None, safeguards: Safeguards = UNGUARDED
    ) -> BalanceWritten | Failure:
        """K1: sets atomically; the reply's amount is the difference to what was there."""
        held = self.cards.get(card_id)
        return self.post(card_id, balance - (held.card.balance if held else 0), balance, by, operation_id, safeguards)

    def post(
        self,
        card_id: int,
        amount: int,
        target: int,
        by: str,
        operation_id: str | None,
        safeguards: Safeguards = UNGUARDED,
    ) -> BalanceWritten | Failure:
        """K2's second half, and the web shop: adds `amount` atomically, refuses below zero."""
        held = self.cards.get(card_id)
        if held is None:
            return Missing("Not found")
        if safeguards.etag is not None and safeguards.etag != held.tag(held.card):
            return Rejected(412, "The gift card has changed.")
        if held.card.disabled_at is not None:
            return Rejected(422, "The gift card is deactivated.", "base")
        if amount == 0:
            return Rejected(422, "must be different from the present balance", "balance")
        after = held.card.balance + amount
        if not 0 <= after <= MOST:
            return Rejected(422, "must be greater than or equal to 0", "balance")
        transaction = Transaction(len(self.written) + 1, card_id, len(held.writes) + 1, amount, self.date)
        who = (transaction, by, operation_id, target, after, self._now(), safeguards.reference)
        done = Written(*who, *self.repeated)
        held.writes.append(done)
        self.written.append(done)
        self._change(held, balance=after)
        return BalanceWritten(transaction, self.date)

    def update(self, card_id: int, changes: dict[str, str | None]) -> CardRead | Failure:
        held = self.cards.get(card_id)
        if held is None:
            return Missing("Not found")
        if any(getattr(held.card, field) != wanted for field, wanted in changes.items()):
            self._change(held, **changes)
        return CardRead(held.card, self.date)

    def disable(self, card_id: int) -> CardRead | Failure:
        held = self.cards.get(card_id)
        if held is None:
            return Missing("Not found")
        if held.card.disabled_at is None:
            self._change(held, disabled_at=self.date)
        return CardRead(held.card, self.date)

    def _change(self, held: Held, **changes: object) -> None:
        held.card = replace(held.card, updated_at=self.date, **changes)  # type: ignore[arg-type]
        self._version(held)

    def _version(self, held: Held) -> None:
        now = self._now()
        indexed = now + self._index_lag()
        if held.versions:
            indexed = max(indexed, held.versions[-1][1])
        held.versions.append((now, indexed, held.card))


@cache
def _epoch(text: str) -> int:
    return int(datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())
