"""Every setting of the shop: its key, its default and its check. Nothing else is accepted."""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path

from core.domain import policy, retention, role_limits
from core.domain.approval import HOURS as APPROVAL_HOURS
from core.domain.backup_plan import KEEP, parse_when
from core.domain.currencies import CardCurrencies
from core.domain.design import amounts_text, design_text, parse_amounts, parse_designs
from core.domain.digits import plain_digits
from core.domain.keyboards import settings as keyboard_settings
from core.domain.money import parse_currency, parse_typed, wire_text
from core.domain.printer import parse_printer
from core.domain.rights import RIGHTS
from core.domain.scanner import LONGEST_PAUSE_MS, PAUSE_MS
from core.domain.shop_file import FOLDER
from core.domain.staff import PIN_DAYS, PIN_LEAST, PIN_LENGTH
from core.domain.vouchers import VOUCHERS
from core.errors import BadInput

_TEXT_MOST = 60
_TILLS_MOST = 1000
_PATH_MOST = 500
_DAYS_MOST = 365
_HOURS_MOST = 999
_IDLE_MOST = 120
"""Minutes."""
_PIN_MOST = 12
_AMOUNTS = (
    "offline.per_sale",
    "offline.per_card_day",
    "offline.per_till",
    "alert.liability",
)
_AROUND_MOST = 12
_PATH_MOST = 500
_WEB_ADDRESS = re.compile(
    r"(https://[\w.-]{1,253}|http://(127\.0\.0\.1|localhost))(:[0-9]{1,5})?(/[!-~]{0,500})?", re.ASCII
)
_PROXY = re.compile(r"https?://[\w.-]{1,253}(:[0-9]{1,5})?/?", re.ASCII)
PERSONAL = frozenset({"window.appearance", "window.language", "window.sounds"})
"""What everybody may choose for the screen in front of them."""

DEFAULTS = {
    "shop.name": "Harbour Books",
    "till.name": "Till 1",
    "till.desk": "off",
    "clerk.name": "",
    "shop.tills": "1",
    "shop.vouchers": "unset",
    FOLDER: "",
    "currency": "USD",
    "offline.per_sale": "50.00",
    "offline.per_card_day": "100.00",
    "offline.per_till": "500.00",
    "offline.balance_days": "7",
    **role_limits.DEFAULTS,
    APPROVAL_HOURS: "24",
    "alert.queue_hours": "4",
    "alert.liability": "0",
    "backup.folder": "",
    "backup.when": "21:00",
    **KEEP,
    **retention.KEEP,
    **policy.DEFAULTS,
    "card.printer": "",
    "window.appearance": "system",
    "sell.designs": "Classic, green; Birthday, plum, birthday; Winter, blue, winter",
    "sell.amounts": "25 50 100 150",
    "window.language": "system",
    "window.sounds": "off",
    "window.idle_lock": "2",
    **{PIN_LENGTH[role]: str(least) for role, least in PIN_LEAST.items()},
    PIN_DAYS: "0",
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
    "card.mark": "on",
    "label.printer": "",
    "service.authority": "",
    "service.proxy": "",
    "update.address": "",
}
ON_PAPER = ("shop.name", "currency", "till.name")
"""What must be known before a card, a receipt or the sheets of an order are printed."""
APPEARANCES = ("system", "light", "dark", "contrast")
LANGUAGES = ("system", "en", "de")
RECEIPTS = ("always", "ask", "never")
TERMINATORS = ("any", "enter", "tab", "lf", "none")
PAPERS = ("80mm", "58mm", "A4", "PDF")


def check_known(key: str) -> None:
    """Raise BadInput for a key that does not exist."""
    if key not in DEFAULTS:
        raise BadInput("start.setting_unknown", key=key)


def normal_form(key: str, value: str, currency: str) -> str:
    """Return the value as it is stored; an amount is one of `currency`. Raises BadInput."""
    check_known(key)
    check = _CHECKS.get(key) or _IN_CURRENCY.get(key, _amount_check)(currency)
    return check(key, value.strip())


def limits_in(currency: str, values: Mapping[str, str]) -> dict[str, str]:
    """Keep the whole number of each limit in another currency; the manager sets them anew if that is not enough."""
    whole = " ".join(dict.fromkeys(part.partition(".")[0] for part in values["sell.amounts"].split()))
    named = (*_AMOUNTS, *(name for name in role_limits.LIMIT_SETTINGS if values[name]))
    limits = {name: wire_text(parse_typed(values[name].partition(".")[0], currency), currency) for name in named}
    return limits | {"sell.amounts": _ready_amounts(currency)("sell.amounts", whole)}


def check_currency(makes: CardCurrencies, currency: str) -> None:
    """Raise BadInput for what is no currency, as YEN, and for one that the service does not make."""
    if not makes.knows(currency):
        raise BadInput("money.currency", text=currency)
    if not makes.makes(currency):
        raise BadInput("setting.currency", currency=currency)


def _designs(_key: str, value: str) -> str:
    return design_text(parse_designs(value))


def _ready_amounts(currency: str) -> Callable[[str, str], str]:
    return lambda _key, value: amounts_text(parse_amounts(value, currency), currency)


def _text(key: str, value: str) -> str:
    if len(value) > _TEXT_MOST or not value.isprintable():
        raise BadInput("setting.text", key=key, value=value[:_TEXT_MOST], most=_TEXT_MOST)
    return value


