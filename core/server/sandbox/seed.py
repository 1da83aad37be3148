"""Make 300 believable cards of the shop "Harbour Books", the same for the same seed and day.

Each balance is the card's initial value plus the sum of its transactions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, func, insert, select, update

from core.domain.money import exponent
from core.server.contract.request import OUR_CLIENT_ID
from core.server.contract.shop_time import shop_zone
from core.server.contract.switches import Switches
from core.server.data.code_seal import CODE, CodeSeal, seal_of
from core.server.data.database import writing
from core.server.data.tables import FIRST_CARD_ID, cards, counters, transactions

_CARDS = 300
_ANY_DAY = 1_800_000_000
_KEY: Final = "seed key"
"""Names the counter that says under which key the codes of these cards were sealed."""
_DAY = 24 * 3600
_OLDEST_DAYS = 900
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_NAMES = """
Ada Abbott; Ben Brandt; Clara Castillo; Dmitri Doyle; Elena Eriksen; Farid Fischer; Grace Garcia; Hugo Hale; Ines Ito;
Jonas Jansen; Kaya Kowalski; Liam Lund; Mei Moreau; Nadia Novak; Oscar Okafor; Priya Petit; Quinn Abbott; Rosa Brandt;
Sam Castillo; Tove Doyle; Ada Eriksen; Ben Fischer; Clara Garcia; Dmitri Hale; Zoë O'Neill; André Lefèvre; Łucja Nowak
"""
_PEOPLE = [" ".join(name.split()) for name in _NAMES.split(";")]
_NOTES = (
    "Birthday present for {name}",
    "Sold at the counter to {name}",
    "Graduation gift, wrapped",
    "Prize of the summer reading quiz",
    "Refund of order 1{number}, {name}",
    "For {name}, from the book club",
    "Goodwill: delayed delivery to {name}",
    "Christmas market stall",
    "Author evening, {name}",
    "School library of St. Brendan's",
    "Staff anniversary: {name}",
    "Reserved the Moby-Dick facsimile",
)
_TEMPLATES = (
    None,
    None,
    None,
    "gift_cards.birthday.liquid",
    "gift_cards.christmas.liquid",
    "gift_cards.harbour.liquid",
)
_LASTS_DAYS = (None, None, None, None, 180, 365, 730, 1095)
_VALUES = (10, 15, 20, 25, 25, 25, 30, 40, 50, 50, 50, 75, 100, 100, 150, 200, 250)


def fill_sandbox(engine: Engine, seed: int, now: int, switches: Switches) -> None:
    """Fill a shop that has no card yet; any other is left alone. `now` is UTC epoch seconds."""
    with writing(engine) as conn:
        if conn.execute(select(func.count()).select_from(cards)).scalar_one():
            return
        made = [_drawn(seed, at, now, switches) for at in range(_CARDS)]
        seal = seal_of(engine)
        conn.execute(insert(cards), [card.row | {"code": seal.seal(card.code, CODE)} for card in made])
        moves = [move for card in made for move in card.history()]
        conn.execute(insert(transactions), moves)
        last = update(counters).where(counters.c.name == "card").values(value=FIRST_CARD_ID + _CARDS - 1)
        conn.execute(last)
        conn.execute(insert(counters), {"name": _KEY, "value": seal.key_number})


def seeded_code(conn: Connection, seal: CodeSeal, card_id: int, seed: int) -> str | None:
    """Return the code of a card that this seed made, drawn once more: to open its seal would load the cipher.

    None for any other card, and where another key sealed it, under which nobody finds it.
    """
    at = card_id - FIRST_CARD_ID
    if not 0 <= at < _CARDS:
        return None
    sealed_by = conn.execute(select(counters.c.value).where(counters.c.name == _KEY)).scalar()
    ends_with = conn.execute(select(cards.c.last_characters).where(cards.c.id == card_id)).scalar_one()
    code = _drawn(seed, at, _ANY_DAY, Switches()).code
    return code if sealed_by == seal.key_number and code.endswith(ends_with) else None


@dataclass(frozen=True, slots=True)
class _BalanceChange:
    """A balance write: when, and by how much in minor units."""

    at: int
    amount: int


@dataclass(frozen=True, slots=True)
class _SeededCard:
    """A card's code, its row of `gift_cards` without that, and the balance changes of the card."""

    code: str
    row: dict[str, object]
    moves: list[_BalanceChange]

    def history(self) -> list[dict[str, object]]:
        """Return the rows of `transactions`."""
        numbered = enumerate(self.moves, 1)
        return [
            {"gift_card_id": self.row["id"], "number": number, "amount": move.amount, "processed_at": move.at}
            for number, move in numbered
        ]


