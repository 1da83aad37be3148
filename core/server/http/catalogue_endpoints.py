"""The catalogue as endpoints: what the shop sells, for every till alike."""

from __future__ import annotations

import hashlib

from core.server.contract.json_body import parse_body
from core.server.contract.products import Product, product_json
from core.server.contract.replies import Reply, as_json
from core.server.contract.request import Request
from core.server.data.connection_pool import ConnectionPool, open_connection
from core.server.data.ledger import CardLedger
from core.server.data.write_executor import PendingWrite, WriteExecutor
from core.server.orders.catalogue import Catalogue

CATALOGUE = "/catalogue"
PRODUCTS = "/catalogue/products"
"""Below the base address."""


class CatalogueEndpoints:
    """Carries out the requests about products. Methods raise RequestRefused."""

    def __init__(self, pool: ConnectionPool, executor: WriteExecutor) -> None:
        self._pool = pool
        self._executor = executor

    def read(self, request: Request) -> Reply:
        """Return all products; 304 where the client has them as they are."""
        with open_connection(self._pool) as conn:
            found = Catalogue(conn, self._executor.switches).all()
        body = as_json({"products": [product_json(product) for product in found]})
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = (("ETag", tag), ("Cache-Control", "private, no-cache"))
        if _names(request.headers.get("if-none-match", ""), tag):
            return Reply(304, b"", headers)
        return Reply(200, body, headers)

    def add(self, request: Request) -> PendingWrite:
        """Add a product."""
        body = parse_body(request.body)

        def write(ledger: CardLedger) -> Reply:
            return _reply(201, Catalogue(ledger.conn, ledger.switches).add(body, ledger.now))

        return self._executor.prepare(request, write)

    def change(self, request: Request) -> PendingWrite:
        """Change a product; what the body does not name stays."""
        body = parse_body(request.body)

        def write(ledger: CardLedger) -> Reply:
            return _reply(200, Catalogue(ledger.conn, ledger.switches).change(request.path_id, body, ledger.now))

        return self._executor.prepare(request, write)


def _reply(status: int, product: Product) -> Reply:
    return Reply(status, as_json({"product": product_json(product)}))


def _names(header: str, tag: str) -> bool:
    """Return whether `If-None-Match` names the version; weak tags match too (RFC 9110 13.1.2)."""
    named = [each.strip().removeprefix("W/") for each in header.split(",")]
    return tag in named or named == ["*"]
