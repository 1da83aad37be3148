"""The catalogue in the database: read whole, and changed product by product inside a write transaction."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, select, update

from core.errors import CannotStart
from core.server.contract.card_rules import Body
from core.server.contract.json_body import NumberText
from core.server.contract.products import (
    Product,
    changed_product,
    kept_product,
    new_product,
    product_json,
    unknown_product,
)
from core.server.contract.refusals import RequestRefused
from core.server.contract.switches import Switches
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.order_tables import products
from core.server.data.tables import counters

MOST_PRODUCTS = 1000


class _ProductRow(NamedTuple):
    """A row of `catalogue_products`, in the order of its columns."""

    id: str
    number: int
    content: str
    updated_at: int


_ALL = Statement(select(products).order_by(products.c.number), tuple)
_ONE = Statement(select(products).where(products.c.id == bindparam("wanted")), _ProductRow._make)
_COUNT = Statement(select(func.count(), func.coalesce(func.max(products.c.number), 0)).select_from(products), tuple)
_ADD = Statement(insert(products), NoRow._make, _ProductRow._fields)
_CHANGE = Statement(
    update(products).where(products.c.id == bindparam("wanted")), NoRow._make, ("content", "updated_at")
)
CHANGE_ALONE = Statement(select(counters.c.value).where(counters.c.name == "schema").with_for_update(), tuple)
"""Keeps others who change the catalogue, or add an order, waiting until the end of the transaction."""


class Catalogue:
    """The products, on one connection. Changes are made inside a write transaction."""

    def __init__(self, conn: DriverConnection, switches: Switches) -> None:
        self._conn = conn
        self._switches = switches

    def all(self) -> list[Product]:
        """Return every product, also those that are not sold now, in their order."""
        return [kept_product(json.loads(row[2])) for row in self._conn.all(_ALL, {})]

    def find(self, product_id: str) -> Product | None:
        """Return a product, None for one that is not there."""
        row = self._conn.first(_ONE, {"wanted": product_id})
        return None if row is None else kept_product(json.loads(row.content))

    def add(self, body: Body, now: int) -> Product:
        """Add what `body` describes at the end. Raises RequestRefused 422. `now`: UTC epoch seconds."""
        product = new_product(body, self._switches)
        self._conn.one(CHANGE_ALONE, {})
        if self.find(product.id) is not None:
            raise RequestRefused(422, {"id": ["has already been taken"]}, code="product_exists")
        count, last = self._conn.one(_COUNT, {})
        if count >= MOST_PRODUCTS:
            told = f"There are {MOST_PRODUCTS} products, and no more are allowed."
            raise RequestRefused(422, {"base": [told]}, code="too_many_products")
        self._conn.execute(_ADD, _ProductRow(product.id, last + 1, _content(product), now)._asdict())
        return product

    def change(self, product_id: str, body: Body, now: int) -> Product:
        """Change what `body` names of a product. Raises RequestRefused 404 and 422."""
        self._conn.one(CHANGE_ALONE, {})
        known = self.find(product_id)
        if known is None:
            raise unknown_product()
        product = changed_product(known, body, self._switches)
        if product != known:
            change = {"wanted": product_id, "content": _content(product), "updated_at": now}
            self._conn.execute(_CHANGE, change)
        return product

    def adopt(self, bodies: list[Body], now: int) -> None:
        """Let each product be as its body says, whether it is there or not; others stay. Raises RequestRefused 422."""
        for body in bodies:
            wanted = new_product(body, self._switches)
            if self.find(wanted.id) is None:
                self.add(body, now)
            else:
                self.change(wanted.id, product_json(wanted), now)


def read_catalogue_file(path: str, switches: Switches) -> list[Body]:
    """Return the products of a TOML file, each as the body of a request. Raises CannotStart for what is not sound."""
    try:
        content = tomllib.loads(Path(path).read_bytes().decode("utf-8"), parse_float=NumberText)
    except (OSError, ValueError) as error:
        raise _unusable(path, getattr(error, "strerror", None) or str(error)) from error
    named = content.get("product")
    if set(content) != {"product"} or not isinstance(named, list) or not all(isinstance(each, dict) for each in named):
        raise _unusable(path, "it must hold [[product]] and nothing else")
    seen: set[str] = set()
    for number, body in enumerate(named, 1):
        try:
            product = new_product(body, switches)
        except RequestRefused as refused:
            raise _unusable(path, f"product {number}: {_first(refused)}") from None
        if product.id in seen:
            raise _unusable(path, f"product {number}: the id {product.id} stands twice")
        seen.add(product.id)
    return named


def _unusable(path: str, why: str) -> CannotStart:
    return CannotStart("start.setting", key="--catalogue", value=path, expected=f"It cannot be used: {why}.")


def _first(refused: RequestRefused) -> str:
    if isinstance(refused.errors, str):
        return refused.errors
    field, messages = next(iter(refused.errors.items()))
    return f"{field}: {messages[0]}"


def _content(product: Product) -> str:
    return json.dumps(product_json(product), ensure_ascii=False, separators=(",", ":"))
