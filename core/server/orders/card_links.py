"""The links of mails to the page of their cards: random tokens, of which the database has only digests."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from core.server.data.code_seal import CODE
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.ledger import CardLedger
from core.server.data.order_tables import DeliveryRow, LinkRow, card_links, order_cards, order_lines
from core.server.data.tables import Card, cards

TOKEN_BYTES = 16
TOKEN_PATTERN = "[A-Za-z0-9_-]{22}"
_TOKEN = re.compile(TOKEN_PATTERN, re.ASCII)
_ADD = Statement(insert(card_links), NoRow._make, LinkRow._fields)
_DROP = Statement(delete(card_links).where(card_links.c.delivery_id == bindparam("wanted")), NoRow._make)
_FIND = Statement(select(card_links).where(card_links.c.digest == bindparam("wanted")).with_for_update(), LinkRow._make)
_OPENED = Statement(update(card_links).where(card_links.c.digest == bindparam("wanted")), NoRow._make, ("opened_at",))
_LINE_OPENED = Statement(
    update(order_lines).where(
        order_lines.c.order_id == bindparam("wanted_order"),
        order_lines.c.number == bindparam("wanted_line"),
        order_lines.c.state == "sent",
    ),
    NoRow._make,
    ("state", "changed_at"),
)
_CARDS = Statement(
    select(cards, order_lines.c.template_suffix, order_lines.c.product_id)
    .join(order_cards, order_cards.c.gift_card_id == cards.c.id)
    .join(
        order_lines, (order_lines.c.order_id == order_cards.c.order_id) & (order_lines.c.number == order_cards.c.line)
    )
    .where(order_cards.c.order_id == bindparam("wanted_order"), order_cards.c.line == bindparam("wanted_line"))
    .order_by(order_cards.c.position),
    tuple,
)


class OpenedCards(NamedTuple):
    """The cards that a link leads to, their codes in clear. `design` names their picture."""

    cards: tuple[Card, ...]
    design: str


def draw_link() -> str:
    """Return a new token of 128 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def add_link(conn: DriverConnection, token: str, delivery: DeliveryRow, now: int) -> None:
    """Let a token lead to the cards of a delivery; one of an earlier attempt, which never arrived, leads nowhere."""
    conn.execute(_DROP, {"wanted": delivery.id})
    conn.execute(_ADD, LinkRow(_digest(token), delivery.id, delivery.order_id, delivery.line, now, None)._asdict())


def open_link(ledger: CardLedger, token: str) -> OpenedCards | None:
    """Return what a token leads to, and note when that was opened first; None for a token of nothing."""
    link = ledger.conn.first(_FIND, {"wanted": _digest(token)}) if _TOKEN.fullmatch(token) else None
    if link is None:
        return None
    place = {"wanted_order": link.order_id, "wanted_line": link.line}
    if link.opened_at is None:
        ledger.conn.execute(_OPENED, {"wanted": link.digest, "opened_at": ledger.now})
        ledger.conn.execute(_LINE_OPENED, {**place, "state": "opened", "changed_at": ledger.now})
    rows = ledger.conn.all(_CARDS, place)
    found = [Card._make(row[:-2]) for row in rows]
    for card in found if link.opened_at is None else ():
        ledger.tell("gift_card.opened", card)
    opened = tuple(card._replace(code=ledger.conn.seal.unseal(card.code, CODE)) for card in found)
    return OpenedCards(opened, rows[0][-2] or rows[0][-1] or "")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
