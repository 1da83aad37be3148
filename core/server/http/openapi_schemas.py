"""The schemas of the OpenAPI document: as tight as the rules in core.server.contract, under the present switches.

A generated client sees by them what a card holds, and a validating proxy refuses what the service would refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from core.server.contract.card_rules import LONGEST, LONGEST_CODE, SHORTEST_CODE, currencies_of
from core.server.contract.refusal_codes import CODES
from core.server.contract.switches import HistoryShape, Switches
from core.server.data.tables import FIRST_CARD_ID
from core.server.http.history_shapes import name_of

Json = dict[str, Any]

ID: Json = {"type": "integer", "format": "int64", "minimum": 1, "maximum": 2**53}
TEXT: Json = {"type": "string"}
MONEY: Json = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]{2,3})?$", "example": "25.00"}
DIFFERENCE: Json = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{2,3})?$", "example": "-25.00"}
VALUE: Json = {
    "description": "An amount of the card's currency: a decimal text, or a number.",
    "anyOf": [{"type": "string", "pattern": r"^[0-9]{1,9}(\.[0-9]{1,3})?$"}, {"type": "number", "minimum": 0}],
}
TIME: Json = {"type": "string", "format": "date-time"}
DAY: Json = {"type": "string", "format": "date"}
CURRENCY: Json = {"type": "string", "pattern": "^[A-Z]{3}$"}
LAST: Json = {"type": "string", "pattern": "^[a-z0-9]{4}$"}


class HistorySchemas(NamedTuple):
    """What the two requests for transactions answer."""

    one: Json
    all: Json


def schemas(switches: Switches) -> Json:
    """Return the named schemas."""
    card = _card()
    listed = card | {"required": [], "description": "A card in a list; the parameter `fields` chooses what is in it."}
    created = {
        "description": "A new card. Its code is shown here, and nowhere else.",
        "allOf": [ref("GiftCard"), object_of(code=TEXT | {"pattern": r"^[a-z0-9]{8,20}$"})],
    }
    return {
        "GiftCard": card | {"description": "A gift card. Money is a decimal text, never a float."},
        "ListedGiftCard": listed,
        "CreatedGiftCard": created,
        "Transaction": _transaction() | {"description": "One change of a balance."},
        "Problem": _problem(switches),
    }


def new_card(switches: Switches) -> Json:
    """Return the body of a create."""
    code = nullable(TEXT | {"pattern": rf"^[\s-]*([A-Za-z0-9][\s-]*){{{SHORTEST_CODE},{LONGEST_CODE}}}$"})
    code["description"] = "Blanks and dashes are dropped. Without one the service draws a code."
    return body_of(_changeable() | {"initial_value": VALUE, "code": code, **_currency(switches)}, "initial_value")


def card_update() -> Json:
    """Return the body of an update; what it does not name stays."""
    return body_of({"id": _same_id(), **_changeable()})


def new_balance() -> Json:
    """Return the body of a balance write."""
    reference = nullable(TEXT | {"maxLength": LONGEST["remote_transaction_ref"]})
    return body_of({"balance": VALUE, "remote_transaction_ref": reference}, "balance")


def disabled_card() -> Json:
    """Return the body of a disable, which may be left out."""
    return body_of({"id": _same_id()})


def histories(shape: HistoryShape) -> HistorySchemas:
    """Return the schemas of what history_shapes writes; `fields` may leave the history of a listed card out."""
    made = many("Transaction")
    more = {"type": "object", "properties": {name_of(shape): made}}
    every: Json = {"type": "array", "items": {"allOf": [ref("ListedGiftCard"), more]}}
    listed = every if shape == "bare" else object_of(gift_cards=every)
    alone = {
        "bare": made,
        "card": object_of(gift_card={"allOf": [ref("GiftCard"), more]}),
        "cards": object_of(gift_cards={"type": "array", "items": {"allOf": [ref("GiftCard"), more]}}),
    }
    return HistorySchemas(alone.get(shape) or object_of(**{name_of(shape): made}), listed)


def body_of(properties: Json, *required: str) -> Json:
    """Return an object that a client sends; fields that are not listed are ignored."""
    return {"type": "object", "properties": properties} | ({"required": list(required)} if required else {})


def object_of(**properties: Json) -> Json:
    """Return an object that has all of `properties`."""
    return {"type": "object", "properties": properties, "required": [*properties]}


def ref(name: str) -> Json:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(name: str) -> Json:
    """Return a list of a named schema."""
    return {"type": "array", "items": ref(name)}


def nullable(schema: Json) -> Json:
    """Return the schema, or null."""
    return schema | {"type": [schema["type"], "null"]}


def refusal_code(codes: Sequence[str]) -> Json:
    """Return the code of a refusal, one of `codes`; later versions may have more."""
    return TEXT | {"enum": [*codes], "description": "The reason, for programs. A code that is here never changes."}


def _changeable() -> Json:
    return {
        "note": nullable(TEXT | {"maxLength": LONGEST["note"]}),
        "expires_on": nullable(DAY) | {"description": "The last day on which the card can be used."},
        "template_suffix": nullable(TEXT | {"maxLength": LONGEST["template_suffix"]}),
    }


def _same_id() -> Json:
    text = {"type": "string", "pattern": "^[1-9][0-9]*$"}
    return {"description": "The id in the path, as a number or a text.", "anyOf": [ID, text]}


def _currency(switches: Switches) -> Json:
    """Return the field of a create that names its currency, nothing where that field would be ignored."""
    if not switches.other_currencies:
        return {}
    field = nullable(CURRENCY | {"default": switches.currency})
    listed = currencies_of(switches)
    return {"currency": field | ({"enum": [*listed, None]} if listed else {})}


def _card() -> Json:
    ids = {name: nullable(ID) for name in ("line_item_id", "api_client_id", "user_id", "customer_id", "order_id")}
    texts = {"note": nullable(TEXT), "template_suffix": nullable(TEXT), "expires_on": nullable(DAY)}
    money = {"balance": MONEY, "initial_value": MONEY, "currency": CURRENCY}
    times = {"created_at": TIME, "updated_at": TIME, "disabled_at": nullable(TIME)}
    number = ID | {"example": FIRST_CARD_ID}
    return object_of(id=number, **money, **times, **ids, **texts, last_characters=LAST)


def _transaction() -> Json:
    ids = {name: nullable(ID) for name in ("user_id", "order_transaction_id")}
    texts = {name: nullable(TEXT) for name in ("note", "remote_transaction_ref", "remote_transaction_url")}
    times = dict.fromkeys(("processed_at", "created_at", "updated_at"), TIME)
    return object_of(id=ID, gift_card_id=ID, api_client_id=ID, number=ID, amount=DIFFERENCE, **ids, **texts, **times)


def _problem(switches: Switches) -> Json:
    """Return the shape of a refusal's body: one text, or texts by field; and its code."""
    by_field = {"type": "object", "additionalProperties": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}}
    told = {"error": TEXT} if switches.error_shape == "error" else {"errors": {"anyOf": [TEXT, by_field]}}
    return object_of(**told, code=refusal_code(CODES))
