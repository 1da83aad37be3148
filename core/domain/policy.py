"""The policy of a shop for its gift cards, by the law of a country or as a manager wrote it: a few dated settings.

Each rule has its source. It informs, and is no legal advice: nothing is refused because of it (docs/policy.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.domain.command import Command, Issue, TopUp, Update
from core.domain.digits import plain_digits
from core.domain.money import Money, parse_currency, parse_typed
from core.domain.outcome import Message
from core.errors import BadInput

PROFILE: Final = "policy.profile"
EXPIRY: Final = "policy.expiry"
CASH_BELOW: Final = "policy.cash_below"
CARD_MOST: Final = "policy.card_most"
VOUCHERS_SOURCE: Final = "policy.vouchers_source"
LOOKED_AT: Final = "policy.looked_at"
EDITED: Final = "policy.edited"
"""The day of the last change and who made it; nobody writes it by hand."""
NONE, OWN = "none", "own"
NEVER: Final = "never"
"""Cards have no last day at all."""
SOLD: Final = "sold"
"""The kind of a card that is paid for: the laws leave out what is given away."""
YEARS: Final = tuple(str(years) for years in range(1, 11))
SOURCE_MOST: Final = 200
_LOOKED_AT: Final = "2026-12-01"


def source_of(rule: str) -> str:
    """Return the setting with the source of a rule."""
    return f"{rule}_source"


RULES: Final = (
    *(EXPIRY, source_of(EXPIRY), CASH_BELOW, source_of(CASH_BELOW), CARD_MOST, source_of(CARD_MOST)),
    *(VOUCHERS_SOURCE, LOOKED_AT),
)
"""The settings of a profile, in the order in which people read them."""
DEFAULTS: Final = {PROFILE: NONE, **dict.fromkeys(RULES, ""), EDITED: ""}

_US = {
    EXPIRY: "5",
    source_of(EXPIRY): "15 U.S.C. 1693l-1; 12 CFR 1005.20",
    CARD_MOST: "2000.00 USD",
    source_of(CARD_MOST): "31 CFR 1010.100 (ff)(4)(iii)(A)",
}
_EU = {VOUCHERS_SOURCE: "Directive (EU) 2016/1065; Directive 2006/112/EC, Articles 30a and 30b"}
_CALIFORNIA = {
    EXPIRY: NEVER,
    source_of(EXPIRY): "California Civil Code 1749.5 (a)",
    CASH_BELOW: "15.00 USD",
    source_of(CASH_BELOW): "California Civil Code 1749.5 (b), as amended by SB 22 from 2026-04-01",
}
_PROFILES: Final[dict[str, dict[str, str]]] = {
    NONE: {},
    "us": _US,
    "us-ca": _US | _CALIFORNIA,
    "eu": _EU,
    "ie": _EU | {EXPIRY: "5", source_of(EXPIRY): "Ireland, Consumer Protection (Gift Vouchers) Act 2019"},
    "au": {EXPIRY: "3", source_of(EXPIRY): "Australia, Treasury Laws Amendment (Gift Cards) Act 2018"},
}
CHOICES: Final = (*_PROFILES, OWN)
"""The names of the profiles; OWN is whatever a manager made of one."""


@dataclass(frozen=True, slots=True)
class PolicyRule:
    """`value` as the setting has it, "" for no rule; `source` names the law or whose rule it is."""

    value: str
    source: str

    @property
    def shown(self) -> str:
        """Return the source as the end of a sentence about the rule; "" where none is given."""
        return f" ({self.source})" if self.source else ""


@dataclass(frozen=True, slots=True)
class CardTerm:
    """How long a card can be used: until `expires_on` (ISO, None: no end), counted from the day it was sold on.

    `sold_on` is None for a card that this till gave away.
    """

    expires_on: str | None
    sold_on: date | None


@dataclass(frozen=True, slots=True)
class ShopPolicy:
    """What counts in the shop now. `edited`: the day and who; `looked_at`: when the sources were looked at, ISO."""

    profile: str
    expiry: PolicyRule
    cash_below: PolicyRule
    card_most: PolicyRule
    vouchers: PolicyRule
    looked_at: str
    edited: str

    def about(self, command: Command, today: date, term: CardTerm | None = None) -> Message | None:
        """Return what is to be said of the last day of a card once this is done; None for nothing.

        `term` is the card's before an edit or a top-up; None where nothing is known of it.
        """
        if isinstance(command, Issue) and command.kind == SOLD:
            return self._about_end(command.expires_on, today)
        if term is None or term.sold_on is None:
            return None
        if isinstance(command, Update):
            return self._about_end(dict(command.changes).get("expires_on"), term.sold_on)
        if isinstance(command, TopUp):
            return self._about_end(term.expires_on, today, "policy.early_top_up")
        return None

    def about_order(self, issues: Iterable[Issue], today: date) -> Message | None:
        """Return what is to be said of all new cards of an order, with how many it is said of; None for nothing."""
        said = [message for each in issues if (message := self.about(each, today)) is not None]
        return Message(f"{said[0].key}_many", said[0].values | {"count": len(said)}) if said else None

    def _about_end(self, expires_on: str | None, begun: date, early: str = "policy.early") -> Message | None:
        """Return what is to be said of a card whose time began on a day and that can be used until another."""
        least = self.expiry.value
        told: dict[str, object] = {"source": self.expiry.shown}
        if not least or expires_on is None:
            return None
        if least == NEVER:
            return Message("policy.never", told)
        ends_early = date.fromisoformat(expires_on) < years_later(begun, int(least))
        return Message(early, {"years": least} | told) if ends_early else None

    def about_rest(self, rest: Money) -> Message | None:
        """Return what is to be said of a card with so little on it that it can be paid out; None for nothing."""
        mark = money_of(self.cash_below.value)
        if mark is None or rest.currency != mark.currency or not 0 < rest.minor < mark.minor:
            return None
        return Message("policy.cash_out", {"mark": mark, "source": self.cash_below.shown})


def policy_of(values: Mapping[str, str]) -> ShopPolicy:
    """Return the policy among all settings of a shop."""
    expiry, cash, most = (PolicyRule(values[each], values[source_of(each)]) for each in (EXPIRY, CASH_BELOW, CARD_MOST))
    vouchers = PolicyRule(values["shop.vouchers"], values[VOUCHERS_SOURCE])
    return ShopPolicy(values[PROFILE], expiry, cash, most, vouchers, values[LOOKED_AT], values[EDITED])


def rules_of(profile: str) -> dict[str, str]:
    """Return all rules of a profile that comes with the program."""
    known = _PROFILES[profile]
    return dict.fromkeys(RULES, "") | known | {LOOKED_AT: _LOOKED_AT if known else ""}


def completed(values: Mapping[str, str]) -> dict[str, str]:
    """Return settings that are to be stored with what follows: a profile brings its rules, a rule makes an own copy."""
    rules = [key for key in values if key in RULES]
    if rules and PROFILE not in values:
        return {**values, PROFILE: OWN}
    chosen = values.get(PROFILE, "").strip()
    return {**values, **rules_of(chosen)} if chosen in _PROFILES and not rules else dict(values)


def is_policy(key: str) -> bool:
    """Tell whether a setting is part of the policy."""
    return key in DEFAULTS


def money_of(text: str) -> Money | None:
    """Return an amount with its currency, as the settings keep it; None for none."""
    amount, _, currency = text.partition(" ")
    return Money(parse_typed(amount, currency), currency) if text else None


def parse_amount(text: str, currency: str) -> str:
    """Return an amount of a rule in its normal form; without a currency it is of this one. "" for none.

    Raises BadInput.
    """
    if not text:
        return ""
    amount, _, named = text.partition(" ")
    money = Money(0, parse_currency(named) if named else currency)
    minor = parse_typed(amount, money.currency)
    return str(Money(minor, money.currency)) if minor else ""


def parse_day(key: str, text: str) -> str:
    """Return an ISO day, or "" for none. Raises BadInput."""
    if not text:
        return ""
    try:
        return date.fromisoformat(plain_digits(text)).isoformat()
    except ValueError:
        raise BadInput("policy.day", key=key, value=text[:SOURCE_MOST]) from None


def parse_source(key: str, text: str) -> str:
    """Return a source as it was written. Raises BadInput for one that is too long or no text."""
    if len(text) > SOURCE_MOST or not text.isprintable():
        raise BadInput("setting.text", key=key, value=text[:SOURCE_MOST], most=SOURCE_MOST)
    return text


def years_later(day: date, years: int) -> date:
    """Return the same day that many years on; the 29 February becomes the 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)