def _drawn(seed: int, at: int, now: int, switches: Switches) -> _SeededCard:
    """Return card number `at`; its code is the same on every day and in every currency."""
    return _card(random.Random(f"{seed}/{at}"), at, now, switches)


def _card(draw: random.Random, at: int, now: int, switches: Switches) -> _SeededCard:
    """Return card number `at`: ids rise with the time of creation, and more were sold lately than long ago."""
    created = now - 60 - int(_OLDEST_DAYS * _DAY * (1 - (at + draw.random()) / _CARDS) ** 1.4)
    zone = shop_zone(switches.shop_zone)
    lasts = draw.choice(_LASTS_DAYS)
    sold = datetime.fromtimestamp(created, zone).date()
    until = now if lasts is None else min(now, created + lasts * _DAY)
    unit = 10 ** exponent(switches.currency)
    value = draw.choice(_VALUES) * unit
    moves = _moves(draw, value, unit, (created, until))
    touched = moves[-1].at if moves else created
    disabled = touched + int(draw.random() * (now - touched)) if draw.random() < 0.06 else None
    note, code = _note(draw), "".join(draw.choice(_ALPHABET) for _ in range(16))
    row: dict[str, object] = {
        "id": FIRST_CARD_ID + at,
        "last_characters": code[-4:],
        "currency": switches.currency,
        "milli": 1000 // unit,
        "initial_value": value,
        "balance": value + sum(move.amount for move in moves),
        "created_at": created,
        "updated_at": disabled or touched,
        "disabled_at": disabled,
        "expires_on": None if lasts is None else (sold + timedelta(days=lasts)).isoformat(),
        "note": note,
        "folded_note": (note or "").casefold(),
        "template_suffix": draw.choice(_TEMPLATES),
        "api_client_id": OUR_CLIENT_ID if draw.random() < 0.7 else None,
        "order_id": None if draw.random() < 0.8 else 5_310_000_000_000 + draw.randrange(10**9),
        "version": 1 + len(moves),
        "writes": len(moves),
    }
    return _SeededCard(code, row, moves)


def _moves(draw: random.Random, value: int, unit: int, span: tuple[int, int]) -> list[_BalanceChange]:
    """Draw purchases and few top-ups within `span`; a third of the cards was never used, a fifth is empty."""
    fate, (created, until) = draw.random(), span
    count = 0 if fate < 0.35 else draw.randint(1, 4)
    balance, moves = value, list[_BalanceChange]()
    for at in sorted(created + int(draw.random() * (until - created)) for _ in range(count)):
        emptied = fate > 0.8 and len(moves) == count - 1
        topped_up = not emptied and draw.random() < 0.08
        amount = draw.choice((10, 20, 25)) * unit if topped_up else -int(balance * draw.uniform(0.15, 0.7)) or -1
        moves.append(_BalanceChange(at, -balance if emptied else amount))
        balance += moves[-1].amount
    return moves


def _note(draw: random.Random) -> str | None:
    if draw.random() < 0.3:
        return None
    return draw.choice(_NOTES).format(name=draw.choice(_PEOPLE), number=draw.randrange(1000, 9999))
