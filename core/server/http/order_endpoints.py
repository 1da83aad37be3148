"""Orders as endpoints: cards for many, made in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from sqlalchemy import Connection

from core.server.contract.json_body import parse_body
from core.server.contract.refusals import not_found
from core.server.contract.replies import Reply, as_json
from core.server.contract.request import OUR_CLIENT_ID, Request
from core.server.contract.shop_time import shop_zone
from core.server.data.code_seal import CODE, CodeSeal
from core.server.data.ledger import CardLedger
from core.server.data.list_reader import ListReader
from core.server.data.pending_read import PendingRead
from core.server.data.report_cursors import ReportWalk, walk_of
from core.server.data.write_executor import PendingWrite, WriteExecutor
from core.server.http.order_json import listed_json, order_json
from core.server.http.page_links import link_header
from core.server.orders.order_store import CardOrder, ListedOrder, OrderBook, OrderStore
from core.server.orders.recipients import forget_old

ORDERS = "/orders"
"""Below the base address."""
CODES_SHOWN_S = 7 * 86_400
"""For how long after the making of a line its codes are shown to whoever ordered it."""
_NO_STORE = (("Cache-Control", "no-store"),)


class OrderEndpoints:
    """Carries out the requests about orders. Methods raise RequestRefused. `clock` gives UTC epoch seconds."""

    def __init__(self, executor: WriteExecutor, lists: ListReader, seal: CodeSeal, clock: Callable[[], float]) -> None:
        self._executor = executor
        self._lists = lists
        self._seal = seal
        self._clock = clock
        self._zone: tzinfo = shop_zone(executor.switches.shop_zone)
        self.offered: frozenset[str] = frozenset({"none"})
        """Ways of delivery."""
        self.notice: Callable[[], None] = lambda: None
        """Called when something is to be done in the background."""

    def list_orders(self, request: Request) -> PendingRead:
        """Return a page of orders, newest first, without their lines; or the one that `reference` names."""
        reference = request.arguments.get("reference")
        walk = None if reference is not None else walk_of("orders", request.arguments, self._executor.switches)

        def read(conn: Connection) -> Reply:
            if walk is None:
                return self._page(OrderStore(conn).listed(str(reference)), ())
            orders, cursors = _page(OrderStore(conn), walk)
            return self._page(orders, (("Link", link_header(request.address, cursors, walk.limit)),) if cursors else ())

        return PendingRead(self._lists, read)

    def read_order(self, request: Request) -> PendingRead:
        """Return one order with its cards."""
        order_id = request.card_id

        def read(conn: Connection) -> Reply:
            return self._reply(200, OrderStore(conn).find(order_id), request)

        return PendingRead(self._lists, read)

    def add(self, request: Request) -> PendingWrite:
        """Take an order; its cards are made in the background."""
        body = parse_body(request.body)

        def write(ledger: CardLedger) -> Reply:
            order, is_new = OrderBook(ledger).add(body, self.offered)
            self.notice()
            return self._reply(201 if is_new else 200, order, request)

        return self._executor.prepare(request, write)

    def cancel(self, request: Request) -> PendingWrite:
        """Cancel the lines of which no card is made yet."""
        order_id = request.card_id

        def write(ledger: CardLedger) -> Reply:
            return self._reply(200, OrderBook(ledger).cancel(order_id), request)

        return self._executor.prepare(request, write)

    def resend(self, request: Request) -> PendingWrite:
        """Try a line again that has failed, or send its cards again."""
        order_id, number = _place(request.path_id)
        body = parse_body(request.body) if request.body.strip() else {}

        def write(ledger: CardLedger) -> Reply:
            order = OrderBook(ledger).resend(order_id, number, body)
            self.notice()
            return self._reply(200, order, request)

        return self._executor.prepare(request, write)

    def making(self) -> PendingWrite:
        """Return the next piece of work of the background; its reply is 204 where nothing was to be done."""

        def write(ledger: CardLedger) -> Reply:
            return Reply(200, b"") if OrderBook(ledger).make_some() else Reply(204, b"")

        return PendingWrite(self._executor, write, OUR_CLIENT_ID)

    def forgetting(self, days: int) -> PendingWrite:
        """Return what forgets recipients of lines that ended so many days ago; its reply is 204 after the last."""

        def write(ledger: CardLedger) -> Reply:
            more = forget_old(ledger.conn, ledger.now - days * 86_400)
            return Reply(200, b"") if more else Reply(204, b"")

        return PendingWrite(self._executor, write, OUR_CLIENT_ID)

    def _reply(self, status: int, order: CardOrder, request: Request) -> Reply:
        content = order_json(order, self._zone, self._codes(order, request))
        return Reply(status, as_json({"order": content}), _NO_STORE)

    def _page(self, orders: list[ListedOrder], headers: tuple[tuple[str, str], ...]) -> Reply:
        content = [listed_json(order, self._zone) for order in orders]
        return Reply(200, as_json({"orders": content}), (*_NO_STORE, *headers))

    def _codes(self, order: CardOrder, request: Request) -> dict[int, str]:
        """Return the codes that this request may see: of cards that nothing delivers, by the key that ordered them."""
        if request.client_id != order.row.api_client_id or "issue" not in request.scopes:
            return {}
        since = int(self._clock()) - CODES_SHOWN_S
        shown = {line.number for line in order.lines if line.delivery == "none" and line.changed_at >= since}
        return {card.id: self._seal.unseal(card.code, CODE) for line, card in order.cards if line in shown}


def _page(store: OrderStore, walk: ReportWalk) -> tuple[list[ListedOrder], dict[str, str]]:
    """Return a page of orders, newest first, and `page_info` by rel."""
    cut = int(walk.cut[0]) if walk.cut else None
    found = store.page(walk.limit + 1, cut, back=walk.back)
    more, found = len(found) > walk.limit, found[: walk.limit]
    if walk.back:
        found.reverse()
    if not found:
        return [], {}
    return found, walk.cursors((found[0].row.id,), (found[-1].row.id,), more=more)


def _place(path_id: str) -> tuple[int, int]:
    """Return the order and the number of the line. Raises RequestRefused 404."""
    order_id, _, number = path_id.partition("/")
    if not (number.isascii() and number.isdigit() and len(number) <= 4):
        raise not_found()
    return Request("", path_id=order_id).card_id, int(number)
