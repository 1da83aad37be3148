"""Describe the service under its switches in OpenAPI: what is switched off is not in the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from core.about import LICENCE, NAME, VERSION
from core.server.contract.search_language import MOST_QUERY_BYTES
from core.server.contract.switches import Switches
from core.server.data.listing import MOST
from core.server.data.page_cursors import ORDERS
from core.server.data.rate_limit import HEADER as CALL_LIMIT
from core.server.data.tables import FIRST_CARD_ID
from core.server.http.capabilities import capabilities_schema
from core.server.http.endpoints import LONGEST_FIELDS
from core.server.http.openapi_reports import TAG as REPORTED
from core.server.http.openapi_reports import TAG_TOLD as REPORTS_TOLD
from core.server.http.openapi_reports import described_reports, report_schemas
from core.server.http.openapi_schemas import (
    ID,
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
    security_of,
    security_schemes,
    token_path,
    token_schemas,
)
from core.server.http.report_endpoints import CSV, REPORTS
from core.server.http.routes import HEALTH, PREFIX, TOKEN

_CARDS, _HISTORY, _SERVICE = "Gift cards", "Transactions", "Service"
_TAGS = {
    _CARDS: "Make, find, change and disable gift cards.",
    _HISTORY: "What happened to the balance of a card.",
    _SERVICE: "The service itself.",
    REPORTED: REPORTS_TOLD,
    TAG: TAG_TOLD,
}
_REFUSALS = {
    400: ("BadRequest", "The request cannot be read, or a parameter is wrong."),
    401: ("Unauthorized", "The token is missing, unknown or retired."),
    403: ("Forbidden", "The key lacks the scope that is named, or this address may not use the service."),
    404: ("NotFound", "There is no such card."),
    406: ("NotAcceptable", "The client does not accept JSON."),
    408: ("RequestTimeout", "The body did not come in time."),
    409: ("Conflict", "A request under the same key is under way."),
    412: ("PreconditionFailed", "The card was changed since it was read."),
    413: ("ContentTooLarge", "The body is too large."),
    415: ("UnsupportedMediaType", "The body is not JSON."),
    422: ("UnprocessableContent", "A rule forbids it; the fields are named."),
    429: ("TooManyRequests", "The rate limit of the shop is used up. Wait as long as `Retry-After` says."),
    503: ("ServiceUnavailable", "The service or its database is busy or away. Wait as long as `Retry-After` says."),
    504: ("GatewayTimeout", "The database went away while it stored the write: it may be there or not."),
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
_READ, _WITH_BODY = (400, 401, 403, 406, 429, 503), (408, 413, 415, 422, 504)


def openapi_document(switches: Switches) -> Json:
    """Return the document, OpenAPI 3.1."""
    operations = _operations(switches)
    shop = {"currency": switches.currency, **({"name": switches.shop_name} if switches.shop_name else {})}
    used = {status for operation in operations for status in operation.refusals(switches)}
    tags = sorted({TAG, *(operation.tag for operation in operations)})
    paths: Json = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = operation.described(switches)
    paths[TOKEN] = token_path()
    for path, item in paths.items():
        if "{gift_card_id}" in path:
            item["parameters"] = [_CARD_ID]
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
        "paths": paths,
        "components": {
            "securitySchemes": security_schemes(),
            "schemas": _used_schemas(schemas(switches) | report_schemas() | token_schemas(), switches),
            "responses": {_REFUSALS[status][0]: _refusal(status, switches) for status in sorted(used)},
            "headers": _headers(switches),
        },
    }


@dataclass(frozen=True, slots=True)
class _Operation:
    """One method of one path. `answer` is the schema of its success, `body` of what it is sent."""

    path: str
    method: str
    name: str
    summary: str
    answer: Json
    tag: str = _CARDS
    status: int = 200
    parameters: tuple[Json, ...] = ()
    body: Json | None = None
    headers: tuple[str, ...] = ()

    def refusals(self, switches: Switches) -> list[int]:
        """Return the statuses of the refusals that it may answer with."""
        if self.path == HEALTH:
            return [403, 503]
        found = {*_READ} - (set() if switches.bucket_size else {429})
        if "{gift_card_id}" in self.path:
            found.add(404)
        if self.method != "get":
            found.update(_WITH_BODY)
            found.update([409] if switches.idempotency_keys else [])
            found.update([412] if self._checks_tag(switches) else [])
        return sorted(found)

    def described(self, switches: Switches) -> Json:
        """Return the operation as the document has it."""
        headers = [*self.headers, *(["Call-Limit"] if _tells_level(switches) and self.path != HEALTH else [])]
        success: Json = {"description": "Done.", "content": {"application/json": {"schema": self.answer}}}
        if self.tag == REPORTED:
            success["content"][CSV] = {"schema": TEXT}
        if headers:
            success["headers"] = {_HEADER_NAMES[name]: _part("headers", name) for name in headers}
        responses = {str(self.status): success}
        for status in self.refusals(switches):
            responses[str(status)] = _part("responses", _REFUSALS[status][0])
        operation: Json = {"operationId": self.name, "summary": self.summary, "description": _TOLD[self.name]}
        operation["tags"] = [self.tag]
        if parameters := [*self.parameters, *self._head(switches)]:
            operation["parameters"] = parameters
        if self.body is not None:
            operation["requestBody"] = {
                "required": bool(self.body.get("required")),
                "content": {"application/json": {"schema": self.body}},
            }
        return operation | {"responses": responses} | security_of(self.method, self.path)

    def _checks_tag(self, switches: Switches) -> bool:
        return switches.etags and "{gift_card_id}" in self.path

    def _head(self, switches: Switches) -> Iterable[Json]:
        """Return the headers that a write may carry."""
        if self.method == "get":
            return
        if switches.idempotency_keys:
            kept = {"x-kept-for-seconds": switches.key_lifetime_s, "x-kept-with-the-write": True}
            key = {"type": "string", "pattern": r'^"[!#-~]{1,253}"$'}
            told = "A repeat under the same key gets the first reply again, and nothing is done twice."
            yield _header("Idempotency-Key", key) | {"description": told} | kept
        if self._checks_tag(switches):
            yield _header("If-Match", TEXT) | {"description": "The ETag under which the card was read."}


def _operations(switches: Switches) -> list[_Operation]:
    cards, one = f"{PREFIX}/gift-cards", f"{PREFIX}/gift-cards/{{gift_card_id}}"
    card, created = object_of(gift_card=ref("GiftCard")), object_of(gift_card=ref("CreatedGiftCard"))
    listed, made = object_of(gift_cards=many("ListedGiftCard")), ref("Transaction")
    tag = ("ETag",) if switches.etags else ()
    page = partial(_Operation, method="get", answer=listed, headers=("Link",))
    read = partial(_Operation, one, "get", answer=card, headers=tag)
    write = partial(_Operation, answer=card, headers=tag)
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
        _Operation(HEALTH, "get", "getHealth", "Tell whether the service can be used", _HEALTH, _SERVICE),
        _Operation(
            f"{PREFIX}/capabilities",
            "get",
            "getCapabilities",
            "Tell what the service can",
            capabilities_schema(switches),
            _SERVICE,
        ),
    ]
    found += [
        _Operation(
            f"{PREFIX}{REPORTS}{each.path}",
            "get",
            each.name,
            each.summary,
            each.answer,
            REPORTED,
            parameters=each.parameters,
            headers=("Link",),
        )
        for each in described_reports()
    ]
    return found + (_histories(cards, one, switches) if switches.transactions_list else [])


def _histories(cards: str, one: str, switches: Switches) -> list[_Operation]:
    answer = histories(switches.transactions_shape)
    listed = "List gift cards with their transactions"
    return [
        _Operation(
            f"{cards}/transactions",
            "get",
            "listGiftCardTransactions",
            listed,
            answer.all,
            _HISTORY,
            parameters=_LISTED,
            headers=("Link",),
        ),
        _Operation(
            f"{one}/transactions", "get", "getGiftCardTransactions", "List a card's transactions", answer.one, _HISTORY
        ),
    ]


def _refusal(status: int, switches: Switches) -> Json:
    """Return the reply of a refusal, in the shape that the switch chooses; a 504 alone may have written."""
    reply: Json = {"description": _REFUSALS[status][1] + ("" if status == 504 else " Nothing was written.")}
    if status == 503 or (status == 429 and switches.limits_told != "nothing"):
        reply["headers"] = {"Retry-After": _part("headers", "Retry-After")}
    if switches.error_shape == "html":
        reply["content"] = {"text/html": {"schema": TEXT}}
    elif switches.error_shape != "empty":
        reply["content"] = {"application/json": {"schema": ref("Problem")}}
    return reply


def _headers(switches: Switches) -> Json:
    """Return the headers that replies may have."""
    told = {
        "Link": ("The pages beside this one: `rel` is next or previous (RFC 8288).", TEXT),
        "Retry-After": ("How many seconds to wait.", {"type": "number", "minimum": 0}),
    }
    if switches.etags:
        told["ETag"] = ("The version of the card.", TEXT)
    if _tells_level(switches):
        told["Call-Limit"] = ("Calls in the shop's bucket, and how many it holds.", TEXT)
    return {name: {"description": text, "schema": schema} for name, (text, schema) in told.items()}


def _tells_level(switches: Switches) -> bool:
    return switches.bucket_size > 0 and switches.limits_told == "all"


def _used_schemas(named: Json, switches: Switches) -> Json:
    """Return the schemas that something refers to: a refusal without a body of JSON needs none."""
    unused = {"Problem"} if switches.error_shape in ("html", "empty") else set()
    return {name: schema for name, schema in named.items() if name not in unused}


def _part(kind: str, name: str) -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}


def _query(name: str, told: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _header(name: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "schema": schema}


_HEADER_NAMES = {"Link": "Link", "ETag": "ETag", "Call-Limit": CALL_LIMIT}
_CARD_ID: Json = {
    "name": "gift_card_id",
    "in": "path",
    "required": True,
    "description": "The id of the card.",
    "schema": ID,
    "example": FIRST_CARD_ID,
}
_PAGED = (
    _query("limit", "How many cards a page has; 50 when left out.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    _query("fields", "The fields wanted, with commas between them.", TEXT | {"maxLength": LONGEST_FIELDS}),
    _query("page_info", "Goes on where a `Link` says; stands with `limit` and `fields` alone.", TEXT),
)
_LISTED = (
    *_PAGED,
    _query("since_id", "Only cards with a larger id, rising.", {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}),
    _query("status", "Only cards of this status.", {"type": "string", "enum": ["enabled", "disabled"]}),
)
_SEARCHED = (
    *_PAGED,
    _query("query", "Words, or fields as in `balance:>10`.", TEXT | {"maxLength": MOST_QUERY_BYTES}),
    _query(
        "order",
        "A field, and ASC or DESC; `disabled_at DESC` when left out.",
        TEXT | {"pattern": f"^({'|'.join(sorted(ORDERS))})( (ASC|DESC))?$"},
    ),
)
