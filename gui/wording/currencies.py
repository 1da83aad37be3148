"""The currencies of the world for choosing: those that shops use most by name, the others by their code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def choices(only: Iterable[str] = (), *, chosen: str = "") -> tuple[tuple[str, str], ...]:
    """Return (code, "USD · US dollar") for a list, by code; `only` these where given, and `chosen` always.

    While nothing is chosen an empty choice comes first, so that no currency is taken by accident.
    """
    wanted = {*(tuple(only) or _codes()), *((chosen,) if chosen else ())}
    nothing = () if chosen else (("", translate("Currencies", "Choose…")),)
    return (*nothing, *((code, own_format(code)) for code in sorted(wanted)))


def own_format(code: str) -> str:
    """Return "USD · US dollar"; the bare code for one without a name here."""
    name = _names().get(code)
    return f"{code} · {name}" if name else code


@cache
def _codes() -> tuple[str, ...]:
    """Return those that are money in some country, as Qt knows them: some 150, read once."""
    every = QLocale.matchingLocales(QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry)
    found = {locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) for locale in every}
    return tuple(sorted(code for code in found if len(code) == 3))


def _names() -> dict[str, str]:
    return {
        "AED": translate("Currencies", "UAE dirham"),
        "ARS": translate("Currencies", "Argentine peso"),
        "AUD": translate("Currencies", "Australian dollar"),
        "BGN": translate("Currencies", "Bulgarian lev"),
        "BHD": translate("Currencies", "Bahraini dinar"),
        "BRL": translate("Currencies", "Brazilian real"),
        "CAD": translate("Currencies", "Canadian dollar"),
        "CHF": translate("Currencies", "Swiss franc"),
        "CLP": translate("Currencies", "Chilean peso"),
        "CNY": translate("Currencies", "Chinese yuan"),
        "COP": translate("Currencies", "Colombian peso"),
        "CZK": translate("Currencies", "Czech koruna"),
        "DKK": translate("Currencies", "Danish krone"),
        "EGP": translate("Currencies", "Egyptian pound"),
        "EUR": translate("Currencies", "Euro"),
        "GBP": translate("Currencies", "British pound"),
        "HKD": translate("Currencies", "Hong Kong dollar"),
        "HUF": translate("Currencies", "Hungarian forint"),
        "IDR": translate("Currencies", "Indonesian rupiah"),
        "ILS": translate("Currencies", "Israeli shekel"),
        "INR": translate("Currencies", "Indian rupee"),
        "ISK": translate("Currencies", "Icelandic króna"),
        "JPY": translate("Currencies", "Japanese yen"),
        "KRW": translate("Currencies", "South Korean won"),
        "KWD": translate("Currencies", "Kuwaiti dinar"),
        "MAD": translate("Currencies", "Moroccan dirham"),
        "MXN": translate("Currencies", "Mexican peso"),
        "MYR": translate("Currencies", "Malaysian ringgit"),
        "NOK": translate("Currencies", "Norwegian krone"),
        "NZD": translate("Currencies", "New Zealand dollar"),
        "OMR": translate("Currencies", "Omani rial"),
        "PHP": translate("Currencies", "Philippine peso"),
        "PLN": translate("Currencies", "Polish złoty"),
        "QAR": translate("Currencies", "Qatari riyal"),
        "RON": translate("Currencies", "Romanian leu"),
        "RSD": translate("Currencies", "Serbian dinar"),
        "SAR": translate("Currencies", "Saudi riyal"),
        "SEK": translate("Currencies", "Swedish krona"),
        "SGD": translate("Currencies", "Singapore dollar"),
        "THB": translate("Currencies", "Thai baht"),
        "TND": translate("Currencies", "Tunisian dinar"),
        "TRY": translate("Currencies", "Turkish lira"),
        "TWD": translate("Currencies", "Taiwan dollar"),
        "UAH": translate("Currencies", "Ukrainian hryvnia"),
        "USD": translate("Currencies", "US dollar"),
        "VND": translate("Currencies", "Vietnamese dong"),
        "ZAR": translate("Currencies", "South African rand"),
    }
