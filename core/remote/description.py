"""What a service tells of itself in its OpenAPI document. It is a hint: what cannot be read is not there.

Nothing here proves anything. What is made after it is compared with what was asked for (core.protocol.creation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.domain.credentials import SCOPES
from core.domain.reply import Described, Offered
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
        key_retention_s=_kept_for(key := _key_of_balance(paths)),
        takes_currency=field is not None,
        currencies=_listed(field or {}),
        currency=_code(shop.get("currency")) or _code((field or {}).get("default")),
        shop_name=_name(shop.get("name")),
        keys_with_write=key.get("x-kept-with-the-write") is True,
    )


def offered(abilities: Fields) -> Offered:
    """Read what the service tells of our key; scopes that are not known here are left out."""
    scopes = abilities.get("scopes")
    return Offered(SCOPES & {str(scope) for scope in scopes} if isinstance(scopes, list) else None)


def _key_of_balance(paths: Fields) -> Fields:
    """Return the parameter that is the key of balance writes; empty where the document has none."""
    for path, item in paths.items():
        if path.endswith("/balance"):
            parameters = object_of(object_of(item, "a path").get("put"), "put").get("parameters")
            return _key_in(parameters if isinstance(parameters, list) else [])
    return {}


def _key_in(parameters: list[object]) -> Fields:
    named = (each for each in map(_object, parameters) if str(each.get("name")).lower() == "idempotency-key")
    return next(named, {})


def _kept_for(key: Fields) -> int | None:
    """Return the seconds for which keys are kept; None when the document does not say."""
    kept = key.get("x-kept-for-seconds")
    return kept if type(kept) is int and 0 < kept < _LONGEST_KEPT else None


def _currency_field(paths: Fields) -> Fields | None:
    """Return the schema of `currency` in the body of a create; None where the service does not take one."""
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
    """Return a name that fits on paper, or none."""
    name = value.strip() if isinstance(value, str) else ""
    return name if name.isprintable() and len(name) <= _LONGEST_NAME else ""


def _object(value: object) -> Fields:
    return value if isinstance(value, dict) else {}
