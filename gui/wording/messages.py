"""What a person reads: sentences by key, money, times and dates, in the language and the habits of the locale.

Money is formatted from whole numbers only; QLocale.toCurrencyString takes a double and is never used.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from core.domain.countdown import counted
from core.domain.money import Money, exponent
from core.domain.outcome import Message
from core.sentences import SENTENCES
from gui.look.direction import isolated
from gui.wording import kept_words

if TYPE_CHECKING:
    from core.errors import KnownError

MINUS = "\u2212"
_NARROW = "\u00a0"
_SYMBOLS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "CNY": "CN¥",
    "INR": "₹", "KRW": "₩", "BRL": "R$", "MXN": "MX$", "ILS": "₪", "VND": "₫", "PLN": "zł", "CZK": "Kč",
}  # fmt: skip
_SYMBOL_FIRST = {
    QLocale.Language.C,
    QLocale.Language.English,
    QLocale.Language.Chinese,
    QLocale.Language.Japanese,
    QLocale.Language.Korean,
    QLocale.Language.Thai,
    QLocale.Language.Hindi,
}
_COUNTS = frozenset({"count", "n", "most"})
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def tr(text: str) -> str:
    """Translate a short text of this module."""
    return QCoreApplication.translate("messages", text)


def format_sentence(key: str, values: Mapping[str, object]) -> str:
    """Return the translated sentence of core.sentences for `key`, filled in."""
    source = SENTENCES[key]
    readable = {name: _readable(_ours(name, value)) for name, value in values.items()}
    return QCoreApplication.translate("Sentence", source).format(**readable)


def format_message(said: Message | None) -> str:
    if said is None:
        return ""
    now = counted(said, time.time())
    return format_sentence(now.key, now.values)


def format_error(error: KnownError) -> str:
    return format_sentence(error.key, error.values)


def tone_of(error: KnownError) -> str:
    """Return good where what was wanted is on its way after all, and bad for any other."""
    return "good" if error.key == "approval.asked" else "bad"


def _ours(name: str, value: object) -> object:
    """Translate what the core fills in with a word of its own; group counts by three."""
    if name in _COUNTS and type(value) is int:
        return number(value)
    if name == "why":
        return kept_words.reason_word(kept_words.cause(str(value)))
    return kept_words.field_words(value) if name == "field" and isinstance(value, str) else value


def _readable(value: object) -> object:
    if isinstance(value, Money):
        return money(value.minor, value.currency)
    if isinstance(value, Message):
        return format_message(value)
    if isinstance(value, date):
        return day(value.isoformat()[:10])
    if isinstance(value, float):
        return round(value)
    return value


def money(minor: int, currency: str, *, sign: bool = False) -> str:
    """Write `minor` units of `currency` for people, exactly: −$12.50. `sign` puts a + on what is not negative."""
    locale = QLocale()
    digits = exponent(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    text = _grouped(whole, locale)
    if digits:
        text += decimal_point() + str(rest).rjust(digits, "0")
    mark = MINUS if minor < 0 else "+" if sign else ""
    return isolated(mark + _with_symbol(text, currency, locale))


def sums(totals: Mapping[str, int]) -> str:
    """Return one amount for each currency."""
    return " + ".join(money(minor, currency) for currency, minor in totals.items())


def round_money(minor: int, currency: str) -> str:
    """Format as `money` does, without decimals where they are all zero: $20."""
    unit = 10 ** exponent(currency)
    if minor % unit:
        return money(minor, currency)
    locale = QLocale()
    mark = MINUS if minor < 0 else ""
    return isolated(mark + _with_symbol(_grouped(abs(minor) // unit, locale), currency, locale))


def number(count: int) -> str:
    """Write `count` in groups of three, as the locale parts them: 1,002,000."""
    return (MINUS if count < 0 else "") + _grouped(abs(count), QLocale())


def decimal_point() -> str:
    """Return the locale's decimal point. Where it has digits of its own, the point of ours: see `_grouped`."""
    return QLocale().decimalPoint() if QLocale().zeroDigit() == "0" else "."


def _grouped(whole: int, locale: QLocale) -> str:
    """Write `whole` in groups of three. Done on text, so that no C++ integer can overflow.

    In the digits 0 to 9 everywhere: the keypad, the codes and the service's own pages have no others.
    """
    digits = str(whole)
    head = len(digits) % 3 or 3
    parts = [digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))]
    return (locale.groupSeparator() if locale.zeroDigit() == "0" else ",").join(parts)


def _with_symbol(text: str, currency: str, locale: QLocale) -> str:
    symbol = _SYMBOLS.get(currency)
    if locale.language() not in _SYMBOL_FIRST:
        return f"{text}{_NARROW}{symbol or currency}"
    return symbol + text if symbol else f"{currency}{_NARROW}{text}"


def ago(at: float | None, now: float | None = None) -> str:
    """Return how long ago `at` (epoch seconds) is, in one unit; "" for None."""
    if at is None:
        return ""
    seconds = max(0, int((time.time() if now is None else now) - at))
    if seconds < 1:
        return tr("just now")
    if seconds < _MINUTE:
        return tr("{n} s ago").format(n=seconds)
    if seconds < _HOUR:
        return tr("{n} min ago").format(n=seconds // _MINUTE)
    if seconds < 2 * _DAY:
        return tr("{n} h ago").format(n=seconds // _HOUR)
    return tr("{n} days ago").format(n=seconds // _DAY)


def local(at: float) -> datetime:
    """Return the computer's local time at `at`, epoch seconds."""
    return datetime.fromtimestamp(at).astimezone()


def is_today(at: float) -> bool:
    return local(at).date() == local(time.time()).date()


def clock(at: float, *, seconds: bool = False) -> str:
    """Return the time of day of `at` (epoch seconds), local: 10:42."""
    moment = local(at)
    shown = QTime(moment.hour, moment.minute, moment.second)
    return shown.toString("HH:mm:ss") if seconds else shown.toString("HH:mm")


def when(at: float, now: float | None = None) -> str:
    """Write `at` (epoch seconds) as short as it is clear: now, today 10:42, 18 Nov, 18 Nov 2024."""
    present = time.time() if now is None else now
    if 0 <= present - at < _MINUTE:
        return tr("now")
    then, today = local(at), local(present)
    if then.date() == today.date():
        return tr("today {time}").format(time=clock(at))
    pattern = "d MMM" if then.year == today.year else "d MMM yyyy"
    return dated(QDate(then.year, then.month, then.day), pattern)


def moment(at: float) -> str:
    """Write `at` (epoch seconds) with its day and time, as it is noted: 30 Nov 2026, 10:42."""
    return f"{day(local(at).date().isoformat())}, {clock(at)}"


def day(text: str | None) -> str:
    """Return an ISO date for people: 30 Nov 2031. What is no date comes back as it is; "" for None."""
    shown = QDate.fromString(text or "", "yyyy-MM-dd")
    return dated(shown, "d MMM yyyy") if shown.isValid() else text or ""


def dated(shown: QDate, pattern: str) -> str:
    """Format in the words of the locale, with the same digits as money."""
    if "d." in QLocale().dateFormat(QLocale.FormatType.LongFormat):  # German writes 30. Nov.
        pattern = pattern.replace("d ", "d. ", 1)
    text = QLocale().toString(shown, pattern)
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
