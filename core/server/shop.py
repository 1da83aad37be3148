"""The endpoints of the vendor's page: a call in, a reply out. Each is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Any

from sqlalchemy import Engine, Row

from core.server.books import Books, Write
from core.server.calls import Call
from core.server.database import reading
from core.server.history_shapes import list_of_histories, one_history, with_history
from core.server.ledger import CARD, Ledger, entity_tag, matches
from core.server.lines import Lines, driving
from core.server.listing import Page, histories, limit_of, list_page, search_page
from core.server.pages import link_header
from core.server.refusals import Reply, as_json, bad_request, invalid, not_found
from core.server.rules import Body, new_card
from core.server.switches import HistoryShape, Switches
from core.server.tables import Card, Made
from core.server.wire import card_json, parse_body, shop_zone, transaction_json

_MOST_FIELDS = 1000
"""Letters; the names of all fields are less than 200."""


class Shop:
    """Carries out calls for all endpoints. Methods raise Refused.

    `between(card_id)` is called where the façade (PROTOCOL.md K2) has read a balance and not yet posted the
    difference: the seam at which another writer gets in.
    """

    def __init__(
        self,
        engine: Engine,
        switches: Switches,
        clock: Callable[[], float],
        between: Callable[[int], None] | None = None,
    ) -> None:
        self.engine = engine
        self.switches = switches
        self.zone: tzinfo = shop_zone(switches.shop_zone)
        self._clock = clock
        self._between = between
        self._lines = Lines(engine)
        self.books = Books(self._lines, switches, clock)

    def list_cards(self, call: Call) -> Reply:
        with reading(self.engine) as connection:
            page = list_page(connection, call.arguments, self.switches)
        return self._page_reply(call, page, [card_json(_card_of(row), self.zone) for row in page.rows])

    def search_cards(self, call: Call) -> Reply:
        with reading(self.engine) as connection:
            page = search_page(connection, call.arguments, self.switches, self._now())
        return self._page_reply(call, page, [card_json(_card_of(row), self.zone) for row in page.rows])

    def list_histories(self, call: Call) -> Reply:
        """The vendor's newer endpoint: cards with all their transactions."""
        if not self.switches.transactions_list:
            raise not_found()
        with reading(self.engine) as connection:
            page = list_page(connection, call.arguments, self.switches, filtered=True)
            made = histories(connection, [row.id for row in page.rows])
        records = [self._with_history(_card_of(row), made[row.id]) for row in page.rows]
        return self._page_reply(call, page, records, self.switches.transactions_shape)

    def read_history(self, call: Call) -> Reply:
        """The transactions of one card, by number."""
        if not self.switches.transactions_list:
            raise not_found()
        card = card_json(self.present(call.card_id), self.zone)
        return Reply(200, as_json(one_history(card, self.history(call.card_id), self.switches.transactions_shape)))

    def read_card(self, call: Call) -> Reply:
        return self.card_reply(200, self.present(call.card_id))

    def create_card(self, call: Call) -> Write:
        return self.create(call, parse_body(call.body))

    def set_balance(self, call: Call) -> Write:
        card_id, body = call.card_id, parse_body(call.body)
        seen = self._seen(card_id) if self.switches.money_rule == "difference" else None

        def answer(ledger: Ledger) -> Reply:
            self._check_unchanged(call, ledger, card_id)
            made, card = ledger.set_balance(card_id, body, seen)
            return Reply(200, as_json(transaction_json(made, card.currency, self.zone)))

        return self.books.write(call, answer)

    def update_card(self, call: Call) -> Write:
        return self.update(call, parse_body(call.body))

    def disable_card(self, call: Call) -> Write:
        if call.body.strip():
            _check_id(call.card_id, parse_body(call.body))
        return self.disable(call)

    def disable(self, call: Call) -> Write:
        """Whatever the body says."""
        card_id = call.card_id

        def answer(ledger: Ledger) -> Reply:
            self._check_unchanged(call, ledger, card_id)
            return self.card_reply(200, ledger.disable(card_id))

        return self.books.write(call, answer)

    def health(self, _call: Call) -> Reply:
        """Whether the database answers; a database that does not is a 503, as everywhere."""
        with driving(self._lines) as driver:
            driver.say("SELECT 1")
        return Reply(200, as_json({"status": "ok"}))

    def history(self, card_id: int) -> list[dict[str, object]]:
        """The transactions of a card as JSON. Raises Refused 404."""
        card = self.present(card_id)
        with reading(self.engine) as connection:
            made = histories(connection, [card.id])[card.id]
        return [transaction_json(Made._make(one), card.currency, self.zone) for one in made]

    def present(self, card_id: int) -> Card:
        """A card as it is now. Raises Refused 404."""
        with driving(self._lines) as driver:
            card = driver.first(CARD, {"card_id": card_id})
        if card is None:
            raise not_found()
        return card

    def create(self, call: Call, body: Body) -> Write:
        """Make the card that `body` describes."""

        def answer(ledger: Ledger) -> Reply:
            made = ledger.create(new_card(body, self.switches))
            return self.card_reply(self.switches.created_status, made, code=made.code)

        return self.books.write(call, answer)

    def update(self, call: Call, body: Body) -> Write:
        """Change what `body` says of the card."""
        card_id = call.card_id
        _check_id(card_id, body)

        def answer(ledger: Ledger) -> Reply:
            self._check_unchanged(call, ledger, card_id)
            return self.card_reply(200, ledger.update(card_id, body))

        return self.books.write(call, answer)

    def card_reply(self, status: int, card: Card, **more: str) -> Reply:
        tag = (("ETag", entity_tag(card)),) if self.switches.etags else ()
        return Reply(status, as_json({"gift_card": card_json(card, self.zone) | more}), tag)

    def _seen(self, card_id: int) -> int | None:
        """What the façade reads first. A card that is not there is refused where all else is."""
        with driving(self._lines) as driver:
            card = driver.first(CARD, {"card_id": card_id})
        if self._between is not None:
            self._between(card_id)
        return None if card is None else card.balance

    def _check_unchanged(self, call: Call, ledger: Ledger, card_id: int) -> None:
        if self.switches.etags and "if-match" in call.headers:
            matches(ledger.locked(card_id), call.headers["if-match"])

    def _with_history(self, card: Card, made: Sequence[Row[Any]]) -> dict[str, object]:
        told = [transaction_json(Made._make(one), card.currency, self.zone) for one in made]
        return with_history(card_json(card, self.zone), told, self.switches.transactions_shape)

    def _page_reply(
        self, call: Call, page: Page, records: list[dict[str, object]], shape: HistoryShape = "transactions"
    ) -> Reply:
        beside = {"limit": str(limit_of(call.arguments, self.switches))}
        if wanted := call.arguments.get("fields"):
            if len(wanted) > _MOST_FIELDS:
                raise bad_request("fields", "is too long")
            beside["fields"] = wanted
            names = {name.strip() for name in wanted.split(",")}
            records = [{name: one[name] for name in one if name in names} for one in records]
        headers = (("Link", link_header(call.address, page.cursors, beside)),) if page.cursors else ()
        return Reply(200, as_json(list_of_histories(records, shape)), headers)

    def _now(self) -> int:
        return int(self._clock())


def _card_of(row: Row[Any]) -> Card:
    return Card._make(row[: len(Card._fields)])


def _check_id(card_id: int, body: Body) -> None:
    if body.get("id", card_id) != card_id:
        raise invalid("id", "is not the id of this gift card")
