"""Describe the service under its switches in OpenAPI: what is switched off is not in the document."""

from __future__ import annotations

from typing import Any, NamedTuple

from core.about import NAME, VERSION
from core.server.contract.card_rules import currencies_of
from core.server.contract.switches import HistoryShape, Switches
from core.server.data.tables import FIRST_CARD_ID
from core.server.http.history_shapes import name_of
from core.server.http.routes import HEALTH, PREFIX

Json = dict[str, Any]

_MONEY: Json = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_TIME: Json = {"type": "string", "format": "date-time"}
_ID: Json = {"type": "integer", "minimum": 1, "maximum": 2**53}
_TEXT: Json = {"type": "string"}


def openapi_document(switches: Switches) -> Json:
    """Return the document, OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Gift Card Hero", "version": "1", "x-program": {"name": NAME, "version": VERSION}},
        "x-shop": {"currency": switches.currency, **({"name": switches.shop_name} if switches.shop_name else {})},
        "security": [{"bearer": []}],
        "paths": _paths(switches),
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Card": _card(), "Transaction": _transaction(), "Problem": _problem(switches)},
        },
    }


def _paths(switches: Switches) -> Json:
    cards, one = f"{PREFIX}/gift-cards", f"{PREFIX}/gift-cards/{{gift_card_id}}"
    wrapped, listed = _object(gift_card=_ref("Card")), _object(gift_cards=_many("Card"))
    wanted = {
        "note": _nullable(_TEXT | {"maxLength": 5000}),
        "expires_on": _nullable(_TEXT | {"format": "date"}),
        "template_suffix": _nullable(_TEXT | {"maxLength": 255}),
    }
    value = {"anyOf": [_MONEY, {"type": "number"}]}
    new = wanted | {"initial_value": value, "code": _nullable(_TEXT), **_currency(switches)}
    since = _query("since_id", {"type": "integer", "minimum": 0, "maximum": 2**63 - 1})
    status = _query("status", {"enum": ["enabled", "disabled"]})
    search = (_query("query", _TEXT | {"maxLength": 4000}), _query("order", _TEXT))
    balance = {"balance": value, "remote_transaction_ref": _nullable(_TEXT | {"maxLength": 255})}
    paths: Json = {
        cards: {
            "get": _read(listed, *_PAGED, since, status),
            "post": _write(switches, wrapped, _body(new, "initial_value"), switches.created_status),
        },
        f"{cards}/search": {"get": _read(listed, *_PAGED, *search)},
        one: {"get": _read(wrapped), "put": _write(switches, wrapped, _body(wanted)), **_ABOUT_ONE},
        f"{one}/balance": {"put": _write(switches, _ref("Transaction"), _body(balance, "balance")), **_ABOUT_ONE},
        f"{one}/disable": {"post": _write(switches, wrapped, None), **_ABOUT_ONE},
        HEALTH: {"get": _read(_object(status=_TEXT)) | {"security": []}},
    }
    if switches.transactions_list:
        histories = _histories(switches.transactions_shape)
        paths[f"{cards}/transactions"] = {"get": _read(histories.all, *_PAGED, since, status)}
        paths[f"{one}/transactions"] = {"get": _read(histories.one), **_ABOUT_ONE}
    return paths


def _currency(switches: Switches) -> Json:
    """Return the field of a create that names its currency, nothing where that field would be ignored."""
    if not switches.other_currencies:
        return {}
    field = _nullable(_TEXT | {"pattern": "^[A-Z]{3}$", "default": switches.currency})
    listed = currencies_of(switches)
    return {"currency": field | ({"enum": [*listed, None]} if listed else {})}


class _HistorySchemas(NamedTuple):
    one: Json
    all: Json


def _histories(shape: HistoryShape) -> _HistorySchemas:
    """Return the schemas of what history_shapes writes; `fields` may leave the history of a listed card out."""
    made = _many("Transaction")
    card = {"allOf": [_ref("Card"), {"type": "object", "properties": {name_of(shape): made}}]}
    every: Json = {"type": "array", "items": card}
    listed = every if shape == "bare" else _object(gift_cards=every)
    alone = {"bare": made, "card": _object(gift_card=card), "cards": listed}
    return _HistorySchemas(alone.get(shape) or _object(**{name_of(shape): made}), listed)


def _read(schema: Json, *parameters: Json) -> Json:
    return {"parameters": list(parameters), "responses": _responses(200, schema)}


def _write(switches: Switches, schema: Json, body: Json | None, status: int = 200) -> Json:
    parameters = []
    if switches.idempotency_keys:
        key = {"type": "string", "pattern": r'^"[!#-~]{1,253}"$'}
        parameters.append(
            _header("Idempotency-Key", key)
            | {"x-kept-for-seconds": switches.key_lifetime_s, "x-kept-with-the-write": True}
        )
    if switches.etags:
        parameters.append(_header("If-Match", _TEXT))
    operation: Json = {"parameters": parameters, "responses": _responses(status, schema)}
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


def _responses(status: int, schema: Json) -> Json:
    problem = {"description": "Refused; nothing was written.", "content": _content(_ref("Problem"))}
    return {str(status): {"description": "Done.", "content": _content(schema)}, "4XX": problem, "503": problem}


def _card() -> Json:
    ids = {name: _nullable(_ID) for name in ("line_item_id", "api_client_id", "user_id", "customer_id", "order_id")}
    texts = {name: _nullable(_TEXT) for name in ("note", "template_suffix", "expires_on")}
    money = {"balance": _MONEY, "initial_value": _MONEY, "currency": _TEXT | {"pattern": "^[A-Z]{3}$"}}
    times = {"created_at": _TIME, "updated_at": _TIME, "disabled_at": _nullable(_TIME)}
    card = _object(id=_ID, **money, **times, **ids, **texts, last_characters=_TEXT | {"pattern": "^[a-z0-9]{4}$"})
    card["required"] = []  # `fields` chooses
    return card


def _transaction() -> Json:
    ids = {name: _nullable(_ID) for name in ("user_id", "order_transaction_id")}
    texts = {name: _nullable(_TEXT) for name in ("note", "remote_transaction_ref", "remote_transaction_url")}
    times = dict.fromkeys(("processed_at", "created_at", "updated_at"), _TIME)
    return _object(id=_ID, gift_card_id=_ID, api_client_id=_ID, number=_ID, amount=_MONEY, **ids, **texts, **times)


def _problem(switches: Switches) -> Json:
    name = "error" if switches.error_shape == "error" else "errors"
    return {"type": "object", "properties": {name: {"type": ["string", "object"]}}, "required": [name]}


def _content(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _body(properties: Json, *required: str) -> Json:
    return {"type": "object", "properties": properties, "required": list(required)}


def _object(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": [*properties]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _many(name: str) -> Json:
    return {"type": "array", "items": _ref(name)}


def _nullable(schema: Json) -> Json:
    return schema | {"type": [schema["type"], "null"]}


def _query(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "schema": schema}


def _header(name: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "schema": schema}


_PAGED = (
    _query("limit", {"type": "integer", "minimum": 1, "maximum": 250}),
    _query("fields", _TEXT),
    _query("page_info", _TEXT),
)
_ABOUT_ONE: Json = {
    "parameters": [{"name": "gift_card_id", "in": "path", "required": True, "schema": _ID, "example": FIRST_CARD_ID}]
}
