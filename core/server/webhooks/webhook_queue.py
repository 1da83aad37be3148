"""Which deliveries are sent next, and what became of those that were: inside one transaction each.

Of one subject, such as a card, a delivery is sent only when no earlier one waits: a receiver hears of things in their
order. Any number of processes may send: whoever leases a delivery has it alone, until the lease runs out.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, func, select, update
from sqlalchemy.types import BigInteger

from core.server.contract.refusals import not_found
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.webhook_tables import (
    DELIVERED,
    FAILED,
    WAITING,
    Webhook,
    WebhookDelivery,
    deliveries,
    is_waiting,
    webhooks,
)

LEASE_S = 20
"""Longer than an attempt may take; so much later, another process sends what a killed one had leased."""
DELAYS_S = (30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600)
"""From one attempt to the next, give or take a fifth. After the last one the delivery has failed."""
OLDEST_S = 3 * 24 * 3600
"""What waits for longer has failed: its receiver was away for days."""
MOST_OF_SUBJECT = 20
RESTS_AFTER = 5
"""So many attempts in a row that fail, and a receiver is left alone for a while."""
_FIRST_REST_S, _LONGEST_REST_S = 30, 900
_MOST_DUE = 100
_LONGEST_TOLD = 200
_W: BindParameter[int] = bindparam("webhook_id")
_S: BindParameter[str] = bindparam("subject")
_ID: BindParameter[int] = bindparam("wanted")
_NOW = bindparam("now", type_=BigInteger)
_IS_FREE = (is_waiting, deliveries.c.leased_until <= _NOW)
_DUE = Statement(
    select(deliveries.c.subject)
    .where(deliveries.c.webhook_id == _W, deliveries.c.next_at <= _NOW, *_IS_FREE)
    .order_by(deliveries.c.next_at, deliveries.c.id)
    .limit(_MOST_DUE),
    tuple,
)
_OF_SUBJECT = Statement(
    select(deliveries)
    .where(deliveries.c.webhook_id == _W, deliveries.c.subject == _S, is_waiting)
    .order_by(deliveries.c.id)
    .limit(MOST_OF_SUBJECT),
    tuple,
)
_LOCK = Statement(
    select(deliveries.c.id).where(deliveries.c.id == _ID, *_IS_FREE).with_for_update(skip_locked=True), tuple
)


_OUTCOME = ("state", "attempts", "next_at", "leased_until", "tried_at", "status", "told")
_STORE = update(deliveries).where(deliveries.c.id == _ID)
_HELD = _STORE.where(deliveries.c.leased_until == bindparam("held"))
_LEASE = Statement(_STORE, NoRow._make, ("leased_until",))
_RELEASE = Statement(_HELD.values(leased_until=0), NoRow._make)
_SETTLE = Statement(_HELD, NoRow._make, _OUTCOME)
_AGAIN = Statement(_STORE, NoRow._make, _OUTCOME)
_PUT_OFF = Statement(
    update(deliveries)
    .where(
        deliveries.c.webhook_id == _W, deliveries.c.subject == _S, is_waiting, deliveries.c.next_at < bindparam("later")
    )
    .values(next_at=bindparam("later")),
    NoRow._make,
)
_OF_WEBHOOK = Statement(
    select(deliveries).where(deliveries.c.id == _ID, deliveries.c.webhook_id == _W).with_for_update(),
    WebhookDelivery._make,
)
_HEALTH = Statement(
    update(webhooks).where(webhooks.c.id == _W), NoRow._make, ("failures", "failing_since", "rests_until")
)
_COUNT_FAILURES = Statement(
    update(webhooks)
    .where(webhooks.c.id == _W)
    .values(
        failures=webhooks.c.failures + bindparam("more"),
        failing_since=func.coalesce(webhooks.c.failing_since, _NOW),
        rests_until=bindparam("rest"),
    ),
    NoRow._make,
)


class SendAttempt(NamedTuple):
    """How an attempt went: what the receiver answered, None for nothing, and in words why it was no success."""

    status: int | None
    told: str | None

    @property
    def is_good(self) -> bool:
        """Return whether the receiver has it."""
        return self.told is None


class Outcome(NamedTuple):
    """What became of a leased delivery: `attempt` is None for one that was not tried."""

    delivery: WebhookDelivery
    attempt: SendAttempt | None


@dataclass(frozen=True, slots=True)
class WebhookQueue:
    """The deliveries inside one write transaction at `now` (UTC epoch seconds)."""

    conn: DriverConnection
    now: int

    def lease(self, webhook: Webhook, most: int) -> list[list[WebhookDelivery]]:
        """Lease what is due: of at most `most` subjects, each in its order."""
        leased: list[list[WebhookDelivery]] = []
        rows = self.conn.all(_DUE, {"webhook_id": webhook.id, "now": self.now})
        for subject in dict.fromkeys(row[0] for row in rows):
            if len(leased) >= most:
                break
            if chain := self._lease_subject(webhook.id, subject):
                leased.append(chain)
        return leased

    def settle(self, webhook: Webhook | None, outcomes: Sequence[Outcome]) -> list[WebhookDelivery]:
        """Store what became of the deliveries of one webhook; return those that have failed for good.

        `webhook` is None when it was removed meanwhile.
        """
        tried = [self._settle_one(outcome.delivery, outcome.attempt) for outcome in outcomes]
        attempts = [outcome.attempt for outcome in outcomes if outcome.attempt is not None]
        if webhook is not None and attempts:
            self._note_health(webhook, attempts)
        return [each for each in tried if each.state == FAILED]

    def send_again(self, webhook_id: int, delivery_id: int) -> WebhookDelivery:
        """Let a delivery be sent as soon as possible, whatever became of it. Raises RequestRefused 404."""
        found = self.conn.first(_OF_WEBHOOK, {"webhook_id": webhook_id, "wanted": delivery_id})
        if found is None:
            raise not_found()
        attempts = found.attempts if found.state == WAITING else 0
        again = found._replace(state=WAITING, attempts=attempts, next_at=self.now)
        self.conn.execute(_AGAIN, {"wanted": again.id} | _outcome(again))
        return again

    def _lease_subject(self, webhook_id: int, subject: str) -> list[WebhookDelivery]:
        """Lease the next of one subject, and those after it that are due; none while an earlier one has to wait."""
        place = {"webhook_id": webhook_id, "subject": subject}
        chain = [WebhookDelivery._make(row) for row in self.conn.all(_OF_SUBJECT, place)]
        head = chain[0] if chain else None
        if head is None or self.conn.first(_LOCK, {"wanted": head.id, "now": self.now}) is None:
            return []  # another process has it
        if head.next_at > self.now:
            self.conn.execute(_PUT_OFF, place | {"later": head.next_at})
            return []
        until = self.now + LEASE_S
        for each in chain:
            self.conn.execute(_LEASE, {"wanted": each.id, "leased_until": until})
        return [each._replace(leased_until=until) for each in chain]

    def _settle_one(self, delivery: WebhookDelivery, attempt: SendAttempt | None) -> WebhookDelivery:
        """Store how it went, unless the lease ran out and another process has it now."""
        held = {"wanted": delivery.id, "held": delivery.leased_until}
        if attempt is None:
            self.conn.execute(_RELEASE, held)
            return delivery
        changed = self._after(delivery._replace(leased_until=0), attempt)
        self.conn.execute(_SETTLE, held | _outcome(changed))
        if changed.state == WAITING:
            place = {"webhook_id": changed.webhook_id, "subject": changed.subject}
            self.conn.execute(_PUT_OFF, place | {"later": changed.next_at})
        return changed

    def _after(self, delivery: WebhookDelivery, attempt: SendAttempt) -> WebhookDelivery:
        tried = delivery._replace(attempts=delivery.attempts + 1, tried_at=self.now, status=attempt.status)
        if attempt.told is None:
            return tried._replace(state=DELIVERED, told=None)
        tried = tried._replace(told=attempt.told[:_LONGEST_TOLD])
        if tried.attempts > len(DELAYS_S) or self.now - tried.made_at > OLDEST_S:
            return tried._replace(state=FAILED)
        return tried._replace(next_at=self.now + spread(DELAYS_S[tried.attempts - 1]))

    def _note_health(self, webhook: Webhook, attempts: Sequence[SendAttempt]) -> None:
        """Count failures in a row; a receiver that has answered well meanwhile is healthy."""
        place = {"webhook_id": webhook.id}
        if any(attempt.is_good for attempt in attempts):
            if webhook.failures:
                self.conn.execute(_HEALTH, place | {"failures": 0, "failing_since": None, "rests_until": 0})
            return
        failures = webhook.failures + len(attempts)
        rest = spread(min(_FIRST_REST_S * 2 ** min(failures - RESTS_AFTER, 10), _LONGEST_REST_S))
        until = self.now + rest if failures >= RESTS_AFTER else 0
        self.conn.execute(_COUNT_FAILURES, place | {"more": len(attempts), "now": self.now, "rest": until})


def _outcome(delivery: WebhookDelivery) -> dict[str, Any]:
    changed = delivery._asdict()
    return {name: changed[name] for name in _OUTCOME}


def spread(seconds: float) -> int:
    """Return about as many whole seconds, so that what failed together is not tried again together."""
    return max(1, round(seconds * random.uniform(0.8, 1.2)))
