"""The shop's own settings: each key with its default, its check, and nothing else accepted."""

from __future__ import annotations

from collections.abc import Callable

from core.domain.limits import OfflineLimits
from core.domain.money import parse_currency, parse_typed, wire_text
from core.errors import BadInput
from core.store import notes
from core.store.database import Database

_TEXT_MOST = 60

DEFAULTS = {
    "shop.name": "Harbour Books",
    "till.name": "Till 1",
    "clerk.name": "",
    "currency": "USD",
    "offline.per_sale": "50.00",
    "offline.per_card_day": "100.00",
    "offline.per_till": "500.00",
    "window.appearance": "system",
}
APPEARANCES = ("system", "light", "dark", "contrast")


class Preferences:
    """Text in, text out; the check of each key says what is expected."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
            for name, text in changed.items():
                notes.set_preference(connection, name, text)
        return normal

    def limits(self) -> OfflineLimits:
        """The offline limits in minor units of the shop's currency."""
        values = self.all()
        currency = values["currency"]
        sale, day, till = (
            parse_typed(values[f"offline.{name}"], currency) for name in ("per_sale", "per_card_day", "per_till")
        )
        return OfflineLimits(currency, sale, day, till)


def _limits_in(currency: str, values: dict[str, str]) -> dict[str, str]:
    """The limits keep their whole number in another currency; the manager sets them anew if that is not enough."""
    names = [name for name in DEFAULTS if name.startswith("offline.")]
    return {name: wire_text(parse_typed(values[name].partition(".")[0], currency), currency) for name in names}


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


def _appearance(key: str, value: str) -> str:
    if value not in APPEARANCES:
        raise BadInput("setting.choice", key=key, value=value, choices=", ".join(APPEARANCES))
    return value


def _currency(_key: str, value: str) -> str:
    return parse_currency(value)


def _amount_check(currency: str) -> Callable[[str, str], str]:
    return lambda _key, value: wire_text(parse_typed(value, currency), currency)


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "shop.name": _named,
    "till.name": _named,
    "clerk.name": _text,
    "currency": _currency,
    "window.appearance": _appearance,
}
