"""The shop's own settings: each key with its default, its check, and nothing else accepted."""

from __future__ import annotations

from collections.abc import Callable

from core.domain.design import Design, amounts_text, design_text, parse_amounts, parse_designs
from core.domain.digits import plain_digits
from core.domain.keyboards import settings as keyboard_settings
from core.domain.limits import OfflineLimits
from core.domain.money import Money, parse_currency, parse_typed, wire_text
from core.domain.outcome import Said
from core.domain.printer import parse_printer
from core.domain.scanner import LONGEST_PAUSE_MS, PAUSE_MS, Scanner
from core.domain.staff import Act, Proposal
from core.errors import BadInput
from core.services.books.journal import Journal
from core.services.people.staff import Staff
from core.store import notes, terms
from core.store.database import Database

_TEXT_MOST = 60
_TILLS_MOST = 1000
_DAYS_MOST = 365
_IDLE_MOST = 120
"""Minutes."""
_AMOUNTS = (
    "offline.per_sale",
    "offline.per_card_day",
    "offline.per_till",
    "manager.top_up",
    "manager.cash_out",
    "manager.reverse",
)
_AROUND_MOST = 12
_PERSONAL = frozenset({"window.appearance", "window.language", "window.sounds"})
"""What everybody may choose for the screen in front of them."""

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
    "manager.top_up": "200.00",
    "manager.cash_out": "15.00",
    "manager.reverse": "50.00",
    "card.printer": "",
    "window.appearance": "system",
    "sell.designs": "Classic, green; Birthday, plum, birthday; Winter, blue, winter",
    "sell.amounts": "25 50 100 150",
    "window.language": "system",
    "window.sounds": "off",
    "window.idle_lock": "2",
    "scan.pause": str(PAUSE_MS),
    "scan.pace": "0",
    "scan.prefix": "",
    "scan.suffix": "",
    "scan.terminator": "any",
    "scan.layout": "",
    "receipt.when": "ask",
    "receipt.paper": "80mm",
    "receipt.printer": "",
    "receipt.drawer": "off",
    "card.barcode": "on",
    "label.printer": "",
}
ON_PAPER = ("shop.name", "currency", "till.name")
"""What must be known before a card, a receipt or the sheets of an order are printed."""
APPEARANCES = ("system", "light", "dark", "contrast")
LANGUAGES = ("system", "en", "de")
RECEIPTS = ("always", "ask", "never")
TERMINATORS = ("any", "enter", "tab", "lf", "none")
PAPERS = ("80mm", "58mm", "A4", "PDF")


class Preferences:
    """Text in, text out; the check of each key says what is expected. `journal` None: no till works here yet.

    `real`: on a real service, where names that nobody chose are never printed. The sandbox has a believable one.
    """

    def __init__(
        self, database: Database, journal: Journal | None = None, staff: Staff | None = None, *, real: bool = False
    ) -> None:
        self._database = database
        self._journal = journal
        self._staff = staff
        self._real = real

    def get(self, key: str) -> str:
        """Raises BadInput for a key that does not exist."""
        _known(key)
        return self.all()[key]

    def all(self) -> dict[str, str]:
        with self._database.reading() as connection:
            stored = notes.preferences(connection)
        return {key: stored.get(key, default) for key, default in DEFAULTS.items()}

    def unnamed(self) -> tuple[str, ...]:
        """Return which of the names on paper nobody has set by hand: only what was set by hand is stored.

        A currency that the service makes cards in anyway needs no hand.
        """
        if not self._real:
            return ()
        with self._database.reading() as connection:
            stored = notes.preferences(connection)
            missing = tuple(key for key in ON_PAPER if key not in stored)
            if "currency" in missing and terms.card_currencies(connection).usual == DEFAULTS["currency"]:
                missing = tuple(key for key in missing if key != "currency")
        return missing

    def shop_on_paper(self) -> str:
        """Return what the shop is called on cards and receipts; "" until all names on paper are known."""
        return "" if self.unnamed() else self.get("shop.name")

    def said_of_paper(self) -> tuple[Said, ...]:
        """Return what a person should hear at the start: that nothing can be printed yet, and where to mend it."""
        return (Said("print.unnamed"),) if self.unnamed() else ()

    def shown(self) -> dict[str, str]:
        """Return all settings as people see them: a name that nobody has set is empty, not somebody else's."""
        return self.all() | dict.fromkeys(self.unnamed(), "")

    def set(self, key: str, value: str) -> str:
        """Stores the value in its normal form and returns that. Raises BadInput."""
        _known(key)
        normal = self._check(key)(key, value.strip())
        changed = {key: normal} | (_limits_in(normal, self.all()) if key == "currency" else {})
        with self._database.writing() as connection:
            approver = ""
            if self._staff is not None and key not in _PERSONAL:
                approver = self._staff.require(connection, Act.SETTINGS, proposal=Proposal(detail=f"{key} = {normal}"))
            if key == "currency" and not terms.card_currencies(connection).makes(normal):
                raise BadInput("setting.currency", currency=normal)
            for name, text in changed.items():
                notes.set_preference(connection, name, text)
                if self._journal is not None:
                    self._journal.write(
                        connection,
                        "setting",
                        values={"key": name, "value": text} | ({"approver": approver} if approver else {}),
                    )
        return normal

    def _check(self, key: str) -> Callable[[str, str], str]:
        return _CHECKS.get(key) or _IN_CURRENCY.get(key, _amount_check)(self.get("currency"))

    def limits(self) -> OfflineLimits:
        """The offline limits in minor units of the shop's currency."""
        values = self.all()
        currency = values["currency"]
        sale, day, till = (
            parse_typed(values[f"offline.{name}"], currency) for name in ("per_sale", "per_card_day", "per_till")
        )
        return OfflineLimits(currency, sale, day, till, int(values["offline.balance_days"]))

    def largest(self, key: str) -> Money:
        """Beyond it this needs a manager, where there is one; `key` is a limit like manager.top_up."""
        values = self.all()
        return Money(parse_typed(values[key], values["currency"]), values["currency"])

    def designs(self) -> tuple[Design, ...]:
        """What the shop sells; the first one is the usual one."""
        return parse_designs(self.get("sell.designs"))

    def ready_amounts(self) -> tuple[int, ...]:
        """What cards are usually sold for, minor units of the shop's currency."""
        values = self.all()
        return parse_amounts(values["sell.amounts"], values["currency"])

    def scanner(self) -> Scanner:
        """How the scanner at this till types."""
        values = self.all()
        return Scanner(
            pause_ms=int(values["scan.pause"]),
            pace_ms=int(values["scan.pace"]),
            prefix=values["scan.prefix"],
            suffix=values["scan.suffix"],
            terminator=values["scan.terminator"],
            layout=values["scan.layout"],
        )

    def tills(self) -> int:
        """How many tills share what the service allows the shop."""
        return int(self.get("shop.tills"))


