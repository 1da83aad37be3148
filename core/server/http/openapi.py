"""Describe the service under its switches in OpenAPI: what is switched off is not in the document."""

from __future__ import annotations

from functools import partial
from typing import Any

from core.about import LICENCE, NAME, VERSION
from core.server.contract.search_language import MOST_QUERY_BYTES
from core.server.contract.switches import Switches
from core.server.data.listing import MOST
from core.server.data.page_cursors import ORDERS
from core.server.http.capabilities import capabilities_schema
from core.server.http.endpoints import LONGEST_FIELDS
from core.server.http.openapi_catalogue import TAG as CATALOGUE
from core.server.http.openapi_catalogue import TAG_TOLD as CATALOGUE_TOLD
from core.server.http.openapi_catalogue import catalogue_operations, catalogue_schemas
from core.server.http.openapi_operations import (
    REFUSALS,
    DescribedOperation,
    headers_of_replies,
    paths_of,
    query,
    refusal,
)
from core.server.http.openapi_orders import TAG as ORDERED
from core.server.http.openapi_orders import TAG_TOLD as ORDERS_TOLD
from core.server.http.openapi_orders import order_operations, order_schemas
from core.server.http.openapi_reports import TAG as REPORTED
from core.server.http.openapi_reports import TAG_TOLD as REPORTS_TOLD
from core.server.http.openapi_reports import described_reports, report_schemas
from core.server.http.openapi_schemas import (
    TEXT,
    Json,
    card_update,
    disabled_card,
    histories,
    many,
    new_balance,
    new_card,
    object_of,
    ref,
    schemas,
)
from core.server.http.openapi_security import (
    TAG,
    TAG_TOLD,
    security_schemes,
    token_path,
    token_schemas,
)
from core.server.http.openapi_webhooks import TAG as WEBHOOKS
from core.server.http.openapi_webhooks import TAG_TOLD as WEBHOOKS_TOLD
from core.server.http.openapi_webhooks import webhook_operations, webhook_schemas
from core.server.http.report_endpoints import CSV, REPORTS
from core.server.http.routes import HEALTH, PREFIX, TOKEN

_CARDS, _HISTORY, _SERVICE = "Gift cards", "Transactions", "Service"
_TAGS = {
    _CARDS: "Make, find, change and disable gift cards.",
    _HISTORY: "What happened to the balance of a card.",
    _SERVICE: "The service itself.",
    REPORTED: REPORTS_TOLD,
    CATALOGUE: CATALOGUE_TOLD,
    ORDERED: ORDERS_TOLD,
    WEBHOOKS: WEBHOOKS_TOLD,
    TAG: TAG_TOLD,
}
_TOLD = {
    "listGiftCards": "Newest first, or rising by id from `since_id`. `Link` leads to the pages beside this one.",
    "createGiftCard": "The answer has the code, and no later one has it.",
    "searchGiftCards": "Finds cards by words, by the end of the code, or by fields. The index may lag behind writes.",
    "getGiftCard": "The card as it is now.",
    "updateGiftCard": "Changes the note, the last day and the template; what is not named stays as it is.",
    "setGiftCardBalance": "Replaces the balance, whatever it is by then. The answer says by how much it changed.",
    "disableGiftCard": "The balance stays on the card, and nothing brings the card back into use.",
    "getHealth": "Needs no token and is not counted against the rate limit. 503 while the database is away.",
    "listGiftCardTransactions": "Like the list of cards, each with all changes of its balance.",
    "getGiftCardTransactions": "All changes of the card's balance, in their order.",
    "getCapabilities": "Each entry is there only where it is true. What this key may do is in `scopes`.",
}
_TOLD |= {each.name: each.told for each in described_reports()}
_LISTS: Json = TEXT | {"enum": ["replica", "primary"], "description": "Where lists are read now, where there are both."}
_HEALTH = object_of(status=TEXT)
_HEALTH["properties"]["lists"] = _LISTS
_RECEIVERS: Json = TEXT | {
    "enum": ["ok", "failing"],
    "description": "How receivers of webhooks answer.",
}
_HEALTH["properties"]["webhooks"] = _RECEIVERS


def openapi_document(switches: Switches) -> Json:
    """Return the document, OpenAPI 3.1."""
    operations = _operations(switches)
    shop = {"currency": switches.currency, **({"name": switches.shop_name} if switches.shop_name else {})}
    used = {status for operation in operations for status in operation.refusals(switches)}
    tags = sorted({TAG, *(operation.tag for operation in operations)})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Gift Card Hero",
            "version": "1",
            "description": "Gift cards of one shop. Every amount is exact: a decimal text of the card's currency.",
            "license": {"name": LICENCE, "identifier": LICENCE},
            "contact": {"name": switches.shop_name or "Whoever runs this service"},
            "x-program": {"name": NAME, "version": VERSION},
        },
        "x-shop": shop,
        "servers": [{"url": "/", "description": "The service that answered with this document."}],
        "tags": [{"name": name, "description": _TAGS[name]} for name in tags],
        "security": [{"bearer": []}],
        "paths": paths_of(operations, switches) | {TOKEN: token_path()},
        "components": {
            "securitySchemes": security_schemes(),
            "schemas": _used_schemas(_schemas(switches), switches),
            "responses": {REFUSALS[status][0]: refusal(status, switches) for status in sorted(used)},
            "headers": headers_of_replies(switches),
        },
    }


