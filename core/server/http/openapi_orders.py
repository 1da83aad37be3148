"""How the OpenAPI document tells of orders."""

from __future__ import annotations

from core.server.contract.order_rules import DELIVERIES, LONGEST, MOST_CARDS, STATES
from core.server.contract.switches import Switches
from core.server.data.listing import MOST
from core.server.http.openapi_operations import DescribedOperation, query
from core.server.http.openapi_schemas import (
    CURRENCY,
    DAY,
    ID,
    MONEY,
    TEXT,
    TIME,
    VALUE,
    Json,
    body_of,
    many,
    nullable,
    object_of,
    ref,
)
from core.server.http.order_endpoints import ORDERS
from core.server.http.routes import PREFIX

TAG, TAG_TOLD = "Orders", "Cards for many, made in the background, each exactly once."
_COUNT: Json = {"type": "integer", "minimum": 1, "maximum": MOST_CARDS}
_STATE = TEXT | {"enum": list(STATES)}
_DELIVERY = TEXT | {"enum": list(DELIVERIES)}
_PAGED = (
    query("limit", "How many orders a page has; 50 when left out.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    query("page_info", "Goes on where a `Link` says; stands with `limit` alone.", TEXT),
    query("reference", "The one order of this reference.", TEXT | {"maxLength": LONGEST["reference"]}),
)


def order_operations(_switches: Switches) -> list[DescribedOperation]:
    """Return the operations about orders."""
    one, order = f"{PREFIX}{ORDERS}/{{order_id}}", object_of(order=ref("Order"))
    again = {"description": "The order that this reference has, as it stands: it was sent before."}
    return [
        DescribedOperation(
            PREFIX + ORDERS,
            "get",
            "listOrders",
            "List orders",
            "Newest first, without their lines. `Link` leads to the pages beside this one.",
            TAG,
            object_of(orders=many("ListedOrder")),
            parameters=_PAGED,
            headers=("Link",),
        ),
        DescribedOperation(
            PREFIX + ORDERS,
            "post",
            "createOrder",
            "Order cards",
            "The cards are made in the background; ask for the order to see them. The same body under the same "
            "reference gives the first order back, another body is refused.",
            TAG,
            order,
            status=201,
            body=_new_order(),
            more={"200": again | {"content": {"application/json": {"schema": order}}}},
        ),
        DescribedOperation(one, "get", "getOrder", "Read an order", "The order with its cards, as it is.", TAG, order),
        DescribedOperation(
            f"{one}/cancel",
            "post",
            "cancelOrder",
            "Cancel an order",
            "Cancels every line of which no card is made yet; where all are made it is refused.",
            TAG,
            order,
        ),
        DescribedOperation(
            f"{one}/lines/{{line}}/resend",
            "post",
            "resendOrderLine",
            "Send a line again",
            "Makes the cards of a line that has failed, or sends its cards once more, to a corrected address if one is "
            "given.",
            TAG,
            order,
            body=body_of({"recipient": _recipient()}),
        ),
    ]


def order_schemas() -> Json:
    """Return the named schemas."""
    texts = {name: nullable(TEXT) for name in ("failure", "product_id", "sender_name", "message")}
    line = object_of(
        number=_COUNT,
        state=_STATE,
        **texts,
        initial_value=MONEY,
        currency=CURRENCY,
        quantity=_COUNT,
        made=_COUNT | {"minimum": 0},
        recipient={"anyOf": [ref("Recipient"), {"type": "null"}]},
        delivery=_DELIVERY,
        send_on=nullable(DAY),
    )
    code = TEXT | {"description": "Shown to the key that ordered, for some days, where nothing delivers the card."}
    card: Json = {"allOf": [ref("GiftCard"), {"type": "object", "properties": {"code": code}}]}
    made: Json = {"deliveries": many("Delivery"), "cards": {"type": "array", "items": card}}
    with_cards = line | {"properties": line["properties"] | made, "required": [*line["required"], *made]}
    order = {"id": ID, "reference": TEXT, "state": _STATE, "created_at": TIME, "api_client_id": ID}
    return {
        "Recipient": object_of(**dict.fromkeys(("name", "email", "phone"), nullable(TEXT)))
        | {"description": "Whom a line is for."},
        "Delivery": _delivery() | {"description": "What was sent, or is to be, to whom the line is for."},
        "OrderLine": with_cards | {"description": "A line of an order, with the cards that are made."},
        "ListedOrder": object_of(**order, quantity=_COUNT, made=_COUNT | {"minimum": 0})
        | {"description": "An order in a list: how many cards it has, and how many are made."},
        "Order": object_of(**order, lines=many("OrderLine"))
        | {"description": "An order; its state is that of the line that is furthest behind."},
    }


def _delivery() -> Json:
    state = TEXT | {"enum": ["queued", "sending", "sent", "failed"]}
    times = {"queued_at": TIME, "next_at": nullable(TIME), "sent_at": nullable(TIME), "opened_at": nullable(TIME)}
    count: Json = {"type": "integer", "minimum": 0}
    return object_of(kind=_DELIVERY, state=state, attempts=count, failure=nullable(TEXT), **times)


def _new_order() -> Json:
    line = body_of(
        {
            "product_id": nullable(TEXT) | {"description": "Of the catalogue; null for a card of any amount."},
            "initial_value": VALUE,
            "currency": nullable(CURRENCY),
            "quantity": _COUNT | {"default": 1},
            "recipient": _recipient(),
            "sender_name": _sent_text("sender_name"),
            "message": _sent_text("message"),
            "delivery": _DELIVERY | {"default": "none"},
            "send_on": nullable(DAY) | {"description": "A day of the shop; its cards are made and sent then."},
        },
        "initial_value",
    )
    lines: Json = {"type": "array", "items": line, "minItems": 1, "maxItems": MOST_CARDS}
    reference = TEXT | {"minLength": 1, "maxLength": LONGEST["reference"]}
    return body_of({"reference": reference, "lines": lines}, "reference", "lines")


def _sent_text(name: str) -> Json:
    return nullable(TEXT | {"maxLength": LONGEST[name]})


def _recipient() -> Json:
    recipient: Json = {"type": ["object", "null"], "properties": {name: _sent_text(name) for name in ("name", "email")}}
    recipient["properties"]["phone"] = _sent_text("phone") | {"description": "As +1 212 555 0100."}
    return recipient
