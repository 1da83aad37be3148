"""What a till's key may do at its service, in words of the counter."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def scopes_told(scopes: Collection[str]) -> str:
    """Return what a key with these scopes may do, and what not."""
    words = {
        "read": translate("Scopes", "see cards"),
        "issue": translate("Scopes", "sell cards"),
        "redeem": translate("Scopes", "redeem and top up"),
        "manage": translate("Scopes", "change and disable cards"),
    }
    may = [text for scope, text in words.items() if scope in scopes]
    may_not = [text for scope, text in words.items() if scope not in scopes]
    if not may_not:
        return translate("Scopes", "This till may do everything at the service.")
    parts = []
    if may:
        parts.append(translate("Scopes", "At the service this till may: {acts}.").format(acts="; ".join(may)))
    parts.append(translate("Scopes", "It may not: {acts}.").format(acts="; ".join(may_not)))
    return " ".join(parts)
