"""Check the fields of a request, with the messages of the live service (docs/api.md 3)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from core.domain.money import exponent, parse_wire, wire_text
from core.server.contract.refusal_codes import RefusalCode
from core.server.contract.refusals import RequestRefused, deactivated, invalid
from core.server.contract.switches import Switches

T = TypeVar("T")
Body = Mapping[str, object]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_CODE = re.compile(r"[a-z0-9]*", re.ASCII)
_DROPPED = re.compile(r"[\s-]+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
_SYMBOLS = {"USD": "$", "CAD": "$", "AUD": "$", "NZD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
SHORTEST_CODE, LONGEST_CODE = 8, 20
LONGEST = {"note": 5000, "template_suffix": 255, "remote_transaction_ref": 255}


@dataclass(frozen=True, slots=True)
class CardToCreate:
    """A create that passed every rule but uniqueness. `code` None: the service draws one."""

    initial_value: int
    currency: str
    code: str | None
    note: str | None
    expires_on: str | None
    template_suffix: str | None
    order_id: int | None = None


class FieldErrors:
    """Collects what is wrong with a body, field by field, so that one reply names all of it."""

    def __init__(self) -> None:
        self._errors: dict[str, list[str]] = {}
        self._codes: set[RefusalCode] = set()

    def check(self, rule: Callable[[], T]) -> T | None:
        """Return what `rule` returns, None when it refuses."""
        try:
            return rule()
        except RequestRefused as refused:
            if not isinstance(refused.errors, str):
                self._errors.update(refused.errors)
                self._codes.add(refused.code)
            return None

    def raise_if_any(self) -> None:
        """Raise RequestRefused 422 with all that was refused."""
        if self._errors:
            code = self._codes.pop() if len(self._codes) == 1 else "invalid_field"
            raise RequestRefused(422, self._errors, code=code)


def normal_code(text: str) -> str:
    """Return a code without blanks and dashes, in lower case."""
    return _DROPPED.sub("", text).casefold()


def draw_code() -> str:
    """Return a random code of 16 characters."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(16))


def check_new_card(body: Body, switches: Switches) -> CardToCreate:
    """Return what a create asks for. Raises RequestRefused with every fault found."""
    errors = FieldErrors()
    currency = errors.check(lambda: _currency(body, switches)) or switches.currency
    value = errors.check(lambda: _initial_value(body, currency, switches))
    code = errors.check(lambda: _code(body.get("code")))
    note = errors.check(lambda: text_of(body, "note"))
    expires_on = errors.check(lambda: expiry_of(body))
    template = errors.check(lambda: text_of(body, "template_suffix"))
    errors.raise_if_any()
    return CardToCreate(value or 0, currency, code, note, expires_on, template)


def currencies_of(switches: Switches) -> tuple[str, ...]:
    """Return what a create may name, the shop's own currency first; empty where every one is allowed."""
    named = switches.currencies.replace(",", " ").split()
    return tuple(dict.fromkeys((switches.currency, *named))) if named else ()


def _currency(body: Body, switches: Switches) -> str:
    given = body.get("currency")
    if given is None or not switches.other_currencies:
        return switches.currency
    if not isinstance(given, str) or not _CURRENCY.fullmatch(given):
        raise invalid("currency", "is invalid")
    if switches.currencies and given not in currencies_of(switches):
        raise invalid("currency", "is not sold by this shop", "currency_not_sold")
    return given


def _initial_value(body: Body, currency: str, switches: Switches) -> int:
    value = money_of(body, "initial_value", currency)
    if value <= 0:
        raise invalid("initial_value", "must be greater than 0")
    _check_limit("initial_value", value, currency, switches)
    return value


def _code(given: object) -> str | None:
    if given is None:
        return None
    if type(given) is not str:
        raise invalid("code", "is invalid")
    code, wrong = normal_code(given), []
    if len(code) < SHORTEST_CODE:
        wrong.append(f"must be at least {SHORTEST_CODE} characters long")
    if len(code) > LONGEST_CODE:
        wrong.append(f"must be at most {LONGEST_CODE} characters long")
    if not _CODE.fullmatch(code):
        wrong.append("can only contain letters(a-z) and numbers(0-9)")
    if wrong:
        raise RequestRefused(422, {"code": wrong}, code="invalid_field")
    return code


def money_of(body: Body, field: str, currency: str) -> int:
    """Return minor units of a number or a string. Raises RequestRefused."""
    given = body.get(field)
    if given is None:
        raise invalid(field, "can't be blank")
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise invalid(field, "is not a number")
    try:
        return parse_wire(str(given), currency)
    except ValueError as error:
        if str(error).startswith("too many"):
            raise invalid(field, f"can't have more than {exponent(currency)} decimal places") from None
        raise invalid(field, "is not a number") from None


_limit = lru_cache(200)(parse_wire)  # of the few currencies of a shop


def _check_limit(field: str, value: int, currency: str, switches: Switches) -> None:
    limit = _limit(switches.issue_limit, currency)
    if value > limit:
        raise invalid(field, f"can't exceed {_readable_money(limit, currency)}", "limit_exceeded")


def _readable_money(minor: int, currency: str) -> str:
    """Return money as in "$2,000.00 USD"."""
    whole, dot, fraction = wire_text(minor, currency).partition(".")
    return f"{_SYMBOLS.get(currency, '')}{int(whole):,}{dot}{fraction} {currency}"


def check_balance(balance: int, currency: str, switches: Switches) -> None:
    """Raise RequestRefused for a balance that no card may have."""
    if balance < 0:
        raise invalid("balance", "must be greater than or equal to 0", "insufficient_balance")
    _check_limit("balance", balance, currency, switches)


def check_spendable(disabled_at: int | None, expires_on: str | None, today: date) -> None:
    """Raise RequestRefused for a card that is disabled, or expired: from the midnight after its day."""
    if disabled_at is not None:
        raise deactivated()
    if expires_on is not None and date.fromisoformat(expires_on) < today:
        raise invalid("base", "The gift card is expired.", "card_expired")


def text_of(body: Body, field: str) -> str | None:
    """Return a text that every database can store, None when there is none. Raises RequestRefused."""
    given = body.get(field)
    if given is None:
        return None
    if type(given) is not str:  # a number keeps its text in a subclass of str (wire.NumberText)
        raise invalid(field, "is invalid")
    if len(given) > LONGEST[field]:
        raise invalid(field, f"is too long (maximum is {LONGEST[field]} characters)")
    if "\x00" in given or any("\ud800" <= letter <= "\udfff" for letter in given):
        raise invalid(field, "contains invalid characters")
    return given


def expiry_of(body: Body) -> str | None:
    """Return a bare date as ISO text, None when there is none. Raises RequestRefused."""
    given = body.get("expires_on")
    if given is None:
        return None
    if isinstance(given, str) and _DATE.fullmatch(given):
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            pass
    raise invalid("expires_on", "is invalid")
