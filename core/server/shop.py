"""The endpoints of the vendor's page: a call in, a reply out. Each is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from sqlalchemy import Engine, Row

from core.server.database import reading, writing
from core.server.ledger import Ledger, entity_tag, matches
from core.server.listing import Page, histories, limit_of, list_page, one_card, search_page
from core.server.pages import link_header
from core.server.refusals import Refused, Reply, as_json, invalid, not_found, refusal_reply
from core.server.remembering import recall, remember, repeatable
from core.server.rules import Body, new_card
from core.server.switches import Switches
from core.server.wire import card_json, parse_body, shop_zone, transaction_json

Answer = Callable[[Ledger], Reply]


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `address` is its absolute URL without the query."""

    address: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    path_id: str = ""
    body: bytes = b""

    @property
    def card_id(self) -> int:
        """Raises Refused 404."""
        if not (self.path_id.isascii() and self.path_id.isdigit()) or int(self.path_id[:20]) >= 2**63:
            raise not_found()
        return int(self.path_id)


class Shop:
    """One shop's cards behind the seven endpoints. Methods raise Refused."""

    def __init__(self, engine: Engine, switches: Switches, clock: Callable[[], float]) -> None:
        self.engine = engine
        self.switches = switches
        self._clock = clock
        self._zone: tzinfo = shop_zone(switches.shop_zone)

    def list_cards(self, call: Call) -> Reply:
        with reading(self.engine) as connection:
            page = list_page(connection, call.arguments, self.switches)
        return self._page_reply(call, page, [card_json(row, self._zone) for row in page.rows])

    def search_cards(self, call: Call) -> Reply:
        with reading(self.engine) as connection:
            page = search_page(connection, call.arguments, self.switches, self._now())
        return self._page_reply(call, page, [card_json(row, self._zone) for row in page.rows])

    def list_histories(self, call: Call) -> Reply:
        """The vendor's newer endpoint: cards with all their transactions."""
        if not self.switches.transactions_list:
            raise not_found()
        with reading(self.engine) as connection:
            page = list_page(connection, call.arguments, self.switches)
            made = histories(connection, [row.id for row in page.rows])
        records = [
            card_json(row, self._zone)
            | {"transactions": [transaction_json(one, row.currency, self._zone) for one in made[row.id]]}
            for row in page.rows
        ]
        return self._page_reply(call, page, records)

    def read_card(self, call: Call) -> Reply:
        with reading(self.engine) as connection:
            return self._card_reply(200, one_card(connection, call.card_id))

    def create_card(self, call: Call) -> Reply:
        body = parse_body(call.body)

        def answer(ledger: Ledger) -> Reply:
            made = ledger.create(new_card(body, self.switches))
            return self._card_reply(self.switches.created_status, made, code=made.code)

        return self._write(call, answer)

    def set_balance(self, call: Call) -> Reply:
        card_id, body = call.card_id, parse_body(call.body)

        def answer(ledger: Ledger) -> Reply:
            self._check_unchanged(call, ledger, card_id)
            made, card = ledger.set_balance(card_id, body)
            return Reply(200, as_json(transaction_json(made, card.currency, self._zone)))

        return self._write(call, answer)

    def update_card(self, call: Call) -> Reply:
        card_id, body = call.card_id, parse_body(call.body)
        _check_id(card_id, body)

        def answer(ledger: Ledger) -> Reply:
            self._check_unchanged(call, ledger, card_id)
            return self._card_reply(200, ledger.update(card_id, body))

        return self._write(call, answer)

    def disable_card(self, call: Call) -> Reply:
        card_id = call.card_id
        if call.body.strip():
            _check_id(card_id, parse_body(call.body))

        def answer(ledger: Ledger) -> Reply:
            self._check_unchanged(call, ledger, card_id)
            return self._card_reply(200, ledger.disable(card_id))

        return self._write(call, answer)

    def _write(self, call: Call, answer: Answer) -> Reply:
        key = call.headers.get("idempotency-key") if self.switches.idempotency_keys else None
        write = repeatable(key, call.address.encode() + b"\n" + call.body)
        with writing(self.engine) as connection:
            ledger = Ledger(connection, self.switches, self._now())
            if write is None:
                return answer(ledger)
            first = recall(connection, write)
            if first is None:
                first = self._answered(ledger, answer)
                remember(connection, write, first, ledger.now)
            return first

    def _answered(self, ledger: Ledger, answer: Answer) -> Reply:
        """A refusal is a first reply too; what it may have touched is undone."""
        try:
            with ledger.connection.begin_nested():
                return answer(ledger)
        except Refused as refused:
            return refusal_reply(refused, self.switches.error_shape)

    def _check_unchanged(self, call: Call, ledger: Ledger, card_id: int) -> None:
        if self.switches.etags and "if-match" in call.headers:
            matches(ledger.locked(card_id), call.headers["if-match"])

    def _card_reply(self, status: int, card: Row[Any], **more: str) -> Reply:
        tag = (("ETag", entity_tag(card)),) if self.switches.etags else ()
        return Reply(status, as_json({"gift_card": card_json(card, self._zone) | more}), tag)

    def _page_reply(self, call: Call, page: Page, records: list[dict[str, object]]) -> Reply:
        beside = {"limit": str(limit_of(call.arguments, self.switches))}
        if wanted := call.arguments.get("fields"):
            beside["fields"] = wanted
            names = {name.strip() for name in wanted.split(",")}
            records = [{name: one[name] for name in one if name in names} for one in records]
        headers = (("Link", link_header(call.address, page.cursors, beside)),) if page.cursors else ()
        return Reply(200, as_json({"gift_cards": records}), headers)

    def _now(self) -> int:
        return int(self._clock())


def _check_id(card_id: int, body: Body) -> None:
    if body.get("id", card_id) != card_id:
        raise invalid("id", "is not the id of this gift card")
