"""Money is whole minor units and an ISO 4217 currency. Parsed by regular expression, never through float."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.domain.digits import plain_amount
from core.errors import BadInput

# Minor-unit exponents that differ from 2, from ISO 4217.
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_EXPONENTS = dict.fromkeys(_NONE.split(), 0) | dict.fromkeys(_THREE.split(), 3)
_LARGEST_WHOLE = 200_000
# A unit of these is worth so little that a card of an ordinary value has thousands or millions of them.
_WEAK = (
    "AMD ARS BIF CLP COP CRC DJF GNF HUF IDR IQD IRR ISK JPY KHR KMF KRW KZT LAK LBP LKR MGA MMK MNT NGN PKR PYG RSD "
    "RWF SLE SOS SYP TZS UGX UYI UZS VND VUV XAF XOF XPF YER"
)
_WIRE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,3})?", re.ASCII)
_TYPED = re.compile(r"([0-9]{1,9})?(?:[.,]([0-9]{1,3}))?", re.ASCII)
_LARGE = re.compile(r"[0-9]{10,}(?:[.,][0-9]*)?", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,' \u00a0\u202f\u2019][0-9]{3})+(?:[.,][0-9]*)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def exponent(currency: str) -> int:
    """Return the decimals of `currency` (ISO 4217): 2 unless listed otherwise."""
    return _EXPONENTS.get(currency, 2)


def largest(currency: str) -> int:
    """Return the most, in minor units, that the till believes can be on one card of `currency`.

    It is the only place for this limit: nothing larger is sold, and a service that tells of a change of more than
    twice this is not believed.
    """
    whole = _LARGEST_WHOLE * (1000 if currency in _WEAK.split() else 1)
    return whole * int(10 ** exponent(currency))


def parse_currency(text: str) -> str:
    """Return an ISO 4217 code in upper case. Raises BadInput."""
    if not _CURRENCY.fullmatch(text.strip().upper()):
        raise BadInput("money.currency", text=text)
    return text.strip().upper()


def parse_wire(text: str, currency: str) -> int:
    """Read the minor units of a money string of the API (docs/security.md 4). Raises ValueError."""
    if not _WIRE.fullmatch(text):
        raise ValueError(f"not money: {text[:40]!r}")
    whole, _, fraction = text.lstrip("-").partition(".")
    digits = exponent(currency)
    if fraction[digits:].strip("0"):
        raise ValueError(f"too many decimals for {currency}: {text!r}")
    minor = int(whole + fraction[:digits].ljust(digits, "0"))
    return -minor if text.startswith("-") else minor


def wire_text(minor: int, currency: str) -> str:
    """Write the API's money string, with the currency's decimals: 2500 USD is "25.00"."""
    digits = exponent(currency)
    sign, body = ("-" if minor < 0 else ""), str(abs(minor)).rjust(digits + 1, "0")
    return f"{sign}{body[:-digits]}.{body[-digits:]}" if digits else sign + body


def parse_typed(text: str, currency: str) -> int:
    """Read minor units of an amount as a person types it, in any script's digits: 25, 25.5, 25,50. Not negative.

    Raises BadInput.
    """
    typed = plain_amount(text.strip())
    match = _TYPED.fullmatch(typed)
    if not match or not (match[1] or match[2]):
        raise BadInput(_fault(typed, "money.shape"), text=text)
    digits, fraction = exponent(currency), match[2] or ""
    if len(fraction) > digits:
        raise BadInput(_fault(typed, "money.decimals"), text=text, currency=currency)
    return int((match[1] or "0") + fraction.ljust(digits, "0"))


def _fault(text: str, otherwise: str) -> str:
    """Return the key of what is wrong: 1,000 is no slip in the decimals, and 10000000000 no slip in the shape."""
    if _GROUPED.fullmatch(text):
        return "money.grouped"
    return "money.large" if _LARGE.fullmatch(text) else otherwise


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount for people: `minor` units of `currency`."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return f"{wire_text(self.minor, self.currency)} {self.currency}"