def _schemas(switches: Switches) -> Json:
    parts = (report_schemas(), token_schemas(), catalogue_schemas(), order_schemas(), webhook_schemas())
    return {name: schema for part in (schemas(switches), *parts) for name, schema in part.items()}


def _operation(path: str, method: str, name: str, summary: str, **more: Any) -> DescribedOperation:
    """Return an operation of those that are told of here."""
    return DescribedOperation(path, method, name, summary, _TOLD[name], **({"tag": _CARDS} | more))


def _operations(switches: Switches) -> list[DescribedOperation]:
    cards, one = f"{PREFIX}/gift-cards", f"{PREFIX}/gift-cards/{{gift_card_id}}"
    card, created = object_of(gift_card=ref("GiftCard")), object_of(gift_card=ref("CreatedGiftCard"))
    listed, made = object_of(gift_cards=many("ListedGiftCard")), ref("Transaction")
    tag = ("ETag",) if switches.etags else ()
    page = partial(_operation, method="get", answer=listed, headers=("Link",))
    read = partial(_operation, one, "get", answer=card, headers=tag)
    write = partial(_operation, answer=card, headers=tag)
    found = [
        page(cards, name="listGiftCards", summary="List gift cards", parameters=_LISTED),
        write(
            cards,
            "post",
            "createGiftCard",
            "Make a gift card",
            answer=created,
            status=switches.created_status,
            body=new_card(switches),
        ),
        page(f"{cards}/search", name="searchGiftCards", summary="Search gift cards", parameters=_SEARCHED),
        read(name="getGiftCard", summary="Read a gift card"),
        write(one, "put", "updateGiftCard", "Change a gift card", body=card_update()),
        write(
            f"{one}/balance",
            "put",
            "setGiftCardBalance",
            "Set the balance",
            answer=made,
            headers=(),
            body=new_balance(),
        ),
        write(f"{one}/disable", "post", "disableGiftCard", "Disable a gift card for ever", body=disabled_card()),
        _operation(HEALTH, "get", "getHealth", "Tell whether the service can be used", answer=_HEALTH, tag=_SERVICE),
        _operation(
            f"{PREFIX}/capabilities",
            "get",
            "getCapabilities",
            "Tell what the service can",
            answer=capabilities_schema(switches),
            tag=_SERVICE,
        ),
    ]
    found += [
        _operation(
            f"{PREFIX}{REPORTS}{each.path}",
            "get",
            each.name,
            each.summary,
            answer=each.answer,
            tag=REPORTED,
            parameters=each.parameters,
            headers=("Link",),
            media=(CSV,),
        )
        for each in described_reports()
    ]
    found += catalogue_operations(switches) + order_operations(switches) + webhook_operations(switches)
    return found + (_histories(cards, one, switches) if switches.transactions_list else [])


def _histories(cards: str, one: str, switches: Switches) -> list[DescribedOperation]:
    answer = histories(switches.transactions_shape)
    listed = "List gift cards with their transactions"
    return [
        _operation(
            f"{cards}/transactions",
            "get",
            "listGiftCardTransactions",
            listed,
            answer=answer.all,
            tag=_HISTORY,
            parameters=_LISTED,
            headers=("Link",),
        ),
        _operation(
            f"{one}/transactions",
            "get",
            "getGiftCardTransactions",
            "List a card's transactions",
            answer=answer.one,
            tag=_HISTORY,
        ),
    ]


def _used_schemas(named: Json, switches: Switches) -> Json:
    """Return the schemas that something refers to: a refusal without a body of JSON needs none."""
    unused = {"Problem"} if switches.error_shape in ("html", "empty") else set()
    return {name: schema for name, schema in named.items() if name not in unused}


_PAGED = (
    query("limit", "How many cards a page has; 50 when left out.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    query("fields", "The fields wanted, with commas between them.", TEXT | {"maxLength": LONGEST_FIELDS}),
    query("page_info", "Goes on where a `Link` says; stands with `limit` and `fields` alone.", TEXT),
)
_LISTED = (
    *_PAGED,
    query("since_id", "Only cards with a larger id, rising.", {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}),
    query("status", "Only cards of this status.", {"type": "string", "enum": ["enabled", "disabled"]}),
)
_SEARCHED = (
    *_PAGED,
    query("query", "Words, or fields as in `balance:>10`.", TEXT | {"maxLength": MOST_QUERY_BYTES}),
    query(
        "order",
        "A field, and ASC or DESC; `disabled_at DESC` when left out.",
        TEXT | {"pattern": f"^({'|'.join(sorted(ORDERS))})( (ASC|DESC))?$"},
    ),
)
