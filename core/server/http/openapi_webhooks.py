"""How the OpenAPI document tells of webhooks, and of what is sent to them."""

from __future__ import annotations

from functools import partial

from core.server.contract.events import EVENT_TYPES, EVENTS_TOLD, SCHEMES
from core.server.contract.switches import Switches
from core.server.data.listing import MOST
from core.server.http.openapi_operations import DescribedOperation, query
from core.server.http.openapi_schemas import (
    CURRENCY,
    DAY,
    DIFFERENCE,
    ID,
    LAST,
    MONEY,
    TEXT,
    TIME,
    Json,
    body_of,
    many,
    nullable,
    object_of,
    ref,
)
from core.server.http.routes import PREFIX
from core.server.http.webhook_endpoints import STATES, WEBHOOKS
from core.server.webhooks.targets import LONGEST_ADDRESS

TAG, TAG_TOLD = "Webhooks", "Who is told what happens to cards, and what became of it."
_EVENT = TEXT | {"enum": [*EVENT_TYPES]}
_SCHEME = TEXT | {"enum": [*SCHEMES]}
_ADDRESS = TEXT | {"format": "uri", "pattern": "^https://", "maxLength": LONGEST_ADDRESS}
_COUNT: Json = {"type": "integer", "minimum": 0}
_ONE = f"{PREFIX}{WEBHOOKS}/{{webhook_id}}"


def webhook_operations(_switches: Switches) -> list[DescribedOperation]:
    """Return the operations about webhooks."""
    described = partial(DescribedOperation, tag=TAG)
    with_secret = object_of(webhook={"allOf": [ref("Webhook"), object_of(secret=TEXT)]})
    events: Json = {"type": "array", "items": _EVENT, "minItems": 1}
    new = body_of({"address": _ADDRESS, "events": events, "scheme": _SCHEME}, "address", "events")
    return [
        described(
            PREFIX + WEBHOOKS,
            "get",
            "listWebhooks",
            "List webhooks",
            "Without their secrets. `waiting` and `failed` count deliveries of the last fourteen days.",
            answer=object_of(webhooks=many("Webhook")),
        ),
        described(
            PREFIX + WEBHOOKS,
            "post",
            "createWebhook",
            "Add a webhook",
            "The secret is in this answer and nowhere else. " + _events_told(),
            answer=with_secret,
            status=201,
            body=new,
        ),
        described(
            _ONE,
            "delete",
            "deleteWebhook",
            "Remove a webhook",
            "Nothing more is sent to it.",
            answer=object_of(removed=ID),
        ),
        described(
            f"{_ONE}/rotate",
            "post",
            "rotateWebhookSecret",
            "Give a webhook another secret",
            "Both secrets sign what is sent for a day.",
            answer=with_secret,
        ),
        *_delivery_operations(),
    ]


def _delivery_operations() -> list[DescribedOperation]:
    described = partial(DescribedOperation, tag=TAG)
    limit = {"type": "integer", "minimum": 1, "maximum": MOST}
    return [
        described(
            f"{_ONE}/deliveries",
            "get",
            "listWebhookDeliveries",
            "List deliveries",
            "The newest first, for fourteen days. `Link` leads to the next page.",
            answer=object_of(deliveries=many("WebhookDelivery")),
            parameters=(
                query("limit", "How many a page has; 50 when left out.", limit),
                query("state", "Only deliveries in this state.", TEXT | {"enum": [*STATES]}),
                query("page_info", "Goes on where a `Link` says; stands with `limit` alone.", TEXT),
            ),
            headers=("Link",),
        ),
        described(
            f"{_ONE}/deliveries/{{delivery_id}}/redeliver",
            "post",
            "redeliverWebhook",
            "Send a delivery again",
            "Whatever became of it. The receiver gets it under the same id.",
            answer=object_of(delivery=ref("WebhookDelivery")),
        ),
    ]


def webhook_schemas() -> Json:
    """Return the named schemas."""
    times = {name: nullable(TIME) for name in ("failing_since", "oldest_waiting_at", "previous_secret_until")}
    state = TEXT | {"enum": ["ok", "failing", "sealed"]}
    webhook = object_of(
        id=ID,
        address=TEXT,
        events={"type": "array", "items": _EVENT},
        scheme=_SCHEME,
        created_at=TIME,
        state=state,
        waiting=_COUNT,
        failed=_COUNT,
        **times,
    )
    delivery = object_of(
        id=ID,
        message_id=TEXT,
        event=_EVENT,
        subject=TEXT,
        state=TEXT | {"enum": [*STATES]},
        attempts=_COUNT,
        created_at=TIME,
        tried_at=nullable(TIME),
        next_attempt_at=nullable(TIME),
        status=nullable({"type": "integer"}),
        error=nullable(TEXT),
        content=ref("WebhookEvent"),
    )
    return {
        "Webhook": webhook | {"description": "Who is told what. `sealed`: its secret needs another key."},
        "WebhookDelivery": delivery | {"description": "One event for one webhook, and what became of it."},
        "WebhookEvent": object_of(type=_EVENT, timestamp=TIME, data=_data())
        | {"description": "What a receiver of the scheme `standard` is sent. `data` has what it is about."},
        "WebhookCard": _card() | {"description": "What events tell of a card, as `gift_card` in their `data`."},
        "WebhookTransaction": _transaction() | {"description": "A change of a balance, as `transaction` in `data`."},
    }


def _data() -> Json:
    """Return what an event is about; those of orders and of funds have fields of their own."""
    return {"type": "object", "properties": {"gift_card": ref("WebhookCard"), "transaction": ref("WebhookTransaction")}}


def _card() -> Json:
    money = {"balance": MONEY, "currency": CURRENCY, "initial_value": MONEY}
    times = {"created_at": TIME, "updated_at": TIME, "disabled_at": nullable(TIME)}
    more = {"expires_on": nullable(DAY), "template_suffix": nullable(TEXT), "order_id": nullable(ID)}
    return object_of(id=ID, **money, last_characters=LAST, **times, **more)


def _transaction() -> Json:
    return object_of(
        id=ID,
        number=ID,
        amount=DIFFERENCE,
        processed_at=TIME,
        api_client_id=ID,
        remote_transaction_ref=nullable(TEXT),
    )


def _events_told() -> str:
    return " ".join(f"`{event}`: {told}" for event, told in EVENTS_TOLD.items())
