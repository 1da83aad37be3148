"""How the OpenAPI document tells of the catalogue."""

from __future__ import annotations

from core.server.contract.products import ID_PATTERN, LONGEST_NAME, LONGEST_SUFFIX, MOST_FIXED
from core.server.contract.switches import Switches
from core.server.http.catalogue_endpoints import CATALOGUE, PRODUCTS
from core.server.http.openapi_operations import DescribedOperation, header
from core.server.http.openapi_schemas import MONEY, TEXT, VALUE, Json, body_of, many, nullable, object_of, ref
from core.server.http.routes import PREFIX

TAG, TAG_TOLD = "Catalogue", "What the shop sells, the same for every till."
_FLAG: Json = {"type": "boolean"}
_ID = TEXT | {"pattern": f"^{ID_PATTERN}$", "description": "Chosen by whoever adds the product.", "example": "birthday"}
_COUNTRIES: Json = {"type": "array", "items": TEXT | {"pattern": "^[A-Z]{2}$"}, "description": "None is everywhere."}


def catalogue_operations(_switches: Switches) -> list[DescribedOperation]:
    """Return the operations about products."""
    product = object_of(product=ref("Product"))
    known = header("If-None-Match", "The ETag of the catalogue that the client has.", TEXT)
    return [
        DescribedOperation(
            PREFIX + CATALOGUE,
            "get",
            "getCatalogue",
            "Read the catalogue",
            "Every product, in its order; those with `active` false are not sold now.",
            TAG,
            object_of(products=many("Product")),
            parameters=(known,),
            headers=("ETag",),
            more={"304": {"description": "The client has it as it is."}},
        ),
        DescribedOperation(
            PREFIX + PRODUCTS,
            "post",
            "createProduct",
            "Add a product",
            "It is the last one in the catalogue.",
            TAG,
            product,
            status=201,
            body=body_of({"id": _ID, **_fields()}, "id", "name", "denominations"),
        ),
        DescribedOperation(
            f"{PREFIX}{PRODUCTS}/{{product_id}}",
            "put",
            "updateProduct",
            "Change a product",
            "What is not named stays as it is. Nothing is deleted: what is no longer sold gets `active` false.",
            TAG,
            product,
            body=body_of({"id": _ID, **_fields()}),
        ),
    ]


def catalogue_schemas() -> Json:
    """Return the named schemas."""
    bounds = {part: nullable(MONEY) for part in ("min", "max", "step")}
    sold = object_of(fixed={"type": "array", "items": MONEY}, **bounds)
    texts: Json = {"name": TEXT, "brand": nullable(TEXT), "template_suffix": nullable(TEXT)}
    by_currency: Json = {"type": "object", "additionalProperties": ref("Denomination")}
    product = object_of(id=_ID, **texts, countries=_COUNTRIES, denominations=by_currency, choice=_FLAG, active=_FLAG)
    return {
        "Denomination": sold
        | {"description": "Fixed amounts, and any from `min` to `max` in steps of `step` where these are not null."},
        "Product": product | {"description": "What the shop sells, by currency."},
    }


def _fields() -> Json:
    """Return what a client sends of a product."""
    amount = {"anyOf": [*VALUE["anyOf"], {"type": "null"}]}
    sold = body_of(
        {
            "fixed": {"type": "array", "items": VALUE, "maxItems": MOST_FIXED},
            **dict.fromkeys(("min", "max", "step"), amount),
        }
    )
    return {
        "name": TEXT | {"minLength": 1, "maxLength": LONGEST_NAME},
        "brand": nullable(TEXT | {"maxLength": LONGEST_NAME}),
        "template_suffix": nullable(TEXT | {"maxLength": LONGEST_SUFFIX}),
        "countries": _COUNTRIES,
        "denominations": {"type": "object", "additionalProperties": sold, "minProperties": 1},
        "choice": _FLAG,
        "active": _FLAG,
    }
