"""The shop's own settings: each key with its default, its check, and nothing else accepted."""

from __future__ import annotations

from collections.abc import Callable

from core.domain.limits import OfflineLimits
from core.domain.money import parse_currency, parse_typed, wire_text
from core.errors import BadInput
from core.services.journal import Journal
from core.store import cards, notes
from core.store.database import Database

_TEXT_MOST = 60
_TILLS_MOST = 1000
_DAYS_MOST = 365
_AMOUNTS = ("offline.per_sale", "offline.per_card_day", "offline.per_till")

DEFAULTS = {
    "shop.name": "Harbour Books",
    "till.name": "Till 1",
    "clerk.name": "",
    "shop.tills": "1",
    "currency": "USD",
    "offline.per_sale": "50.00",
    "offline.per_card_day": "100.00",
    "offline.per_till": "500.00",
    "offline.balance_days": "7",
    "window.appearance": "system",
    "window.language": "system",
}
APPEARANCES = ("system", "light", "dark", "contrast")
LANGUAGES = ("system", "en", "de")


class Preferences:
    """Text in, text out; the check of each key says what is expected. `journal` None: no till works here yet."""

    def __init__(self, database: Database, journal: Journal | None = None) -> None:
        self._database = database
        self._journal = journal

    def get(self, key: str) -> str:
        """Raises BadInput for a key that does not exist."""
        _known(key)
        return self.all()[key]

    def all(self) -> dict[str, str]:
        with self._database.reading() as connection:
            stored = notes.preferences(connection)
        return {key: stored.get(key, default) for key, default in DEFAULTS.items()}

    def set(self, key: str, value: str) -> str:
        """Stores the value in its normal form and returns that. Raises BadInput."""
        _known(key)
        normal = _CHECKS.get(key, _amount_check(self.get("currency")))(key, value.strip())
        changed = {key: normal} | (_limits_in(normal, self.all()) if key == "currency" else {})
        with self._database.writing() as connection:
            if key == "currency" and not cards.sells_in(connection, normal):
                raise BadInput("setting.currency", currency=normal)
            for name, text in changed.items():
                notes.set_preference(connection, name, text)
                if self._journal is not None:
                    self._journal.write(connection, "setting", values={"key": name, "value": text})
        return normal

    def limits(self) -> OfflineLimits:
        """The offline limits in minor units of the shop's currency."""
        values = self.all()
        currency = values["currency"]
        sale, day, till = (
            parse_typed(values[f"offline.{name}"], currency) for name in ("per_sale", "per_card_day", "per_till")
        )
        return OfflineLimits(currency, sale, day, till, int(values["offline.balance_days"]))

    def tills(self) -> int:
        """How many tills share what the service allows the shop."""
        return int(self.get("shop.tills"))


def _limits_in(currency: str, values: dict[str, str]) -> dict[str, str]:
    """The limits keep their whole number in another currency; the manager sets them anew if that is not enough."""
    return {name: wire_text(parse_typed(values[name].partition(".")[0], currency), currency) for name in _AMOUNTS}


def _known(key: str) -> None:
    if key not in DEFAULTS:
        raise BadInput("start.setting_unknown", key=key)


def _text(key: str, value: str) -> str:
    if len(value) > _TEXT_MOST or not value.isprintable():
        raise BadInput("setting.text", key=key, value=value[:_TEXT_MOST], most=_TEXT_MOST)
    return value


def _named(key: str, value: str) -> str:
    if not value:
        raise BadInput("setting.text", key=key, value=value, most=_TEXT_MOST)
    return _text(key, value)


def _choice(*choices: str) -> Callable[[str, str], str]:
    def check(key: str, value: str) -> str:
        if value not in choices:
            raise BadInput("setting.choice", key=key, value=value, choices=", ".join(choices))
        return value

    return check


def _currency(_key: str, value: str) -> str:
    return parse_currency(value)


def _amount_check(currency: str) -> Callable[[str, str], str]:
    return lambda _key, value: wire_text(parse_typed(value, currency), currency)


def _count(least: int, most: int) -> Callable[[str, str], str]:
    def check(key: str, value: str) -> str:
        if not (value.isascii() and value.isdigit() and least <= int(value[:9]) <= most):
            raise BadInput("setting.count", key=key, value=value[:_TEXT_MOST], least=least, most=most)
        return str(int(value))

    return check


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "shop.name": _named,
    "till.name": _named,
    "clerk.name": _text,
    "currency": _currency,
    "shop.tills": _count(1, _TILLS_MOST),
    "offline.balance_days": _count(0, _DAYS_MOST),
    "window.appearance": _choice(*APPEARANCES),
    "window.language": _choice(*LANGUAGES),
}
