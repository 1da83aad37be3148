"""The shop's other till: it spends from cards while ours do, atomically and through no API, and is never wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from core.domain.money import wire_text
from core.server.ledger import Ledger
from core.server.lines import Lines, committing
from core.server.refusals import Refused
from core.server.switches import Switches

_FIRST_ORDER = 6_210_000_000_000


class WebShop:
    """Its orders carry an `order_transaction_id`, by which a history tells them from those of tills."""

    def __init__(
        self, engine: Engine, switches: Switches, clock: Callable[[], float], first_order: int = _FIRST_ORDER
    ) -> None:
        self._lines = Lines(engine)
        self._switches = switches
        self._clock = clock
        self._orders = count(first_order)
        self._on_its_way: dict[int, int] = {}

    def visit(self, card_id: int, percent: int) -> None:
        """Spend now; where the service reads before it posts (PROTOCOL.md K2), in the gap between the two."""
        if self._switches.money_rule == "difference":
            self._on_its_way[card_id] = percent
        else:
            self.spend(card_id, percent)

    def between(self, card_id: int) -> None:
        """The service has read this card and not yet posted."""
        if card_id in self._on_its_way:
            self.spend(card_id, self._on_its_way.pop(card_id))

    def spend(self, card_id: int, percent: int) -> None:
        """Take a part of what is left, one minor unit at least; a card that has nothing to give is left alone."""
        with suppress(Refused, DBAPIError), committing(self._lines) as driver:
            ledger = Ledger(driver, self._switches, int(self._clock()))
            card = ledger.locked(card_id)
            if card.balance:
                amount = -max(1, card.balance * percent // 100)
                ledger.adjust(card_id, {"amount": wire_text(amount, card.currency)}, next(self._orders))
