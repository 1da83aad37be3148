"""The gateway over HTTP: the calls of the vendor's page, each as one request. None is ever sent twice here.

What the answers mean is read in core.remote.answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.credentials import client_of
from core.domain.money import largest, wire_text
from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Described,
    Failure,
    Lost,
    Missing,
    NotSent,
    Offered,
    TransactionsRead,
)
from core.log import area
from core.log.fields import masked_path
from core.remote import histories, wire
from core.remote.address import check_base_url, check_token, resolve_link
from core.remote.answers import Answer, card_reader, created, date_of, judge
from core.remote.bearers import Bearers
from core.remote.description import described, offered
from core.remote.fields import Malformed, parse, parse_object
from core.remote.gateway import NewCard
from core.remote.headers import is_cached, next_target, parse_bucket
from core.remote.transport import Bounds, Received, Transport
from core.remote.trust import Trust

_log = area("remote")

__all__ = ["HttpGateway", "check_base_url", "check_token"]


@dataclass(frozen=True, slots=True)
class Call:
    """One request, to a whole address."""

    method: str
    url: str
    body: dict[str, object] | None = None
    safeguards: Safeguards = UNGUARDED


class HttpGateway:
    """core.remote.gateway.Gateway over one pool of connections; thread-safe.

    Raises CannotStart for an address or token that cannot be one. Without a token nothing is sent.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        bounds: Bounds | None = None,
        trust: Trust | None = None,
    ) -> None:
        self._base_url = check_base_url(base_url)
        self.bucket_shown: Callable[[int, int], None] | None = None
        """Hears (level, size) of the service's bucket from every reply that shows it."""
        self.time_shown: Callable[[int, tuple[int, int] | None], None] | None = None
        """Hears the service's own time of every answer, and when and in which offset one of its times was written."""
        self._transport = Transport(self._base_url, "", bounds or Bounds(), trust or Trust())
        self._bearers: Bearers | None = None
        if token:
            self.use_token(token)

    def __repr__(self) -> str:
        return f"HttpGateway({self._base_url})"

    def read_card(self, card_id: int) -> CardRead | Failure:
        return self._ask(Call("GET", self._base_url + f"/gift-cards/{card_id}"), card_reader(card_id))

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
            Call("POST", self._base_url + "/gift-cards", given, Safeguards(key=key)), lambda reply: created(reply, new)
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
        return self._ask(Call("PUT", self._base_url + f"/gift-cards/{card_id}/balance", body, safeguards), written)

    def list_transactions(self, card_id: int, currency: str) -> TransactionsRead | Failure:
        def listed(reply: Received) -> TransactionsRead:
            found = histories.transactions(parse(reply.body), card_id, currency)
            whole = next_target(reply.headers.get("link")) is None
            return TransactionsRead(found, date_of(reply), whole, is_cached(reply.headers))

        return self._ask(Call("GET", self._base_url + f"/gift-cards/{card_id}/transactions"), listed)

    def describe(self) -> Described | Failure:
        def read(reply: Received) -> Described:
            return described(parse_object(reply.body))

        return self._ask(Call("GET", self._base_url + "/openapi.json"), read)

    def list_abilities(self) -> Offered | Failure:
        return self._ask(Call("GET", self._base_url + "/capabilities"), lambda reply: offered(parse_object(reply.body)))

    def update_card(self, card_id: int, changes: dict[str, str | None], key: str | None = None) -> CardRead | Failure:
        body: dict[str, object] = {"id": card_id, **changes}
        call = Call("PUT", self._base_url + f"/gift-cards/{card_id}", body, Safeguards(key=key))
        return self._ask(call, card_reader(card_id))

    def disable_card(self, card_id: int, key: str | None = None) -> CardRead | Failure:
        call = Call("POST", self._base_url + f"/gift-cards/{card_id}/disable", {"id": card_id}, Safeguards(key=key))
        return self._ask(call, card_reader(card_id))

    def use_token(self, token: str) -> None:
        """Send another token, or another client's bearers, from the next request on.

        Raises CannotStart for a bad one; the old one stays then.
        """
        client = client_of(check_token(token, "the settings"))
        self._bearers = None if client is None else Bearers(self._transport, client)
        self._transport.use_token(token if client is None else "")

    def close(self) -> None:
        self._transport.close()

    def _page(self, path: str, query: dict[str, object]) -> CardPage | Failure:
        given = urlencode({name: value for name, value in query.items() if value is not None})
        return self._read_page(f"{self._base_url}{path}?{given}")

    def _read_page(self, url: str) -> CardPage | Failure:
        """Return a page. A link elsewhere, to itself or without an end is not followed: the page is `cut` then."""

        def page(reply: Received) -> CardPage:
            read, odd = wire.cards(parse_object(reply.body))
            try:
                target = next_target(reply.headers.get("link"))
            except ValueError:
                return CardPage(read, date_of(reply), None, odd, cut=True)
            following = None if target is None else resolve_link(self._base_url, url, target)
            following = None if following == url else following
            return CardPage(read, date_of(reply), following, odd, cut=target is not None and following is None)

        return self._ask(Call("GET", url), page)

    def _exchange(self, call: Call) -> Received | Failure:
        """Send the request. A read may go out once more with a new bearer; a write never does."""
        bearers = self._bearers
        send = partial(self._transport.exchange, call.method, call.url, call.body, _headers(call.safeguards))
        return send() if bearers is None else bearers.exchange(send, again=call.method == "GET")

    def _ask(self, call: Call, read: Callable[[Received], Answer]) -> Answer | Failure:
        began = time.perf_counter()
        reply = self._exchange(call)
        shown = parse_bucket(reply.headers) if isinstance(reply, Received) else None
        if shown is not None and self.bucket_shown is not None:
            self.bucket_shown(*shown)
        answer = judge(call.method, reply, read, conditional=call.safeguards.etag is not None)
        if self.time_shown is not None and isinstance(reply, Received) and not isinstance(answer, Failure):
            date = date_of(reply)
            if date is not None:
                self.time_shown(date, _offset_in(answer))
        _note(replace(call, url=call.url.removeprefix(self._base_url)), reply, answer, time.perf_counter() - began)
        return answer


def _offset_in(answer: object) -> tuple[int, int] | None:
    """Return when and in which offset the newest time of an answer was written."""
    shown = answer.cards if isinstance(answer, CardPage) else ()
    shown = (answer.card,) if isinstance(answer, (CardRead, CardCreated)) else shown
    return max(((card.updated_at, card.offset) for card in shown if card.offset is not None), default=None)


def _headers(safeguards: Safeguards) -> dict[str, str]:
    given = {
        "Idempotency-Key": None if safeguards.key is None else f'"{safeguards.key}"',
        "If-Match": safeguards.etag,
    }
    return {name: text for name, text in given.items() if text is not None}


def _note(call: Call, reply: Received | Failure, answer: object, took_s: float) -> None:
    """Write the request into the log, reads too: what it was, how long it took and what came of it.

    Its address begins below the service's own. An id that no card was found for may be a PIN or a code of digits
    that somebody typed: it is not written.
    """
    found = call.method != "GET" or not isinstance(answer, Failure)
    lost = answer if isinstance(answer, (NotSent, Lost)) else None
    write = _log.info if lost is None else _log.warning
    write(
        "request",
        method=call.method,
        path=masked_path(call.url, found=found and not isinstance(answer, Missing)),
        status=getattr(reply, "status", None),
        ms=round(took_s * 1000, 1),
        outcome=type(answer).__name__,
        cause=None if lost is None else lost.why,
    )
