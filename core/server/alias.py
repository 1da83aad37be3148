"""The platform's own address for the same cards, `/admin/api/<version>/…json`: for clients written for Shopify.

Bodies are wrapped, balances are moved by signed adjustments, and cards can be counted.
"""

from __future__ import annotations

import re

from sqlalchemy import func, select

from core.server.books import Write
from core.server.calls import Call
from core.server.database import reading
from core.server.ledger import Ledger
from core.server.listing import status_of
from core.server.refusals import Refused, Reply, as_json
from core.server.routes import Routes
from core.server.rules import Body
from core.server.shop import Shop
from core.server.tables import cards
from core.server.wire import parse_body, transaction_json

PREFIX = "/admin/api/"
_CARD = re.compile(r"[0-9]{4}-[0-9]{2}/gift_cards/([0-9]+)(/disable|/adjustments)?\.json")
_FIXED = re.compile(r"[0-9]{4}-[0-9]{2}(/gift_cards(?:/search|/count)?)\.json")


class Alias:
    """What differs from the vendor's page. Raises Refused."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def create(self, call: Call) -> Write:
        return self._shop.create(call, _unwrapped(call, "gift_card"))

    def update(self, call: Call) -> Write:
        body = _unwrapped(call, "gift_card")
        changes = {name: body[name] for name in ("id", "note", "expires_on", "template_suffix") if name in body}
        return self._shop.update(call, changes)

    def disable(self, call: Call) -> Write:
        return self._shop.disable(call)

    def count(self, call: Call) -> Reply:
        query = select(func.count()).select_from(cards).where(*status_of(call.arguments))
        with reading(self._shop.engine) as connection:
            return Reply(200, as_json({"count": connection.execute(query).scalar_one()}))

    def adjust(self, call: Call) -> Write:
        card_id, body = call.card_id, _unwrapped(call, "adjustment")

        def answer(ledger: Ledger) -> Reply:
            made, card = ledger.adjust(card_id, body)
            return Reply(201, as_json({"adjustment": transaction_json(made, card.currency, self._shop.zone)}))

        return self._shop.books.write(call, answer)

    def adjustments(self, call: Call) -> Reply:
        return Reply(200, as_json({"adjustments": self._shop.history(call.card_id)}))


def alias_routes(shop: Shop) -> Routes:
    alias = Alias(shop)
    return Routes(
        {
            "/gift_cards": {"GET": shop.list_cards, "POST": alias.create},
            "/gift_cards/search": {"GET": shop.search_cards},
            "/gift_cards/count": {"GET": alias.count},
        },
        {
            None: {"GET": shop.read_card, "PUT": alias.update},
            "/disable": {"POST": alias.disable},
            "/adjustments": {"GET": alias.adjustments, "POST": alias.adjust},
        },
        PREFIX,
        _CARD,
        _FIXED,
    )


def _unwrapped(call: Call, name: str) -> Body:
    inner = parse_body(call.body).get(name)
    if not isinstance(inner, dict):
        raise Refused(400, {name: ["Required parameter missing or invalid"]})
    return inner
