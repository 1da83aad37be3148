"""Who is told what: webhooks are added, given another secret and removed, inside one transaction each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update

from core.server.contract.card_rules import Body, FieldErrors
from core.server.contract.events import EVENT_TYPES, SCHEMES, TOPICS, EventType, Scheme
from core.server.contract.refusals import RequestRefused, invalid, not_found
from core.server.data.driver import DriverConnection, NoRow, Statement
from core.server.data.webhook_tables import Webhook, deliveries, has_failed, is_waiting, webhooks
from core.server.webhooks.secret_seal import SecretSeal
from core.server.webhooks.signing import draw_secret
from core.server.webhooks.targets import target_of

MOST_WEBHOOKS = 20
PREVIOUS_S = 24 * 3600
"""How long the secret of before stays good after a new one was made."""
_ID: BindParameter[int] = bindparam("webhook_id")
_ALL = Statement(select(webhooks).order_by(webhooks.c.id), tuple)
_ONE = Statement(select(webhooks).where(webhooks.c.id == _ID).with_for_update(), Webhook._make)
_COUNT = Statement(select(func.count()).select_from(webhooks), tuple)
_ADDED = tuple(name for name in Webhook._fields if name != "id")
_ADD = Statement(insert(webhooks).returning(webhooks), Webhook._make, _ADDED)
_ROTATE = Statement(
    update(webhooks).where(webhooks.c.id == _ID), NoRow._make, ("secret", "previous_secret", "previous_until")
)
_REMOVE = Statement(delete(webhooks).where(webhooks.c.id == _ID), NoRow._make)
_WAITING = Statement(
    select(deliveries.c.webhook_id, func.count(), func.min(deliveries.c.made_at))
    .where(is_waiting)
    .group_by(deliveries.c.webhook_id),
    tuple,
)
_FAILED = Statement(
    select(deliveries.c.webhook_id, func.count()).where(has_failed).group_by(deliveries.c.webhook_id), tuple
)


class NewWebhook(NamedTuple):
    """A webhook to be made."""

    address: str
    events: tuple[EventType, ...]
    scheme: Scheme


class Backlog(NamedTuple):
    """The deliveries of one webhook: how many wait and have failed, and since when the oldest waits."""

    waiting: int = 0
    failed: int = 0
    oldest_at: int | None = None


@dataclass(frozen=True, slots=True)
class WebhookStore:
    """The webhooks inside one transaction at `now` (UTC epoch seconds)."""

    conn: DriverConnection
    seal: SecretSeal
    now: int

    def all(self) -> list[Webhook]:
        """Return all, the oldest first."""
        return [Webhook._make(row) for row in self.conn.all(_ALL, {})]

    def find(self, webhook_id: int) -> Webhook:
        """Return one, and lock it until the end of a write. Raises RequestRefused 404."""
        found = self.conn.first(_ONE, {"webhook_id": webhook_id})
        if found is None:
            raise not_found()
        return found

    def add(self, new: NewWebhook) -> tuple[Webhook, str]:
        """Add a webhook; return it and its secret, which is in clear nowhere else. Raises RequestRefused 422."""
        if self.conn.one(_COUNT, {})[0] >= MOST_WEBHOOKS:
            told = f"There are {MOST_WEBHOOKS} webhooks, and no more are allowed."
            raise RequestRefused(422, {"base": [told]}, code="too_many_webhooks")
        secret = draw_secret(new.scheme)
        row = (new.address, f" {' '.join(new.events)} ", new.scheme, self.seal.seal(secret), None, None, self.now)
        added = self.conn.one(_ADD, dict(zip(_ADDED, (*row, 0, None, 0), strict=True)))
        return added, secret

    def rotate(self, webhook_id: int) -> tuple[Webhook, str]:
        """Give a webhook another secret and return both; the one of before stays good for a day."""
        found = self.find(webhook_id)
        secret = draw_secret(cast(Scheme, found.scheme))
        changed = found._replace(
            secret=self.seal.seal(secret), previous_secret=found.secret, previous_until=self.now + PREVIOUS_S
        )
        self.conn.execute(
            _ROTATE,
            {"webhook_id": webhook_id}
            | {name: getattr(changed, name) for name in ("secret", "previous_secret", "previous_until")},
        )
        return changed, secret

    def remove(self, webhook_id: int) -> None:
        """Remove a webhook; its deliveries are cleared away later, and not sent. Raises RequestRefused 404."""
        self.find(webhook_id)
        self.conn.execute(_REMOVE, {"webhook_id": webhook_id})

    def backlogs(self) -> Mapping[int, Backlog]:
        """Return what waits and what has failed, by webhook."""
        failed = {row[0]: row[1] for row in self.conn.all(_FAILED, {})}
        waiting = {row[0]: (row[1], row[2]) for row in self.conn.all(_WAITING, {})}
        return {
            each: Backlog(waiting.get(each, (0, None))[0], failed.get(each, 0), waiting.get(each, (0, None))[1])
            for each in failed.keys() | waiting.keys()
        }

    def live_secrets(self, webhook: Webhook) -> list[str]:
        """Return the secrets that count now, the newest first; none where they were sealed under another key."""
        sealed = [webhook.secret]
        if webhook.previous_secret is not None and self.now < (webhook.previous_until or 0):
            sealed.append(webhook.previous_secret)
        return [secret for each in sealed if (secret := self.seal.unseal(each)) is not None]


def events_of(webhook: Webhook) -> list[str]:
    """Return the events that it asks for, in their order."""
    return webhook.events.split()


def new_webhook(body: Body) -> NewWebhook:
    """Return what a body asks for. Raises RequestRefused 422 with every fault found."""
    errors = FieldErrors()
    address = errors.check(lambda: _address(body.get("address")))
    scheme = errors.check(lambda: _scheme(body.get("scheme", "standard"))) or "standard"
    events = errors.check(lambda: _events(body.get("events"), scheme))
    errors.raise_if_any()
    return NewWebhook(address or "", events or (), scheme)


def _address(given: object) -> str:
    if given is None:
        raise invalid("address", "can't be blank")
    if type(given) is not str:
        raise invalid("address", "is invalid")
    try:
        target_of(given)
    except ValueError as error:
        raise invalid("address", str(error)) from None
    return given


def _scheme(given: object) -> Scheme:
    for scheme in SCHEMES:
        if given == scheme:
            return scheme
    raise invalid("scheme", f"must be {' or '.join(SCHEMES)}")


def _events(given: object, scheme: Scheme) -> tuple[EventType, ...]:
    if not isinstance(given, list) or not given:
        raise invalid("events", "must be a list of events")
    if unknown := [each for each in given if each not in EVENT_TYPES]:
        raise invalid("events", f"has no event {str(unknown[0])[:40]}")
    if scheme == "gifthero" and (without := [each for each in given if each not in TOPICS]):
        raise invalid("events", f"can't have {without[0]} in this scheme")
    return tuple(each for each in EVENT_TYPES if each in given)
