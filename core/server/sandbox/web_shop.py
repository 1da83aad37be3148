"""The web shop of the sandbox: it spends from cards at the same time as the tills, in the database itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from core.domain.money import wire_text
from core.server.contract.refusals import RequestRefused
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.ledger import CardLedger

_FIRST_ORDER = 6_210_000_000_000


class WebShop:
    """Spends from cards. Its transactions have an `order_transaction_id`, those of tills have none."""

    def __init__(
        self, engine: Engine, switches: Switches, clock: Callable[[], float], first_order: int = _FIRST_ORDER
    ) -> None:
        self._pool = ConnectionPool(engine)
        self._switches = switches
        self._clock = clock
        self._orders = count(first_order)
        self._before_posting: dict[int, int] = {}

    def visit(self, card_id: int, percent: int) -> None:
        """Spend now; where the service reads before it posts (docs/protocol.md K2), in the gap between the two."""
        if self._switches.money_rule == "difference":
            self._before_posting[card_id] = percent
        else:
            self.spend(card_id, percent)

    def spend_after_read(self, card_id: int) -> None:
        """Spend what `visit` has left for the moment when the service has read this card and not yet posted."""
        if card_id in self._before_posting:
            self.spend(card_id, self._before_posting.pop(card_id))

    def spend(self, card_id: int, percent: int) -> None:
        """Spend a part of the balance, one minor unit at least; nothing from a card that is empty or refused."""
        with suppress(RequestRefused, DBAPIError), begin_write(self._pool) as conn:
            ledger = CardLedger(conn, self._switches, int(self._clock()))
            card = ledger.lock(card_id)
            if card.balance:
                amount = -max(1, card.balance * percent // 100)
                ledger.adjust(card_id, {"amount": wire_text(amount, card.currency)}, next(self._orders))