def _around(key: str, value: str) -> str:
    """Return what a scanner sends before or after a code. Raises BadInput."""
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


def _authority(_key: str, value: str) -> str:
    """Return the path of a file with certificates. Raises BadInput."""
    if not value:
        return ""
    path = Path(value).expanduser().absolute()
    try:
        ssl.create_default_context(cafile=str(path))
    except (OSError, ValueError) as error:
        raise BadInput("setting.authority", path=path) from error
    return str(path)


def _folder(_key: str, value: str) -> str:
    """Return the path of a folder that need not be there now: a stick comes and goes. Raises BadInput."""
    if len(value) > _PATH_MOST or not value.isprintable():
        raise BadInput("setting.folder", most=_PATH_MOST)
    return str(Path(value).expanduser().absolute()) if value else ""


def _whole_path(key: str, value: str) -> str:
    """Return a whole path, whether or not it is there now: a stick may be put in later. Raises BadInput."""
    if not value:
        return ""
    path = Path(os.path.expanduser(value))  # not that of Path, which raises for a person who is not there
    if not path.is_absolute() or not value.isprintable() or len(value) > _PATH_MOST:
        raise BadInput("setting.whole_path", key=key, value=value[:_TEXT_MOST])
    return str(path)


def _proxy(_key: str, value: str) -> str:
    if value and not _PROXY.fullmatch(value):
        raise BadInput("setting.proxy", value=value[:_TEXT_MOST])
    return value


def _web_address(_key: str, value: str) -> str:
    if value and not _WEB_ADDRESS.fullmatch(value):
        raise BadInput("setting.web_address", value=value[:_TEXT_MOST])
    return value


def _currency(_key: str, value: str) -> str:
    return parse_currency(value)


def _amount_check(currency: str) -> Callable[[str, str], str]:
    return lambda _key, value: wire_text(parse_typed(value, currency), currency)


def _limit_check(currency: str) -> Callable[[str, str], str]:
    """Check a limit of a role: an amount, or nothing for none."""
    return lambda _key, value: wire_text(parse_typed(value, currency), currency) if value else ""


def _policy_amount(currency: str) -> Callable[[str, str], str]:
    return lambda _key, value: policy.parse_amount(value, currency)


def _level(key: str, value: str) -> str:
    role, permission = role_limits.RIGHT_SETTINGS[key]
    return _choice(*(each.value for each in RIGHTS[permission].choices(role)))(key, value)


def _count(least: int, most: int) -> Callable[[str, str], str]:
    def check(key: str, value: str) -> str:
        typed = plain_digits(value)
        if not (typed.isascii() and typed.isdigit() and least <= int(typed[:9]) <= most):
            raise BadInput("setting.count", key=key, value=value[:_TEXT_MOST], least=least, most=most)
        return str(int(typed))

    return check


def _kept_days(key: str, value: str) -> str:
    """Return for how many days records are kept; 0 is for ever. Raises BadInput."""
    least, most = retention.LEAST_DAYS, retention.MOST_DAYS
    typed = plain_digits(value)
    if not (typed.isascii() and typed.isdigit() and (int(typed[:9]) == 0 or least <= int(typed[:9]) <= most)):
        raise BadInput("setting.keep", key=key, value=value[:_TEXT_MOST], least=least, most=most)
    return str(int(typed))


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "shop.name": _named,
    "till.name": _named,
    "till.desk": _choice("off", "on"),
    "clerk.name": _text,
    "card.printer": _text,
    "service.authority": _authority,
    "service.proxy": _proxy,
    "update.address": _web_address,
    "currency": _currency,
    "sell.designs": _designs,
    "shop.tills": _count(1, _TILLS_MOST),
    "shop.vouchers": _choice("unset", *VOUCHERS),
    FOLDER: _folder,
    "offline.balance_days": _count(0, _DAYS_MOST),
    APPROVAL_HOURS: _count(1, _HOURS_MOST),
    "alert.queue_hours": _count(0, _HOURS_MOST),
    "backup.folder": _whole_path,
    "backup.when": lambda _key, value: parse_when(value),
    **{key: _count(int(key == "backup.latest"), _DAYS_MOST) for key in KEEP},
    **dict.fromkeys(retention.KEEP, _kept_days),
    policy.PROFILE: _choice(*policy.CHOICES),
    policy.EXPIRY: _choice("", *policy.YEARS, policy.NEVER),
    **{key: policy.parse_source for key in policy.DEFAULTS if key.endswith("_source") or key == policy.EDITED},
    policy.LOOKED_AT: policy.parse_day,
    "window.appearance": _choice(*APPEARANCES),
    "window.language": _choice(*LANGUAGES),
    "window.sounds": _choice("off", "on"),
    "window.idle_lock": _count(0, _IDLE_MOST),
    **{PIN_LENGTH[role]: _count(least, _PIN_MOST) for role, least in PIN_LEAST.items()},
    PIN_DAYS: _count(0, _HOURS_MOST),
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
    "card.mark": _choice("off", "on"),
    "label.printer": _printer,
    **dict.fromkeys(role_limits.RIGHT_SETTINGS, _level),
}
_IN_CURRENCY = {"sell.amounts": _ready_amounts} | dict.fromkeys(role_limits.LIMIT_SETTINGS, _limit_check)
_IN_CURRENCY |= dict.fromkeys((policy.CASH_BELOW, policy.CARD_MOST), _policy_amount)
