"""A history of cards made by the ledger itself: several keys, currencies and months, cards that end or are disabled."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import Engine, insert, select

from core.domain.money import wire_text
from core.server.contract.card_rules import check_new_card
from core.server.contract.refusals import RequestRefused
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.shop_time import shop_zone, time_text
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool, begin_write
from core.server.data.database import reading, writing
from core.server.data.ledger import CardLedger
from core.server.data.tables import Card, TransactionRow, api_keys, cards, transactions

SHOP = Switches()
ZONE = shop_zone(SHOP.shop_zone)
FIRST = date(2026, 10, 20)
"""A clock goes back 12 days later."""
KEYS = {"till 1": OUR_CLIENT_ID, "web shop": OUR_CLIENT_ID + 1, "=office": OUR_CLIENT_ID + 2}
VALUES = {"USD": ("25.00", "50.00", "99.99"), "EUR": ("10.00", "40.50"), "JPY": ("3000", "10000"), "KWD": ("5.125",)}
REFERENCES = ("", "order 7", "=SUM(A1:A9)", "-12", 'say "hi", then go')


def at_of(day: date, chance: random.Random) -> int:
    """Return a time of the day, often its first or last second."""
    second = chance.choice((0, 86_399, chance.randrange(86_400)))
    return int(datetime.combine(day, time(second // 3600, second // 60 % 60, second % 60), ZONE).timestamp())


def make_history(engine: Engine, days: int, seed: int = 1) -> list[date]:
    """Fill an empty database; return the days of its history."""
    chance = random.Random(seed)
    with writing(engine) as conn:
        for name, client in KEYS.items():
            row = {"name": name, "digest": f"{client:064}", "made_at": 0, "client_id": client}
            conn.execute(insert(api_keys), row)
    found = [FIRST + timedelta(days=each) for each in range(days)]
    made: list[Card] = []
    with begin_write(ConnectionPool(engine)) as conn:
        for day in found:
            times = sorted(at_of(day, chance) for _ in range(chance.randrange(5)))
            for at in times:
                ledger = CardLedger(conn, SHOP, at, chance.choice(list(KEYS.values())))
                with suppress(RequestRefused):
                    _act(ledger, made, chance, day)
    return found


def _act(ledger: CardLedger, made: list[Card], chance: random.Random, day: date) -> None:
    """Do one thing by chance; a card that may not be changed any more refuses it, with nothing written."""
    kind = chance.random()
    if kind < 0.35 or not made:
        currency = chance.choice(list(VALUES))
        body: dict[str, object] = {"initial_value": chance.choice(VALUES[currency]), "currency": currency}
        if chance.random() < 0.3:
            body["expires_on"] = (day + timedelta(days=chance.randrange(1, 40))).isoformat()
        made.append(ledger.create(check_new_card(body, SHOP)))
        return
    card = ledger.lock(chance.choice(made).id)
    if kind < 0.42:
        ledger.disable(card.id)
        return
    balance = chance.randrange(card.balance + 1) if kind < 0.85 else card.balance + chance.randrange(1, 900)
    reference = chance.choice(REFERENCES) or None
    ledger.set_balance(card.id, {"balance": wire_text(balance, card.currency), "remote_transaction_ref": reference})


def rows_of_tables(engine: Engine) -> tuple[list[Card], list[TransactionRow]]:
    """Return everything that the ledger has written."""
    with reading(engine) as conn:
        held = [Card._make(row) for row in conn.execute(select(cards).order_by(cards.c.id))]
        return held, [
            TransactionRow._make(row) for row in conn.execute(select(transactions).order_by(transactions.c.id))
        ]


def day_text(at: int) -> str:
    """Return the shop's day of a time, as it is written in every reply."""
    return str(time_text(at, ZONE))[:10]


def amount(minor: int, currency: str) -> Decimal:
    """Return minor units as an exact amount."""
    return Decimal(wire_text(minor, currency))
