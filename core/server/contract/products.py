"""What the shop sells: the rules of a product of the catalogue, and how it is written.

A product says for each currency which amounts it is sold for: fixed ones, any between two, or both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.domain.money import exponent, parse_wire, wire_text
from core.server.contract.card_rules import Body, FieldErrors, currencies_of
from core.server.contract.refusals import RequestRefused, invalid
from core.server.contract.switches import Switches

ID_PATTERN = "[a-z0-9][a-z0-9-]{0,39}"
LONGEST_NAME, LONGEST_SUFFIX = 120, 255
MOST_FIXED, MOST_CURRENCIES, MOST_COUNTRIES = 50, 40, 250
_ID = re.compile(ID_PATTERN, re.ASCII)
_CURRENCY = re.compile("[A-Z]{3}", re.ASCII)
_COUNTRY = re.compile("[A-Z]{2}", re.ASCII)
_BOUNDS = ("min", "max", "step")


@dataclass(frozen=True, slots=True)
class Denomination:
    """What a product is sold for in one currency, in minor units. `least` and `most` are there together, or not.

    `step`: amounts between the two are `least` and whole steps more; None for any amount.
    """

    fixed: tuple[int, ...] = ()
    least: int | None = None
    most: int | None = None
    step: int | None = None

    def sells(self, amount: int) -> bool:
        """Return whether a card of this amount can be bought."""
        if amount in self.fixed:
            return True
        if self.least is None or self.most is None or not self.least <= amount <= self.most:
            return False
        return self.step is None or (amount - self.least) % self.step == 0


@dataclass(frozen=True, slots=True)
class Product:
    """A product. `countries` are ISO 3166 codes, none is everywhere; `denominations` by currency."""

    id: str
    name: str
    brand: str | None
    template_suffix: str | None
    countries: tuple[str, ...]
    denominations: Mapping[str, Denomination]
    choice: bool
    active: bool


def new_product(body: Body, switches: Switches) -> Product:
    """Return the product that `body` describes. Raises RequestRefused 422, with `invalid_product` and every fault."""
    errors = FieldErrors()
    found: dict[str, Any] = {"id": errors.check(lambda: _id(body.get("id")))}
    rules = _rules(switches)
    defaults: Body = {"countries": [], "choice": False, "active": True}
    for field, rule in rules.items():
        found[field] = errors.check(_Checked(rule, field, body.get(field, defaults.get(field))))
    _raise(errors)
    return Product(**found)


def changed_product(product: Product, body: Body, switches: Switches) -> Product:
    """Return the product with what `body` names of it; its id stays. Raises RequestRefused as `new_product` does."""
    errors = FieldErrors()
    if body.get("id", product.id) != product.id:
        errors.check(lambda: _refuse("id", "is not the id of this product"))
    rules = _rules(switches)
    changes: dict[str, Any] = {
        field: errors.check(_Checked(rules[field], field, body[field])) for field in rules if field in body
    }
    _raise(errors)
    return replace(product, **changes)


def product_json(product: Product) -> dict[str, object]:
    """Return the product as replies have it; money is text."""
    sold = {currency: _denomination_json(each, currency) for currency, each in product.denominations.items()}
    return {
        "id": product.id,
        "name": product.name,
        "brand": product.brand,
        "template_suffix": product.template_suffix,
        "countries": list(product.countries),
        "denominations": sold,
        "choice": product.choice,
        "active": product.active,
    }


def kept_product(content: Mapping[str, Any]) -> Product:
    """Return a product from what `product_json` made of it."""
    sold = {currency: _kept(each, currency) for currency, each in content["denominations"].items()}
    return Product(**{**content, "countries": tuple(content["countries"]), "denominations": sold})


def unknown_product() -> RequestRefused:
    """Return the 404 of a product that is not there."""
    return RequestRefused(404, "Not Found", code="unknown_product")


_Rule = Callable[[str, object], object]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A rule with what it is asked about."""

    rule: _Rule
    field: str
    given: object

    def __call__(self) -> object:
        return self.rule(self.field, self.given)


def _rules(switches: Switches) -> dict[str, _Rule]:
    return {
        "name": _name,
        "brand": lambda field, given: None if given is None else _line(field, given, LONGEST_NAME),
        "template_suffix": lambda field, given: None if given is None else _line(field, given, LONGEST_SUFFIX),
        "countries": _countries,
        "denominations": lambda field, given: _denominations(field, given, switches),
        "choice": _flag,
        "active": _flag,
    }


def _raise(errors: FieldErrors) -> None:
    try:
        errors.raise_if_any()
    except RequestRefused as refused:
        raise RequestRefused(422, refused.errors, code="invalid_product") from None


