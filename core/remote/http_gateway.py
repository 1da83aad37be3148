"""The gateway over HTTP: the calls of the vendor's page, each as one request. None is ever sent twice here.

What the answers mean is read in core.remote.answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.money import largest, wire_text
from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Described,
    Failure,
    Lost,
    NotSent,
    TransactionsRead,
)
from core.remote import histories, wire
from core.remote.address import check_base_url, check_token, resolve_link
from core.remote.answers import Answer, card_reader, created, date_of, judge
from core.remote.description import described
from core.remote.fields import Malformed, parse, parse_object
from core.remote.gateway import NewCard
from core.remote.headers import next_target, parse_bucket
from core.remote.transport import Bounds, Received, Transport

__all__ = ["HttpGateway", "check_base_url", "check_token"]


class HttpGateway:
    """core.remote.gateway.Gateway over one pool of connections; thread-safe.

    Raises CannotStart for an address or token that cannot be one. Time-outs in seconds.
    `bucket_shown` hears (level, size) of the service's bucket from every reply that shows it.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        connect_timeout: float = 3.0,
        read_timeout: float = 10.0,
        bounds: Bounds | None = None,
        bucket_shown: Callable[[int, int], None] | None = None,
    ) -> None:
        self._base_url = check_base_url(base_url)
        self._bucket_shown = bucket_shown
        self._transport = Transport(
            self._base_url, check_token(token, "the settings"), bounds or Bounds(connect_timeout, read_timeout)
        )

    def __repr__(self) -> str:
        return f"HttpGateway({self._base_url})"

    def read_card(self, card_id: int) -> CardRead | Failure:
        return self._ask("GET", f"/gift-cards/{card_id}", None, card_reader(card_id))

    def list_cards(self, since_id: int | None, limit: int = 250) -> CardPage | Failure:
        return self._page("/gift-cards", {"limit": limit, "since_id": since_id})

    def search_cards(self, query: str, order: str | None, limit: int = 250) -> CardPage | Failure:
        return self._page("/gift-cards/search", {"query": query, "order": order, "limit": limit})

    def next_page(self, token: str) -> CardPage | Failure:
        return self._read_page(token)

    def create_card(self, new: NewCard, key: str | None = None) -> CardCreated | Failure:
        body: dict[str, object] = {
            "initial_value": wire_text(new.initial_value, new.currency),
            "code": new.code,
            "note": new.note,
            "expires_on": new.expires_on,
            "template_suffix": new.template_suffix,
            "currency": new.currency if new.currency_sent else None,
        }
        given = {name: value for name, value in body.items() if value is not None}
        return self._ask(
            "POST",
            "/gift-cards",
            given,
            lambda reply: created(reply, new),
            Safeguards(key=key),
        )

    def put_balance(
        self, card_id: int, balance: int, currency: str, safeguards: Safeguards = UNGUARDED
    ) -> BalanceWritten | Failure:
        def written(reply: Received) -> BalanceWritten:
            done = wire.transaction(parse_object(reply.body), card_id, currency)
            if abs(done.amount) > 2 * largest(currency):
                raise Malformed("amount")
            return BalanceWritten(done, date_of(reply))

        body: dict[str, object] = {"balance": wire_text(balance, currency)}
        if safeguards.reference is not None:
            body["remote_transaction_ref"] = safeguards.reference
        return self._ask("PUT", f"/gift-cards/{card_id}/balance", body, written, safeguards)

    def list_transactions(self, card_id: int, currency: str) -> TransactionsRead | Failure:
        def listed(reply: Received) -> TransactionsRead:
            found = histories.transactions(parse(reply.body), card_id, currency)
            return TransactionsRead(found, date_of(reply), next_target(reply.headers.get("link")) is None)

        return self._ask("GET", f"/gift-cards/{card_id}/transactions", None, listed)

    def describe(self) -> Described | Failure:
        def read(reply: Received) -> Described:
            return described(parse_object(reply.body))

        return self._ask("GET", "/openapi.json", None, read)

    def update_card(self, card_id: int, changes: dict[str, str | None]) -> CardRead | Failure:
        return self._ask("PUT", f"/gift-cards/{card_id}", {"id": card_id, **changes}, card_reader(card_id))

    def disable_card(self, card_id: int) -> CardRead | Failure:
        return self._ask("POST", f"/gift-cards/{card_id}/disable", {"id": card_id}, card_reader(card_id))

    def use_token(self, token: str) -> None:
        """Another token from the next request on. Raises CannotStart for what cannot be one; the old one stays then."""
        self._transport.use_token(check_token(token, "the settings"))

    def close(self) -> None:
        self._transport.close()

    def _page(self, path: str, query: dict[str, object]) -> CardPage | Failure:
        given = urlencode({name: value for name, value in query.items() if value is not None})
        return self._read_page(f"{self._base_url}{path}?{given}")

    def _read_page(self, url: str) -> CardPage | Failure:
        """A link that leads elsewhere, or cannot be read, spoils the page: without it the rest would be missing."""

        def page(reply: Received) -> CardPage:
            target = next_target(reply.headers.get("link"))
            following = None if target is None else resolve_link(self._base_url, url, target)
            if target is not None and following in {None, url}:
                raise Malformed("the link to the next page")
            return CardPage(wire.cards(parse_object(reply.body)), date_of(reply), following)

        return judge("GET", self._exchange("GET", url), page)

    def _ask(
        self,
        method: str,
        path: str,
        body: dict[str, object] | None,
        read: Callable[[Received], Answer],
        safeguards: Safeguards = UNGUARDED,
    ) -> Answer | Failure:
        reply = self._exchange(method, self._base_url + path, body, _headers(safeguards))
        return judge(method, reply, read, conditional=safeguards.etag is not None)

    def _exchange(self, *request: Any) -> Received | NotSent | Lost:
        reply = self._transport.exchange(*request)
        shown = parse_bucket(reply.headers) if isinstance(reply, Received) else None
        if shown is not None and self._bucket_shown is not None:
            self._bucket_shown(*shown)
        return reply


def _headers(safeguards: Safeguards) -> dict[str, str]:
    given = {
        "Idempotency-Key": None if safeguards.key is None else f'"{safeguards.key}"',
        "If-Match": safeguards.etag,
    }
    return {name: text for name, text in given.items() if text is not None}