def _limits_in(currency: str, values: dict[str, str]) -> dict[str, str]:
    """The limits keep their whole number in another currency; the manager sets them anew if that is not enough."""
    whole = " ".join(dict.fromkeys(part.partition(".")[0] for part in values["sell.amounts"].split()))
    limits = {name: wire_text(parse_typed(values[name].partition(".")[0], currency), currency) for name in _AMOUNTS}
    return limits | {"sell.amounts": _ready_amounts(currency)("sell.amounts", whole)}


def _designs(_key: str, value: str) -> str:
    return design_text(parse_designs(value))


def _ready_amounts(currency: str) -> Callable[[str, str], str]:
    return lambda _key, value: amounts_text(parse_amounts(value, currency), currency)


def _known(key: str) -> None:
    if key not in DEFAULTS:
        raise BadInput("start.setting_unknown", key=key)


def _text(key: str, value: str) -> str:
    if len(value) > _TEXT_MOST or not value.isprintable():
        raise BadInput("setting.text", key=key, value=value[:_TEXT_MOST], most=_TEXT_MOST)
    return value


def _around(key: str, value: str) -> str:
    """What a scanner sends before or after a code."""
    if len(value) > _AROUND_MOST or not value.isprintable():
        raise BadInput("setting.text", key=key, value=value[:_TEXT_MOST], most=_AROUND_MOST)
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


def _printer(_key: str, value: str) -> str:
    return str(parse_printer(value)) if value else ""


def _currency(_key: str, value: str) -> str:
    return parse_currency(value)


def _amount_check(currency: str) -> Callable[[str, str], str]:
    return lambda _key, value: wire_text(parse_typed(value, currency), currency)


def _count(least: int, most: int) -> Callable[[str, str], str]:
    def check(key: str, value: str) -> str:
        typed = plain_digits(value)
        if not (typed.isascii() and typed.isdigit() and least <= int(typed[:9]) <= most):
            raise BadInput("setting.count", key=key, value=value[:_TEXT_MOST], least=least, most=most)
        return str(int(typed))

    return check


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "shop.name": _named,
    "till.name": _named,
    "clerk.name": _text,
    "card.printer": _text,
    "currency": _currency,
    "sell.designs": _designs,
    "shop.tills": _count(1, _TILLS_MOST),
    "offline.balance_days": _count(0, _DAYS_MOST),
    "window.appearance": _choice(*APPEARANCES),
    "window.language": _choice(*LANGUAGES),
    "window.sounds": _choice("off", "on"),
    "window.idle_lock": _count(0, _IDLE_MOST),
    "scan.pause": _count(40, LONGEST_PAUSE_MS),
    "scan.pace": _count(0, LONGEST_PAUSE_MS),
    "scan.prefix": _around,
    "scan.suffix": _around,
    "scan.terminator": _choice(*TERMINATORS),
    "scan.layout": _choice("", *(str(each) for each in keyboard_settings())),
    "receipt.when": _choice(*RECEIPTS),
    "receipt.paper": _choice(*PAPERS),
    "receipt.printer": _printer,
    "receipt.drawer": _choice("off", "on"),
    "card.barcode": _choice("off", "on"),
    "label.printer": _printer,
}
_IN_CURRENCY = {"sell.amounts": _ready_amounts}
