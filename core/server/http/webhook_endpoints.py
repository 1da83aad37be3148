"""Webhooks as endpoints: who is told what, and what became of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import tzinfo
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.types import BigInteger

from core.server.contract.json_body import parse_body
from core.server.contract.refusals import RequestRefused, bad_request, not_found
from core.server.contract.replies import Reply, as_json
from core.server.contract.request import Request
from core.server.contract.shop_time import shop_zone, time_text
from core.server.data.connection_pool import ConnectionPool, open_connection
from core.server.data.driver import DriverConnection, Statement
from core.server.data.ledger import CardLedger
from core.server.data.listing import page_limit
from core.server.data.webhook_tables import DELIVERED, FAILED, WAITING, Webhook, WebhookDelivery, deliveries
from core.server.data.write_executor import PendingWrite, WriteAction, WriteExecutor
from core.server.http.page_links import link_header
from core.server.webhooks.secret_seal import SecretSeal
from core.server.webhooks.webhook_queue import RESTS_AFTER, WebhookQueue
from core.server.webhooks.webhook_store import Backlog, WebhookStore, events_of, new_webhook

WEBHOOKS = "/webhooks"
"""Below the base address."""
STATES = (WAITING, DELIVERED, FAILED)
_PAGE = (
    select(deliveries)
    .where(deliveries.c.webhook_id == bindparam("webhook_id"), deliveries.c.id < bindparam("before", type_=BigInteger))
    .order_by(deliveries.c.id.desc())
    .limit(bindparam("most"))
)
_PAGES = {"": Statement(_PAGE, tuple)} | {
    state: Statement(_PAGE.where(deliveries.c.state == state), tuple) for state in STATES
}
_NO_STORE = ("Cache-Control", "no-store")


class _Walk(NamedTuple):
    """Which page of deliveries is wanted: those in `state`, "" for all, with lower ids than `before`."""

    state: str
    before: int
    limit: int


class WebhookEndpoints:
    """Carries out the requests about webhooks. Methods raise RequestRefused."""

    def __init__(self, pool: ConnectionPool, executor: WriteExecutor, seal: SecretSeal) -> None:
        self._pool = pool
        self._executor = executor
        self._seal = seal
        self._zone: tzinfo = shop_zone(executor.switches.shop_zone)

    def read(self, _request: Request) -> Reply:
        """Return all webhooks, and how their deliveries go."""
        with open_connection(self._pool) as conn:
            store = self._store(conn, self._executor.now())
            backlogs = store.backlogs()
            found = [self._json(store, each, backlogs.get(each.id, Backlog())) for each in store.all()]
        return Reply(200, as_json({"webhooks": found}), (_NO_STORE,))

    def add(self, request: Request) -> PendingWrite:
        """Add a webhook; its secret is in this reply alone."""
        wanted = new_webhook(parse_body(request.body))

        def write(ledger: CardLedger) -> Reply:
            store = self._store(ledger.conn, ledger.now)
            added, secret = store.add(wanted)
            self._executor.wanted = {*self._executor.wanted, *wanted.events}  # other processes know within a second
            ledger.conn.has_recorded = True
            return self._hidden(201, {"webhook": self._json(store, added, Backlog()) | {"secret": secret}})

        return self._secretly(request, write)

    def rotate(self, request: Request) -> PendingWrite:
        """Give a webhook another secret, which is in this reply alone; the one of before is good for a day."""
        (webhook_id,) = _ids(request, 1)

        def write(ledger: CardLedger) -> Reply:
            store = self._store(ledger.conn, ledger.now)
            changed, secret = store.rotate(webhook_id)
            backlog = store.backlogs().get(webhook_id, Backlog())
            return self._hidden(200, {"webhook": self._json(store, changed, backlog) | {"secret": secret}})

        return self._secretly(request, write)

    def remove(self, request: Request) -> PendingWrite:
        """Remove a webhook; nothing more is sent to it."""
        (webhook_id,) = _ids(request, 1)

        def write(ledger: CardLedger) -> Reply:
            self._store(ledger.conn, ledger.now).remove(webhook_id)
            return Reply(200, as_json({"removed": webhook_id}))

        return self._executor.prepare(request, write)

    def list_deliveries(self, request: Request) -> Reply:
        """Return a page of deliveries, the newest first."""
        (webhook_id,) = _ids(request, 1)
        walk = _walk(request.arguments, page_limit(request.arguments, self._executor.switches))
        with open_connection(self._pool) as conn:
            self._store(conn, self._executor.now()).find(webhook_id)
            asked = {"webhook_id": webhook_id, "before": walk.before, "most": walk.limit + 1}
            rows = [WebhookDelivery._make(row) for row in conn.all(_PAGES[walk.state], asked)]
        shown = rows[: walk.limit]
        more = {"next": _cursor(walk.state, shown[-1].id)} if len(rows) > walk.limit else {}
        headers = (("Link", link_header(request.address, more, walk.limit)),) if more else ()
        body = as_json({"deliveries": [self._delivery_json(each) for each in shown]})
        return Reply(200, body, (*headers, _NO_STORE))

    def redeliver(self, request: Request) -> PendingWrite:
        """Send a delivery again, whatever became of it."""
        webhook_id, delivery_id = _ids(request, 2)

        def write(ledger: CardLedger) -> Reply:
            again = WebhookQueue(ledger.conn, ledger.now).send_again(webhook_id, delivery_id)
            ledger.conn.has_recorded = True
            return Reply(200, as_json({"delivery": self._delivery_json(again)}))

        return self._executor.prepare(request, write)

    def _secretly(self, request: Request, write: WriteAction) -> PendingWrite:
        """Return a write whose first reply is kept sealed, as it has a secret."""
        return replace(self._executor.prepare(request, write), finish=self._shown)

    def _hidden(self, status: int, content: object) -> Reply:
        return Reply(status, self._seal.seal(as_json(content).decode()).encode(), (_NO_STORE,))

    def _shown(self, reply: Reply) -> Reply:
        if reply.status >= 400:
            return reply
        body = self._seal.unseal(reply.body.decode())
        if body is None:
            told = "The first reply to this Idempotency-Key is sealed under another key."
            raise RequestRefused(422, told, code="idempotency_key_reused")
        return replace(reply, body=body.encode())

    def _store(self, conn: DriverConnection, now: int) -> WebhookStore:
        return WebhookStore(conn, self._seal, now)

    def _json(self, store: WebhookStore, webhook: Webhook, backlog: Backlog) -> dict[str, object]:
        state = "failing" if webhook.failures >= RESTS_AFTER else "ok"
        until = webhook.previous_until if (webhook.previous_until or 0) > store.now else None
        return {
            "id": webhook.id,
            "address": webhook.address,
            "events": events_of(webhook),
            "scheme": webhook.scheme,
            "created_at": time_text(webhook.made_at, self._zone),
            "state": state if store.live_secrets(webhook) else "sealed",
            "failing_since": time_text(webhook.failing_since, self._zone),
            "waiting": backlog.waiting,
            "oldest_waiting_at": time_text(backlog.oldest_at, self._zone),
            "failed": backlog.failed,
            "previous_secret_until": time_text(until, self._zone),
        }

    def _delivery_json(self, delivery: WebhookDelivery) -> dict[str, object]:
        waits = delivery.state == WAITING
        return {
            "id": delivery.id,
            "message_id": delivery.message,
            "event": delivery.event,
            "subject": delivery.subject,
            "state": delivery.state,
            "attempts": delivery.attempts,
            "created_at": time_text(delivery.made_at, self._zone),
            "tried_at": time_text(delivery.tried_at, self._zone),
            "next_attempt_at": time_text(delivery.next_at, self._zone) if waits else None,
            "status": delivery.status,
            "error": delivery.told,
            "content": json.loads(delivery.content),
        }


def _ids(request: Request, count: int) -> list[int]:
    """Return the ids in the path. Raises RequestRefused 404 for what can be none."""
    parts = request.path_id.split("/")
    if len(parts) != count or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
        raise not_found()
    return [int(part) for part in parts]


def _walk(arguments: Mapping[str, str], limit: int) -> _Walk:
    if "page_info" not in arguments:
        state = arguments.get("state", "")
        if state not in _PAGES:
            raise bad_request("state", f"must be {', '.join(STATES)}")
        return _Walk(state, 2**63 - 1, limit)
    if beside := arguments.keys() - {"page_info", "limit"}:
        raise bad_request("page_info", f"can't be combined with {', '.join(sorted(beside))}")
    try:
        state, before = base64.urlsafe_b64decode(arguments["page_info"].encode("ascii") + b"==").decode().split(":")
        if state not in _PAGES or not 0 < int(before) < 2**63:
            raise ValueError(state)
    except ValueError:
        raise bad_request("page_info", "is invalid") from None
    return _Walk(state, int(before), limit)


def _cursor(state: str, before: int) -> str:
    return base64.urlsafe_b64encode(f"{state}:{before}".encode()).decode().rstrip("=")
