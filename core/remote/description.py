"""What a service tells of itself in its OpenAPI document. It is a hint: what cannot be read is not there.

Nothing here proves anything. What is made after it is compared with what was asked for (core.protocol.creation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.domain.reply import Described
from core.remote.fields import Fields, object_of

_LONGEST_KEPT = 10**9
_MOST_CURRENCIES = 200
_LONGEST_NAME = 60
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def described(document: Fields) -> Described:
    """Read the document. Raises Malformed where it is none, as its paths cannot be read."""
    paths = object_of(document.get("paths"), "paths")
    field = _currency_field(paths)
    shop = _object(document.get("x-shop"))
    return Described(
        key_retention_s=_key_retention(paths),
        takes_currency=field is not None,
        currencies=_listed(field or {}),
        currency=_code(shop.get("currency")) or _code((field or {}).get("default")),
        shop_name=_name(shop.get("name")),
    )


def _key_retention(paths: Fields) -> int | None:
    """Seconds for which keys of balance writes are kept; None when the document does not say."""
    for path, item in paths.items():
        if path.endswith("/balance"):
            return _kept_for(object_of(object_of(item, "a path").get("put"), "put"))
    return None


def _kept_for(operation: Fields) -> int | None:
    parameters = operation.get("parameters")
    for parameter in parameters if isinstance(parameters, list) else ():
        if isinstance(parameter, dict) and str(parameter.get("name")).lower() == "idempotency-key":
            kept = parameter.get("x-kept-for-seconds")
            return kept if type(kept) is int and 0 < kept < _LONGEST_KEPT else None
    return None


def _currency_field(paths: Fields) -> Fields | None:
    """The schema of `currency` in the body of a create; None where the service does not take one."""
    for path, item in paths.items():
        if path.endswith("/gift-cards"):
            body = _object(_object(_object(item).get("post")).get("requestBody"))
            kind = _object(_object(body.get("content")).get("application/json"))
            fields = _object(_object(kind.get("schema")).get("properties"))
            return fields["currency"] if isinstance(fields.get("currency"), dict) else None  # type: ignore[return-value]
    return None


def _listed(field: Fields) -> tuple[str, ...]:
    listed = field.get("enum")
    return tuple(dict.fromkeys(_codes(listed[:_MOST_CURRENCIES]))) if isinstance(listed, list) else ()


def _codes(values: list[object]) -> Iterator[str]:
    return (code for code in map(_code, values) if code)


def _code(value: object) -> str:
    return value if isinstance(value, str) and _CURRENCY.fullmatch(value) else ""


def _name(value: object) -> str:
    """A name that fits on paper, or none."""
    name = value.strip() if isinstance(value, str) else ""
    return name if name.isprintable() and len(name) <= _LONGEST_NAME else ""


def _object(value: object) -> Fields:
    return value if isinstance(value, dict) else {}
