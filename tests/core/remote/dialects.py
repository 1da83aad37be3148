"""Dialects that real services and what stands before them speak, as data. `number`: that of docs/faults.md.

The numbers are those of docs/api.md 8.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from core.domain.reply import Lost, Missing, Rejected, Unauthorised
from tests.core.remote.scripted_server import JSON, TRANSACTION, card_with, transaction_with

PROBLEM = "application/problem+json"
HTML = "text/html; charset=utf-8"
PAGE = b"<!doctype html><html><head><title>401 Authorization Required</title></head></html>"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A reply: `status`, `body` (bytes, or what is written as JSON) and its label."""

    number: int
    name: str
    status: int
    body: object
    label: str = JSON

    def __str__(self) -> str:
        return f"{self.number}_{self.name}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a write is told, and what a read is told where that differs."""

    spoken: Spoken
    write: object
    read: object = field(default=None)


def _token(name: str, body: object, words: str, label: str = JSON) -> Refusal:
    said = Unauthorised(401, words)
    return Refusal(Spoken(2, name, 401, body, label), said, said)


def _no(number: int, name: str, body: object, words: str, *, label: str = JSON, of: str = "") -> Refusal:
    said = Rejected(422, words, of)
    return Refusal(Spoken(number, name, 422, body, label), said, said)


def _strange(number: int, name: str, status: int, body: object, label: str = JSON) -> Refusal:
    return Refusal(Spoken(number, name, status, body, label), Lost, Lost)


REFUSALS = (
    _token("message", {"message": "Unauthenticated."}, "Unauthenticated."),
    _token("problem", {"type": "about:blank", "title": "Unauthorized", "status": 401}, "Unauthorized", PROBLEM),
    _token("html", PAGE, "", HTML),
    _token("empty", b"", ""),
    _token("nested", {"error": {"code": 16, "message": "Request had invalid credentials"}},
           "Request had invalid credentials"),
    _token("text", b"Unauthorized", "", "text/plain"),
    _token("shopify", {"errors": "[API] Invalid API key or access token"}, "[API] Invalid API key or access token"),
    Refusal(Spoken(2, "plan", 402, {"errors": "Unavailable Shop"}), Unauthorised(402, "Unavailable Shop")),
    Refusal(Spoken(2, "scope", 403, {"errors": "[API] needs write_gift_cards"}),
            Unauthorised(403, "[API] needs write_gift_cards")),
    Refusal(Spoken(2, "wall", 403, b"<h1>Forbidden</h1>", HTML), Lost, Unauthorised(403, "")),
    _no(3, "message", {"message": "The balance field is required."}, "The balance field is required."),
    _no(3, "problem", {"title": "Validation failed", "detail": "balance is too high", "status": 422},
        "Validation failed: balance is too high", label=PROBLEM),
    _no(3, "list", {"errors": ["is disabled", "is expired"]}, "is disabled; is expired"),
    _no(3, "objects", {"errors": [{"message": "too much", "field": "balance", "code": "max"}]}, "too much",
        of="balance"),
    _no(3, "jsonapi", {"errors": [{"status": "422", "title": "Invalid", "detail": "balance: below zero"}]},
        "balance: below zero"),
    _no(3, "by_field", {"errors": {"balance": ["must be 0 or more"]}}, "must be 0 or more", of="balance"),
    _no(3, "laravel", {"message": "Given data was invalid.", "errors": {"balance": ["must be a number."]}},
        "must be a number.", of="balance"),
    _no(3, "nested", {"error": {"type": "card_error", "message": "The card is frozen"}}, "The card is frozen"),
    _no(3, "label", {"errors": "no"}, "no", label=HTML),
    _strange(3, "html", 422, b"<p>no</p>", HTML),
    _strange(3, "empty", 422, b""),
    _strange(3, "numbers", 422, {"errors": [7]}),
    Refusal(Spoken(4, "api", 404, {"errors": "Not Found"}), Missing("Not Found"), Missing("Not Found")),
    Refusal(Spoken(4, "message", 404, {"message": "No query results for model"}),
            Missing("No query results for model"), Missing("No query results for model")),
    _strange(4, "page", 404, b"<h1>Not Found</h1>", HTML),
    _strange(4, "empty", 404, b""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A card in a dialect, and what of it must be read."""

    spoken: Spoken
    told: dict[str, object]


def _card(number: int, name: str, told: dict[str, object], **changes: object) -> Shown:
    return Shown(Spoken(number, name, 200, card_with(**changes)), told)


def _raw(body: object, old: str = "", new: str = "") -> bytes:
    text = json.dumps(body)
    assert old in text
    return text.replace(old, new).encode()


_LONG = "n" * 70_000
_BOM = b"\xef\xbb\xbf"
_GOOD: dict[str, object] = {"balance": 10_000, "card_id": 42}
CARDS = (
    _card(1, "note", {"note": _LONG}, note=_LONG),
    _card(1, "user_id", {"user_id": None}, user_id=0),
    _card(1, "last_characters", {"last_characters": ""}, last_characters=None),
    _card(1, "expires_utc", {"expires_on": "2027-01-01"}, expires_on="2027-01-01T00:00:00Z"),
    _card(1, "expires_last_second", {"expires_on": "2026-12-31"}, expires_on="2027-01-01T04:59:59Z"),
    _card(1, "expires_offset", {"expires_on": "2027-01-01"}, expires_on="2027-01-01T23:59:59-05:00"),
    Shown(Spoken(8, "number", 200, _raw(card_with(), '"balance": "100.00"', '"balance": 100.10')), {"balance": 10_010}),
    Shown(Spoken(8, "float", 200, _raw(card_with(), '"balance": "100.00"', '"balance": 0.1')), {"balance": 10}),
    _card(8, "integer", {"balance": 10_000, "initial_value": 10_000}, balance=100, initial_value=100),
    _card(8, "offset", {"updated_at": 1771082816}, updated_at="2026-02-14T10:26:56-0500"),
    _card(8, "offset_east", {"updated_at": 1771082816}, updated_at="2026-02-14T16:26:56+0100"),
    _card(8, "id", _GOOD, id="42", customer_id="7"),
    Shown(Spoken(8, "bom", 200, _BOM + _raw(card_with())), _GOOD),
    Shown(Spoken(8, "label", 200, card_with(), HTML), _GOOD),
    Shown(Spoken(8, "no_label", 200, card_with(), ""), _GOOD),
)
WRITTEN = (
    Spoken(8, "number", 200, _raw(TRANSACTION, '"-15.00"', "-15.00")),
    Spoken(8, "integer", 200, transaction_with(amount=-15)),
    Spoken(8, "id", 200, transaction_with(id="204959973622", gift_card_id="42", number="1")),
    Spoken(8, "offset", 200, transaction_with(processed_at="2026-02-14T16:26:56+0100")),
    Spoken(8, "bom", 200, _BOM + _raw(TRANSACTION)),
    Spoken(8, "label", 200, TRANSACTION, HTML),
)
"""Each says that -15.00 was booked on card 42 in transaction 204959973622."""