def _refuse(field: str, message: str) -> object:
    raise invalid(field, message)


def _id(given: object) -> str:
    if type(given) is not str or not _ID.fullmatch(given):
        raise invalid("id", "must be of small letters, digits and dashes, 40 at most")
    return given


def _name(field: str, given: object) -> str:
    if given is None:
        raise invalid(field, "can't be blank")
    return _line(field, given, LONGEST_NAME)


def _line(field: str, given: object, longest: int) -> str:
    """Return a text of one line, without blanks around it."""
    if type(given) is not str or not given.isprintable():
        raise invalid(field, "is invalid")
    if not given.strip():
        raise invalid(field, "can't be blank")
    if len(given.strip()) > longest:
        raise invalid(field, f"is too long (maximum is {longest} characters)")
    return given.strip()


def _flag(field: str, given: object) -> bool:
    if not isinstance(given, bool):
        raise invalid(field, "must be true or false")
    return given


def _countries(field: str, given: object) -> tuple[str, ...]:
    named = given if isinstance(given, list) else [None]
    if not all(type(each) is str and _COUNTRY.fullmatch(each) for each in named) or len(named) > MOST_COUNTRIES:
        raise invalid(field, "must be a list of codes of two letters, as US")
    return tuple(dict.fromkeys(named))


def _denominations(field: str, given: object, switches: Switches) -> dict[str, Denomination]:
    if not isinstance(given, dict) or not given:
        raise invalid(field, "must say for at least one currency what the product is sold for")
    allowed = currencies_of(switches)
    if not switches.other_currencies:
        allowed = (switches.currency,)
    if len(given) > MOST_CURRENCIES:
        raise invalid(field, f"has too many currencies (maximum is {MOST_CURRENCIES})")
    found: dict[str, Denomination] = {}
    for currency, sold in given.items():
        if not _CURRENCY.fullmatch(currency):
            raise invalid(field, "must be named by currencies of three letters, as USD")
        if allowed and currency not in allowed:
            raise invalid(field, f"{currency} is not sold by this shop")
        found[currency] = _denomination(field, sold, currency, switches)
    return found


def _denomination(field: str, given: object, currency: str, switches: Switches) -> Denomination:
    if not isinstance(given, dict):
        raise invalid(field, f"{currency} must be an object")
    listed = given.get("fixed", [])
    if not isinstance(listed, list) or len(listed) > MOST_FIXED:
        raise invalid(field, f"{currency}: fixed must be a list of {MOST_FIXED} amounts at most")
    fixed = tuple(sorted({_amount(field, "fixed", each, currency) for each in listed}))
    bounds = (None if given.get(part) is None else _amount(field, part, given[part], currency) for part in _BOUNDS)
    sold = Denomination(fixed, *bounds)
    _check_denomination(field, sold, currency, switches)
    return sold


def _check_denomination(field: str, sold: Denomination, currency: str, switches: Switches) -> None:
    if (sold.least is None) is not (sold.most is None):
        raise invalid(field, f"{currency}: min and max stand together")
    if sold.least is None and sold.step is not None:
        raise invalid(field, f"{currency}: step stands with min and max")
    if sold.least is None and not sold.fixed:
        raise invalid(field, f"{currency}: there are neither fixed amounts nor min and max")
    if sold.least is not None and sold.most is not None and sold.least > sold.most:
        raise invalid(field, f"{currency}: min is above max")
    limit = parse_wire(switches.issue_limit, currency)
    if max([sold.most or 0, *sold.fixed]) > limit:
        raise invalid(field, f"{currency}: nothing above {wire_text(limit, currency)} can be on a card")


def _amount(field: str, part: str, given: object, currency: str) -> int:
    """Return minor units above zero of a text, or of a number as it was written."""
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise invalid(field, f"{currency}: {part} is not a number")
    try:
        amount = parse_wire(str(given), currency)
    except ValueError:
        told = f"{currency}: {part} is not an amount with {exponent(currency)} decimal places at most"
        raise invalid(field, told) from None
    if amount <= 0:
        raise invalid(field, f"{currency}: {part} must be greater than 0")
    return amount


def _denomination_json(sold: Denomination, currency: str) -> dict[str, object]:
    bounds = zip(_BOUNDS, (sold.least, sold.most, sold.step), strict=True)
    told = {part: None if amount is None else wire_text(amount, currency) for part, amount in bounds}
    return {"fixed": [wire_text(amount, currency) for amount in sold.fixed], **told}


def _kept(content: Mapping[str, Any], currency: str) -> Denomination:
    bounds = (None if content[part] is None else parse_wire(content[part], currency) for part in _BOUNDS)
    return Denomination(tuple(parse_wire(text, currency) for text in content["fixed"]), *bounds)
