"""The endpoints of the vendor's page: a request in, a reply out, or what is still to be read or written."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Any

from sqlalchemy import Connection, Engine, Row

from core.server.contract.card_rules import Body, check_new_card
from core.server.contract.json_body import parse_body
from core.server.contract.refusals import bad_request, invalid, not_found
from core.server.contract.replies import Reply, as_json
from core.server.contract.request import Request
from core.server.contract.shop_time import shop_zone
from core.server.contract.switches import HistoryShape, Switches
from core.server.data.connection_pool import ConnectionPool, open_connection
from core.server.data.database import reading
from core.server.data.ledger import CARD, SHOWN_CARD, CardLedger, check_tag, entity_tag, shown_tag
from core.server.data.list_reader import ListReader
from core.server.data.listing import (
    AnyConnection,
    ListPage,
    last_page,
    last_search,
    list_page,
    list_walk,
    page_limit,
    read_histories,
    search_page,
)
from core.server.data.pending_read import PendingRead, ReadAtOnce
from core.server.data.tables import Card, ListedCard, TransactionRow
from core.server.data.write_executor import PendingWrite, WriteExecutor
from core.server.http.card_json import card_json, cards_text, transaction_json
from core.server.http.catalogue_endpoints import CatalogueEndpoints
from core.server.http.history_shapes import list_of_histories, one_history, with_history
from core.server.http.order_endpoints import OrderEndpoints
from core.server.http.page_links import link_header
from core.server.http.report_endpoints import ReportEndpoints
from core.server.http.webhook_endpoints import WebhookEndpoints
from core.server.webhooks.secret_seal import SecretSeal

LONGEST_FIELDS = 1000
"""Letters; the names of all fields are less than 200."""


class CardEndpoints:
    """Carries out the requests of all endpoints. Methods raise RequestRefused.

    `after_balance_read(card_id)` is called between the two steps of docs/protocol.md K2, when the balance is read and
    the difference not yet posted: there another writer may get in.
    """

    def __init__(
        self,
        engine: Engine,
        switches: Switches,
        clock: Callable[[], float],
        after_balance_read: Callable[[int], None] | None = None,
    ) -> None:
        self.engine = engine
        self.switches = switches
        self.zone: tzinfo = shop_zone(switches.shop_zone)
        self._clock = clock
        self._after_balance_read = after_balance_read
        self._pool = ConnectionPool(engine)
        self.executor = WriteExecutor(self._pool, switches, clock)
        self.seal = SecretSeal(os.urandom(32))
        """How the secrets of webhooks lie in the database."""
        self.failing: Callable[[], bool | None] = lambda: None
        """Whether a receiver of webhooks is away; None where there are no webhooks."""
        self.lists = ListReader(engine)
        self.orders = OrderEndpoints(self.executor, self.lists, self._pool.seal, clock)

    def list_cards(self, request: Request) -> PendingRead:
        """Return a page of cards."""
        walk = list_walk(request.arguments, self.switches)

        def read(conn: AnyConnection) -> Reply:
            return self._page_reply(request, list_page(conn, walk, self.switches))

        return ReadAtOnce(self.lists, read, is_short=walk.is_short)

    def search_cards(self, request: Request) -> PendingRead:
        """Return a page of the cards that a search finds."""
        if last := last_search(request.arguments, self.switches):
            return ReadAtOnce(
                self.lists, lambda conn: self._page_reply(request, last_page(conn, last)), is_short=last.is_short
            )

        def read(conn: Connection) -> Reply:
            return self._page_reply(request, search_page(conn, request.arguments, self.switches, self._now()))

        return self.pending_read(read)

    def list_histories(self, request: Request) -> PendingRead:
        """Return a page of cards with all their transactions: the vendor's newer endpoint."""
        if not self.switches.transactions_list:
            raise not_found()
        walk = list_walk(request.arguments, self.switches, filtered=True)

        def read(conn: Connection) -> Reply:
            page = list_page(conn, walk, self.switches)
            rows = read_histories(conn, [row[0] for row in page.rows])
            records = [self._with_history(ListedCard(*row[:-1]), rows[row[0]]) for row in page.rows]
            return self._page_reply(request, page, records)

        return self.pending_read(read)

    def read_history(self, request: Request) -> Reply:
        """Return the transactions of one card in the order of their numbers."""
        if not self.switches.transactions_list:
            raise not_found()
        card = card_json(self.load_card(request.card_id), self.zone)
        return Reply(
            200, as_json(one_history(card, self.load_history(request.card_id), self.switches.transactions_shape))
        )

    def read_card(self, request: Request) -> Reply:
        """Return one card."""
        row = self._pool.first(SHOWN_CARD, {"card_id": request.card_id})
        if row is None:
            raise not_found()
        return self.shown_reply(row)

    def create_card(self, request: Request) -> PendingWrite:
        """Make a card."""
        return self.create(request, parse_body(request.body))

    def set_balance(self, request: Request) -> PendingWrite:
        """Set a card's balance, as the switch `money_rule` says."""
        card_id, body = request.card_id, parse_body(request.body)
        seen = self._read_balance(card_id) if self.switches.money_rule == "difference" else None

        def write(ledger: CardLedger) -> Reply:
            self._check_unchanged(request, ledger, card_id)
            made, card = ledger.set_balance(card_id, body, seen)
            return Reply(200, as_json(transaction_json(made, card.currency, self.zone)))

        return self.executor.prepare(request, write)

    def update_card(self, request: Request) -> PendingWrite:
        """Change the fields of a card that may change."""
        return self.update(request, parse_body(request.body))

    def disable_card(self, request: Request) -> PendingWrite:
        """Disable a card; a body has to name the same card."""
        if request.body.strip():
            _check_id(request.card_id, parse_body(request.body))
        return self.disable(request)

    def disable(self, request: Request) -> PendingWrite:
        """Disable a card, whatever the body says."""
        card_id = request.card_id

        def write(ledger: CardLedger) -> Reply:
            self._check_unchanged(request, ledger, card_id)
            return self.card_reply(200, ledger.disable(card_id))

        return self.executor.prepare(request, write)

    def health(self, _request: Request) -> Reply:
        """Return 200 when the database answers; when it does not, that is a 503 as everywhere."""
        with open_connection(self._pool) as conn:
            conn.execute_text("SELECT 1")
        source, failing = self.lists.source(), self.failing()
        told = {"status": "ok"} | ({} if source is None else {"lists": source})
        return Reply(200, as_json(told | ({} if failing is None else {"webhooks": "failing" if failing else "ok"})))

    def pending_read(self, read: Callable[[Connection], Reply]) -> PendingRead:
        """Return a read of many rows, which is carried out beside the event loop."""
        return PendingRead(self.lists, read)

    def load_history(self, card_id: int) -> list[dict[str, object]]:
        """Return the transactions of a card as JSON. Raises RequestRefused 404."""
        card = self.load_card(card_id)
        with reading(self.engine) as conn:
            rows = read_histories(conn, [card.id])[card.id]
        return [transaction_json(TransactionRow._make(row), card.currency, self.zone) for row in rows]

    def load_card(self, card_id: int) -> Card:
        """Return a card as it is now. Raises RequestRefused 404."""
        card = self._pool.first(CARD, {"card_id": card_id})
        if card is None:
            raise not_found()
        return card

    def create(self, request: Request, body: Body) -> PendingWrite:
        """Make the card that `body` describes."""

        def write(ledger: CardLedger) -> Reply:
            made = ledger.create(check_new_card(body, self.switches))
            return self.card_reply(self.switches.created_status, made, code=made.code)

        return self.executor.prepare(request, write)

    def update(self, request: Request, body: Body) -> PendingWrite:
        """Change what `body` says of the card."""
        card_id = request.card_id
        _check_id(card_id, body)

        def write(ledger: CardLedger) -> Reply:
            self._check_unchanged(request, ledger, card_id)
            return self.card_reply(200, ledger.update(card_id, body))

        return self.executor.prepare(request, write)

    def shown_reply(self, row: tuple[Any, ...]) -> Reply:
        """Return a card as a reply, of which a row of SHOWN_CARD was read."""
        tag = (("ETag", shown_tag(row)),) if self.switches.etags else ()
        return Reply(200, f'{{"gift_card":{cards_text((row,), self.zone)}}}'.encode(), tag)

    def card_reply(self, status: int, card: Card, **more: str) -> Reply:
        """Return the card as a reply, with `more` fields."""
        tag = (("ETag", entity_tag(card)),) if self.switches.etags else ()
        return Reply(status, as_json({"gift_card": card_json(card, self.zone) | more}), tag)

    def _read_balance(self, card_id: int) -> int | None:
        """Return the balance that the first step of K2 reads; None for no card, which the write refuses."""
        card = self._pool.first(CARD, {"card_id": card_id})
        if self._after_balance_read is not None:
            self._after_balance_read(card_id)
        return None if card is None else card.balance

    def _check_unchanged(self, request: Request, ledger: CardLedger, card_id: int) -> None:
        if self.switches.etags and "if-match" in request.headers:
            check_tag(ledger.lock(card_id), request.headers["if-match"])

    def _with_history(self, card: ListedCard, rows: Sequence[Row[Any]]) -> dict[str, object]:
        history = [transaction_json(TransactionRow._make(row), card.currency, self.zone) for row in rows]
        return with_history(card_json(card, self.zone), history, self.switches.transactions_shape)

    def _page_reply(self, request: Request, page: ListPage, histories: list[dict[str, object]] | None = None) -> Reply:
        """Return the page as a reply: of cards, or of `histories`."""
        wanted = request.arguments.get("fields")
        if wanted and len(wanted) > LONGEST_FIELDS:
            raise bad_request("fields", "is too long")
        limit = page_limit(request.arguments, self.switches)
        headers = (("Link", link_header(request.address, page.cursors, limit, fields=wanted)),) if page.cursors else ()
        return Reply(200, self._page_body(page, histories, wanted), headers)

    def _page_body(self, page: ListPage, histories: list[dict[str, object]] | None, wanted: str | None) -> bytes:
        if histories is None and not wanted:
            return f'{{"gift_cards":[{cards_text(page.rows, self.zone)}]}}'.encode()
        records = [card_json(ListedCard(*row[:-1]), self.zone) for row in page.rows] if histories is None else histories
        if wanted:
            names = {name.strip() for name in wanted.split(",")}
            records = [{name: one[name] for name in one if name in names} for one in records]
        shape: HistoryShape = "transactions" if histories is None else self.switches.transactions_shape
        return as_json(list_of_histories(records, shape))

    def reports(self) -> ReportEndpoints:
        """Return the endpoints of reports, which read where the lists of these are read."""
        return ReportEndpoints(self.lists, self.switches, self._clock)

    def catalogue(self) -> CatalogueEndpoints:
        """Return the endpoints of what the shop sells, which write as these do."""
        return CatalogueEndpoints(self._pool, self.executor)

    def webhooks(self) -> WebhookEndpoints:
        """Return the endpoints of webhooks."""
        return WebhookEndpoints(self._pool, self.executor, self.seal)

    def _now(self) -> int:
        return int(self._clock())


def _check_id(card_id: int, body: Body) -> None:
    """Refuse a body about another card. Clients whose numbers are floats send ids as texts."""
    if str(body.get("id", card_id)) != str(card_id):
        raise invalid("id", "is not the id of this gift card")
