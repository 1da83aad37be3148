"""Keyboards and the ends of scans, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def name(keyboard: str) -> str:
    """Return the name of a keyboards.Keyboard, as people call it."""
    return {
        "us": translate("Keyboards", "American"),
        "de": translate("Keyboards", "German"),
        "fr": translate("Keyboards", "French"),
        "be": translate("Keyboards", "Belgian"),
        "it": translate("Keyboards", "Italian"),
        "es": translate("Keyboards", "Spanish"),
        "ru": translate("Keyboards", "Russian"),
        "gr": translate("Keyboards", "Greek"),
        "ara": translate("Keyboards", "Arabic"),
        "il": translate("Keyboards", "Hebrew"),
        "tr": translate("Keyboards", "Turkish"),
    }.get(keyboard, keyboard)


def setting(layout: str) -> str:
    """Return a keyboards.Setting as text; "" is the usual one."""
    if not layout:
        return translate("Keyboards", "The same as at this till")
    scanner, _, till = layout.partition("-")
    text = translate("Keyboards", "{scanner} scanner, {till} till")
    return text.format(scanner=name(scanner), till=name(till))


def ends() -> dict[str, str]:
    """Return what a scanner sends after the code, by its key in the settings."""
    return {
        "any": translate("Keyboards", "Not known"),
        "enter": translate("Keyboards", "Enter"),
        "tab": translate("Keyboards", "Tab"),
        "lf": translate("Keyboards", "Line feed"),
        "none": translate("Keyboards", "Nothing"),
    }
