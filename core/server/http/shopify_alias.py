"""Shopify's own addresses for the same cards, `/admin/api/<version>/…json`.

For clients written for Shopify: bodies are wrapped, balances are changed by signed adjustments, cards can be counted.
"""

from __future__ import annotations

import re

from core.server.contract.card_rules import Body
from core.server.contract.json_body import parse_body
from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply, as_json
from core.server.contract.request import Request
from core.server.contract.scopes import ALIAS_WANTED
from core.server.data.ledger import CardLedger
from core.server.data.listing import count_cards
from core.server.data.pending_read import PendingRead
from core.server.data.write_executor import PendingWrite
from core.server.http.card_json import transaction_json
from core.server.http.endpoints import CardEndpoints
from core.server.http.routes import EndpointCall, Routes, guarded

PREFIX = "/admin/api/"
_CARD = re.compile(r"[0-9]{4}-[0-9]{2}/gift_cards/([0-9]+)(/disable|/adjustments)?\.json")
_FIXED = re.compile(r"[0-9]{4}-[0-9]{2}(/gift_cards(?:/search|/count)?)\.json")


class ShopifyEndpoints:
    """The endpoints that differ from the vendor's page. Methods raise RequestRefused."""

    def __init__(self, endpoints: CardEndpoints) -> None:
        self._endpoints = endpoints

    def create(self, request: Request) -> PendingWrite:
        """Make a card."""
        return self._endpoints.create(request, _unwrapped(request, "gift_card"))

    def update(self, request: Request) -> PendingWrite:
        """Change the fields of a card that may change."""
        body = _unwrapped(request, "gift_card")
        changes = {name: body[name] for name in ("id", "note", "expires_on", "template_suffix") if name in body}
        return self._endpoints.update(request, changes)

    def disable(self, request: Request) -> PendingWrite:
        """Disable a card."""
        return self._endpoints.disable(request)

    def count(self, request: Request) -> PendingRead:
        """Return how many cards there are."""
        return self._endpoints.pending_read(
            lambda conn: Reply(200, as_json({"count": count_cards(conn, request.arguments)}))
        )

    def adjust(self, request: Request) -> PendingWrite:
        """Add a signed amount to a card's balance."""
        card_id, body = request.card_id, _unwrapped(request, "adjustment")

        def write(ledger: CardLedger) -> Reply:
            made, card = ledger.adjust(card_id, body)
            return Reply(201, as_json({"adjustment": transaction_json(made, card.currency, self._endpoints.zone)}))

        return self._endpoints.executor.prepare(request, write)

    def adjustments(self, request: Request) -> Reply:
        """Return the transactions of a card."""
        return Reply(200, as_json({"adjustments": self._endpoints.load_history(request.card_id)}))


def shopify_routes(endpoints: CardEndpoints) -> Routes:
    """Return the routes below `/admin/api/`."""
    shopify = ShopifyEndpoints(endpoints)
    fixed: dict[str, dict[str, EndpointCall]] = {
        "/gift_cards": {"GET": endpoints.list_cards, "POST": shopify.create},
        "/gift_cards/search": {"GET": endpoints.search_cards},
        "/gift_cards/count": {"GET": shopify.count},
    }
    of_card: dict[str | None, dict[str, EndpointCall]] = {
        None: {"GET": endpoints.read_card, "PUT": shopify.update},
        "/disable": {"POST": shopify.disable},
        "/adjustments": {"GET": shopify.adjustments, "POST": shopify.adjust},
    }
    return Routes(
        {path: guarded(calls, path, ALIAS_WANTED) for path, calls in fixed.items()},
        {part: guarded(calls, "/gift_cards/{id}" + (part or ""), ALIAS_WANTED) for part, calls in of_card.items()},
        PREFIX,
        _CARD,
        _FIXED,
    )


def _unwrapped(request: Request, name: str) -> Body:
    inner = parse_body(request.body).get(name)
    if not isinstance(inner, dict):
        raise RequestRefused(400, {name: ["Required parameter missing or invalid"]}, code="invalid_body")
    return inner
